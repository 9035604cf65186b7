#include "app/discovery/discovery_report.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numbers>

#include <fmt/format.h>

#include "app/discovery/report_words.hpp"
#include "app/discovery/surroundings_html.hpp"

namespace grono::app {
namespace {

constexpr std::size_t kMostPoints = 4'000, kMostGroupsShown = 400;

/// Places as they lie on the drawing.
class Sheet {
 public:
  Sheet(const mapping::Establishments& all, const mapping::Excess& excess)
      : on_earth_(all.coordinates == mapping::Coordinates::lon_lat) {
    if (excess.field.empty()) return;
    double low_x = kFar, high_x = -kFar, low_y = kFar, high_y = -kFar;
    for (const std::uint32_t row : excess.field) {
      low_x = std::min(low_x, all.x[row]);
      high_x = std::max(high_x, all.x[row]);
      low_y = std::min(low_y, all.y[row]);
      high_y = std::max(high_y, all.y[row]);
    }
    narrow_ = on_earth_ ? std::max(std::cos((low_y + high_y) / 2 * std::numbers::pi / 180), 0.05) : 1;
    const double pad =
        std::max({(high_x - low_x) * narrow_, high_y - low_y, on_earth_ ? 0.02 : 2'000.0}) * 0.06;
    left_ = low_x - pad / narrow_;
    top_ = high_y + pad;
    scale_ = kWidth / ((high_x - low_x) * narrow_ + 2 * pad);
    height_ = std::clamp((high_y - low_y + 2 * pad) * scale_, kWidth / 3, kWidth * 1.2);
  }

  static constexpr double kWidth = 900;
  [[nodiscard]] double height() const { return height_; }
  [[nodiscard]] double x(double value) const { return (value - left_) * narrow_ * scale_; }
  [[nodiscard]] double y(double value) const { return (top_ - value) * scale_; }
  [[nodiscard]] bool shows(double at_x, double at_y) const {
    return at_x >= -kWidth && at_x <= 2 * kWidth && at_y >= -height_ && at_y <= 2 * height_;
  }

 private:
  static constexpr double kFar = std::numeric_limits<double>::infinity();
  bool on_earth_;
  double left_ = 0, top_ = 0, narrow_ = 1, scale_ = 1, height_ = kWidth / 2;
};

void add_boundaries(std::string& svg, const std::optional<geo::Boundaries>& areas, const Sheet& sheet,
                    const char* kind) {
  if (!areas) return;
  for (std::uint32_t area = 0; area < areas->size(); ++area)
    for (const auto& ring : areas->area(area).rings) {
      bool is_seen = false;
      std::string path;
      for (const geo::LonLat& corner : ring) {
        const double x = sheet.x(corner.lon), y = sheet.y(corner.lat);
        is_seen = is_seen || sheet.shows(x, y);
        path += fmt::format("{}{:.1f} {:.1f}", path.empty() ? "M" : "L", x, y);
      }
      if (is_seen) svg += fmt::format("<path class=\"{}\" d=\"{}Z\"/>", kind, path);
    }
}

// Evenly spaced rows, at most so many.
template <typename Draw>
void sample(std::size_t count, const Draw& draw) {
  const std::size_t shown = std::min(count, kMostPoints);
  for (std::size_t i = 0; i < shown; ++i) draw(i * count / shown);
}

std::string map_svg(const Discovery& found, const Words& words) {
  const mapping::Establishments& all = found.input.establishments;
  const Sheet sheet(all, found.excess);
  std::string svg = fmt::format(
      "<svg class=\"map\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">", Sheet::kWidth,
      sheet.height(), words.pick("Mapa znalezionych klastrów", "Map of the clusters found"));
  add_boundaries(svg, found.ground.regions, sheet, "region");
  add_boundaries(svg, found.ground.countries, sheet, "country");
  const auto dots = [&](const char* kind, double radius, std::size_t count, const auto& row_of) {
    svg += fmt::format("<g class=\"{}\">", kind);
    sample(count, [&](std::size_t i) {
      const double x = sheet.x(all.x[row_of(i)]), y = sheet.y(all.y[row_of(i)]);
      if (x >= 0 && x <= Sheet::kWidth && y >= 0 && y <= sheet.height())
        svg += fmt::format("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"{}\"/>", x, y, radius);
    });
    svg += "</g>";
  };
  dots("everybody", 1.2, all.size(), [](std::size_t i) { return i; });
  for (const FoundCluster& cluster : found.clusters)
    for (const auto& ring : cluster.rings) {
      svg += "<polygon class=\"hull\" points=\"";
      for (const mapping::PlanePoint& corner : ring)
        svg += fmt::format("{:.1f},{:.1f} ", sheet.x(corner.x), sheet.y(corner.y));
      svg += "\"/>";
    }
  dots("field", 2.2, found.excess.field.size(), [&](std::size_t i) { return found.excess.field[i]; });
  for (std::size_t i = 0; i < found.clusters.size(); ++i) {
    const GroupPlace& place = found.clusters[i].place;
    svg += fmt::format(
        "<g class=\"number\"><circle cx=\"{0:.1f}\" cy=\"{1:.1f}\" r=\"13\"/><text x=\"{0:.1f}\" "
        "y=\"{2:.1f}\">{3}</text></g>",
        sheet.x(place.x), sheet.y(place.y), sheet.y(place.y) + 5, i + 1);
  }
  return svg + "</svg>";
}

// How sure it is, as on the page Discover.
std::string sentence(const mapping::ExcessGroup& group, const GroupPlace& place, const Discovery& found,
                     const Words& words) {
  std::string made =
      fmt::format(fmt::runtime(words.pick("{} z {} podmiotów w tym miejscu należy do branży: {} razy więcej "
                                          "niż wszędzie (95 %: od {} do {}). ",
                                          "{} of {} establishments here are of the field: {} times as many "
                                          "as everywhere (95 %: {} to {}). ")),
                  words.number(group.establishments.cases), words.number(group.establishments.all),
                  words.number(group.quotient.value, 1), words.number(group.quotient.low, 1),
                  words.number(group.quotient.high, 1));
  if (!std::isnan(group.p_value))
    made += fmt::format(fmt::runtime(words.pick("Gdyby branżę rozdać losowo, tak silne skupisko pojawiłoby "
                                                "się gdziekolwiek w {} % z {} poszukiwań (p = {}). ",
                                                "Were the field dealt at random, a group as strong would "
                                                "come up anywhere in {} % of {} searches (p = {}). ")),
                        words.number(100 * group.p_value, 1), found.excess.null_strongest.size(),
                        words.number(group.p_value, 3));
  return made + fmt::format(fmt::runtime(words.pick("Dziewięć na dziesięć stoi w promieniu {} km.",
                                                    "Nine in ten stand within {} km.")),
                            words.number(place.radius_m / 1000, 1));
}

std::string clusters_html(const Discovery& found, const Words& words) {
  if (found.clusters.empty())
    return fmt::format("<p>{}</p>", words.pick("Żadne skupisko nie jest czymś więcej niż przypadkiem.",
                                               "No group is more than chance."));
  std::string made = relatedness_note(found, words);
  for (std::size_t i = 0; i < found.clusters.size(); ++i) {
    const FoundCluster& cluster = found.clusters[i];
    const mapping::ExcessGroup& group = found.excess.groups[cluster.group];
    made += fmt::format("<section><h3>{}. {} <small>{}</small></h3><p>{}</p>", i + 1, escaped(cluster.name),
                        words.scope(cluster.place.scope), sentence(group, cluster.place, found, words));
    made += parts_html(words.pick("Działalności", "Activities"), cluster.activities,
                       found.input.establishments.activity, words);
    made += parts_html(words.pick("Rodzaje", "Kinds"), cluster.kinds, found.input.establishments.kind, words);
    made += surroundings_html(cluster.around, found, words) + "</section>";
  }
  return made;
}

// Every group of the hierarchy: how far it reaches, and how far it exceeds chance.
std::string excess_svg(const Discovery& found, double significance, const Words& words) {
  std::vector<std::uint32_t> groups;
  double most = 0, least_m = std::numeric_limits<double>::infinity(), most_m = 0;
  for (std::uint32_t group = 0; group < found.excess.groups.size() && groups.size() < kMostGroupsShown; ++group) {
    const auto& it = found.excess.groups[group];
    if (it.node == mapping::kNone || it.log_likelihood_ratio <= 0 || found.places[group].radius_m <= 0)
      continue;
    groups.push_back(group);
    most = std::max(most, it.log_likelihood_ratio);
    least_m = std::min(least_m, found.places[group].radius_m);
    most_m = std::max(most_m, found.places[group].radius_m);
  }
  if (groups.empty()) return {};
  constexpr double kWidth = 700, kHeight = 300, kLeft = 60, kBottom = 45, kTop = 10, kRight = 15;
  const double low = std::log10(least_m / 1.3), high = std::log10(most_m * 1.3);
  const auto x = [&](double metres) {
    return kLeft + (std::log10(metres) - low) / (high - low) * (kWidth - kLeft - kRight);
  };
  const auto y = [&](double value) {
    return kHeight - kBottom - value / (most * 1.05) * (kHeight - kBottom - kTop);
  };
  std::string svg = fmt::format("<svg class=\"chart\" viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">",
                                kWidth, kHeight, words.pick("Nadwyżka według skali", "Excess by scale"));
  // 1, 2 and 5 of each power of ten.
  for (double power = std::floor(low); power <= high; ++power)
    for (const double factor : {1.0, 2.0, 5.0}) {
      const double metres = factor * std::pow(10, power);
      if (std::log10(metres) < low || std::log10(metres) > high) continue;
      svg += fmt::format(
          "<line class=\"grid\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2}\"/><text x=\"{0:.1f}\" "
          "y=\"{3}\" "
          "text-anchor=\"middle\">{4} km</text>",
          x(metres), kTop, kHeight - kBottom, kHeight - kBottom + 18,
          words.number(metres / 1000, metres < 100    ? 2
                                      : metres < 1000 ? 1
                                                      : 0));
    }
  for (int step = 0; step <= 4; ++step) {
    const double value = most * step / 4;
    svg += fmt::format(
        "<line class=\"grid\" x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\"/><text x=\"{3}\" "
        "y=\"{4:.1f}\" text-anchor=\"end\">{5}</text>",
        kLeft, kWidth - kRight, y(value), kLeft - 6, y(value) + 4, words.number(value, most < 20 ? 1 : 0));
  }
  for (const std::uint32_t group : groups) {
    const auto& it = found.excess.groups[group];
    svg += fmt::format("<circle class=\"{}\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\"/>",
                       it.p_value <= significance ? "real" : "chance", x(found.places[group].radius_m),
                       y(it.log_likelihood_ratio));
  }
  svg += fmt::format("<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text></svg>", (kLeft + kWidth) / 2,
                     kHeight - 6, words.pick("promień skupiska", "radius of the group"));
  return fmt::format("<h2>{}</h2><p>{}</p>{}", words.pick("Nadwyżka według skali", "Excess by scale"),
                     words.pick("Każda kropka to skupisko branży: jak daleko sięga i o ile przewyższa "
                                "przypadek (logarytm ilorazu wiarygodności). Kolorowe są istotne.",
                                "Each dot is a group of the field: how far it reaches, and how far it "
                                "exceeds chance (log likelihood ratio). The coloured ones are significant."),
                     svg);
}

std::string rows_html(const exchange::ReadingReport& report, const Words& words) {
  static constexpr std::array<std::array<const char*, 2>, exchange::kUnusableReasons> kReasons = {
      {{"bez współrzędnych, które są liczbami", "without coordinates that are numbers"},
       {"ze współrzędnymi spoza Ziemi", "with coordinates that are not on the Earth"},
       {"z zatrudnieniem, które nie jest liczbą albo jest ujemne",
        "with employees that are no number or below 0"}}};
  std::string made =
      fmt::format("<p>{}: {}.</p>", words.pick("Wiersze w źródle", "Rows of the source"), report.rows);
  for (std::size_t i = 0; i < kReasons.size(); ++i) {
    const auto& reason = report.unusable[i];
    if (reason.count == 0) continue;
    std::string rows;
    for (const std::uint64_t row : reason.rows) rows += fmt::format("{}{}", rows.empty() ? "" : ", ", row);
    made += fmt::format("<p>{} {}, {}: {} {}{}.</p>", words.pick("Pominięto", "Left out:"), reason.count,
                        words.pick(kReasons[i][0], kReasons[i][1]), words.pick("wiersze", "rows"), rows,
                        reason.rows.size() < reason.count ? ", …" : "");
  }
  return made;
}

constexpr const char* kStyle = R"(
:root{color-scheme:light dark;--ink:#1b1f24;--paper:#fff;--soft:#5b6570;--line:#d5dae0;--land:#f7f6f3;--own:#7a3fa5}
@media (prefers-color-scheme:dark){:root{--ink:#e8eaed;--paper:#16191d;--soft:#a5adb7;--line:#3a424c;--land:#20252b;--own:#c79be6}}
@media print{:root{--ink:#000;--paper:#fff;--soft:#444;--line:#ccc;--land:#fff;--own:#7a3fa5}section{break-inside:avoid}}
body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;margin:0 auto;padding:1rem}
h1{line-height:1.2;margin-bottom:.2rem}h3 small{font-weight:400;color:var(--soft)}.lead,.small{color:var(--soft)}.small{font-size:.85rem}
svg{width:100%;height:auto;display:block}.map{background:var(--land);border:1px solid var(--line);border-radius:8px}
.region{fill:none;stroke:var(--line);stroke-width:1}.country{fill:none;stroke:var(--soft);stroke-width:1.4}
.everybody{fill:var(--soft);opacity:.35}.field{fill:var(--ink)}.hull{fill:var(--own);fill-opacity:.25;stroke:var(--own);stroke-width:2}
.number circle{fill:#5b2a80;stroke:#fff;stroke-width:2}.number text{fill:#fff;font:600 14px system-ui,sans-serif;text-anchor:middle}
.chart{font-size:13px}.chart text{fill:var(--ink)}.grid{stroke:var(--line)}.real{fill:var(--own)}.chance{fill:var(--soft);opacity:.5}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid var(--line)}
.figures td,.figures thead th:not(:first-child){text-align:right;white-space:nowrap}.figures th{overflow-wrap:normal}.parts td:nth-child(2){width:50%}.bar{display:inline-block;height:.8rem;background:var(--own);border-radius:3px;min-width:2px}
section{border:1px solid var(--line);border-radius:8px;padding:0 1rem;margin:1rem 0}h3,.parts th{overflow-wrap:anywhere}pre{overflow-x:auto;font-size:.8rem}
)";

std::string table_html(const Discovery& found, const Words& words) {
  if (found.clusters.empty()) return {};
  std::string rows;
  for (std::size_t i = 0; i < found.clusters.size(); ++i) {
    const FoundCluster& cluster = found.clusters[i];
    const mapping::ExcessGroup& group = found.excess.groups[cluster.group];
    rows += fmt::format(
        "<tr><th scope=\"row\">{}. {}</th><td>{}</td><td>{}</td><td>{}</td><td>{} "
        "({}–{})</td><td>{}</td></tr>",
        i + 1, escaped(cluster.name), words.scope(cluster.place.scope),
        words.number(group.establishments.cases), words.number(group.establishments.all),
        words.number(group.quotient.value, 2), words.number(group.quotient.low, 2),
        words.number(group.quotient.high, 2), words.number(group.p_value, 3));
  }
  return fmt::format(
      "<div class=\"scroll\"><table "
      "class=\"figures\"><thead><tr><th>{}</th><th>{}</th><th>{}</th><th>{}</th><th>LQ (95 "
      "%)</th><th>p</th></tr></thead><tbody>{}</tbody></table></div>",
      words.pick("Klaster", "Cluster"), words.pick("Zasięg", "Scope"), words.pick("Z branży", "Of the field"),
      words.pick("Wszystkich", "Of all"), rows);
}

}  // namespace

std::string discovery_report(const DiscoveryQuestion& question, const Discovery& found,
                             const std::string& language) {
  const Words words(language);
  std::string page = fmt::format(
      "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width, initial-scale=1\">"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\"><title>{}</title><style>{}</style></head><body>",
      language, escaped(found.field.title), kStyle);
  page += fmt::format("<h1>{}</h1><p class=\"lead\">{}</p>", escaped(found.field.title),
                      fmt::format(fmt::runtime(words.pick("{} z {} podmiotów; klastrów przy p ≤ {}: {}",
                                                          "{} of {} establishments; clusters at p ≤ {}: {}")),
                                  found.excess.field.size(), found.everywhere,
                                  words.number(question.significance, 3), found.clusters.size()));
  page += map_svg(found, words) + table_html(found, words) + clusters_html(found, words);
  page += excess_svg(found, question.significance, words);
  page += fmt::format("<h2>{}</h2>{}", words.pick("O wierszach", "About the rows"),
                      rows_html(found.input.report, words));
  page += fmt::format(
      "<h2>{}</h2><details open><summary>record.json</summary><pre>{}</pre></details></body></html>\n",
      words.pick("Wszystkie parametry", "All parameters"), escaped(record_of(question, found).dump(2)));
  return page;
}

}  // namespace grono::app
