#include "cli/map/measures.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "cli/map/cells.hpp"
#include "mapping/ellison_glaeser.hpp"
#include "mapping/getis_ord.hpp"
#include "mapping/inequality.hpp"
#include "mapping/k_density.hpp"
#include "mapping/marcon_puech.hpp"
#include "mapping/ripley.hpp"

namespace grono::cli::map {
namespace {

constexpr int kCurvePlaces = 60;

Measured not_there(std::string pl, std::string en) {
  return {{}, std::move(pl), std::move(en), false};
}
Measured needs_regions() {
  return not_there("Brak regionów: podaj współrzędne w stopniach albo --regions.",
                   "There are no regions: give coordinates in degrees, or --regions.");
}

/// Lines of a table, cell by cell.
class Table {
 public:
  explicit Table(std::string header) : text_(std::move(header) + '\n') {}
  Table& number(double value) {
    begin();
    add_number(text_, value);
    return *this;
  }
  Table& text(const std::string& value) {
    begin();
    add_text(text_, value);
    return *this;
  }
  void end_line() {
    text_ += '\n';
    is_begun_ = false;
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void begin() {
    if (is_begun_) text_ += ',';
    is_begun_ = true;
  }
  std::string text_;
  bool is_begun_ = false;
};

double at(const std::vector<double>& column, std::size_t i) {
  return column.empty() ? std::nan("") : column[i];
}

// A curve with its bands, one line a place.
std::string curve_table(const std::string& header, const std::vector<double>& place,
                        const std::vector<double>& value, const mapping::Bands& bands) {
  Table table(header);
  for (std::size_t i = 0; i < place.size(); ++i) {
    table.number(place[i]).number(value[i]);
    table.number(at(bands.local.low, i)).number(at(bands.local.high, i));
    table.number(at(bands.global.low, i)).number(at(bands.global.high, i)).end_line();
  }
  return table.take();
}

// The places at which a curve is above (or below) the global band, as "from to".
std::string span_beyond(const std::vector<double>& place, const std::vector<double>& value,
                        const mapping::Band& band, bool above) {
  std::size_t first = place.size(), last = 0;
  for (std::size_t i = 0; i < place.size() && !band.high.empty(); ++i)
    if (above ? value[i] > band.high[i] : value[i] < band.low[i]) {
      first = std::min(first, i);
      last = i;
    }
  if (first == place.size()) return {};
  const double from = place[first] / 1000, to = place[last] / 1000;
  return first == last ? fmt::format("{:.1f} km", from) : fmt::format("{:.1f}–{:.1f} km", from, to);
}

// How a curve stands to chance, for both languages.
Measured told(std::string table, const std::string& what_pl, const std::string& what_en,
              const std::vector<double>& place, const std::vector<double>& value, const mapping::Band& band) {
  if (band.high.empty())
    return {std::move(table), what_pl + ": bez losowań nie da się porównać z przypadkiem.",
            what_en + ": without draws there is nothing to compare with.", true};
  if (const auto near = span_beyond(place, value, band, true); !near.empty())
    return {std::move(table),
            what_pl + ": branża skupia się bardziej, niż sprawiłby przypadek (" + near + ").",
            what_en + ": the field gathers more than chance would make it (" + near + ").", true};
  if (const auto far = span_beyond(place, value, band, false); !far.empty())
    return {std::move(table),
            what_pl + ": branża rozprasza się bardziej, niż sprawiłby przypadek (" + far + ").",
            what_en + ": the field disperses more than chance would make it (" + far + ").", true};
  return {std::move(table), what_pl + ": branża nie skupia się ani nie rozprasza bardziej niż przypadek.",
          what_en + ": the field neither gathers nor disperses more than chance.", true};
}

Measured kd(const FieldCase& it) {
  mapping::KDensityOptions options;
  options.step_m = it.reach_m / kCurvePlaces;
  options.to_m = it.reach_m;
  options.bands = it.bands;
  std::vector<double> weights;
  for (const std::uint32_t row : it.field) weights.push_back(it.weights[row]);
  const auto found = mapping::k_density(it.points, it.field, weights, options);
  return told(curve_table("distance,value,local_low,local_high,global_low,global_high", found.distance_m,
                          found.value, found.bands),
              "Gęstość odległości (Duranton–Overman)", "Density of distances (Duranton–Overman)",
              found.distance_m, found.value, found.bands.global);
}

Measured m(const FieldCase& it) {
  const auto found = mapping::marcon_puech(it.points, it.weights, it.field, {}, {it.radii_m, it.bands});
  return told(curve_table("radius,m,local_low,local_high,global_low,global_high", it.radii_m, found.value,
                          found.bands),
              "Otoczenie branży (M, Marcon–Puech)", "Surroundings of the field (M, Marcon–Puech)", it.radii_m,
              found.value, found.bands.global);
}

Measured ripley(const FieldCase& it) {
  mapping::RipleyOptions options;
  options.radii_m = it.radii_m;
  options.bands = it.bands;
  options.area_m2 = it.area_m2;
  if (!it.points.on_earth) {
    const auto [low_x, high_x] = std::minmax_element(it.points.x.begin(), it.points.x.end());
    const auto [low_y, high_y] = std::minmax_element(it.points.y.begin(), it.points.y.end());
    options.window = {*low_x, *high_x, *low_y, *high_y};
  }
  if (!(it.area_m2 > 0))
    return not_there("Ripley: wszystkie podmioty stoją na jednej linii.",
                     "Ripley: all establishments stand on one line.");
  const auto found = mapping::ripley(it.points, it.field, options);
  Table table("radius,k,l,local_low,local_high,global_low,global_high");
  for (std::size_t i = 0; i < found.k.size(); ++i) {
    table.number(it.radii_m[i]).number(found.k[i]).number(found.l[i]);
    table.number(at(found.bands.local.low, i)).number(at(found.bands.local.high, i));
    table.number(at(found.bands.global.low, i)).number(at(found.bands.global.high, i)).end_line();
  }
  return told(table.take(), "Sąsiedztwo (K i L Ripleya)", "Neighbourhood (Ripley's K and L)", it.radii_m,
              found.l, found.bands.global);
}

Measured gi(const FieldCase& it) {
  std::vector<double> values(it.points.size());
  for (const std::uint32_t row : it.field) values[row] = it.weights[row];
  const auto found = mapping::getis_ord(it.points, values, it.radii_m.front());
  constexpr double kRate = 0.05;
  std::size_t hot = 0, cold = 0;
  Table table("row,z,p,q");
  const auto& rows = it.all->row;
  for (std::size_t i = 0; i < values.size(); ++i) {
    table.number(static_cast<double>(rows.empty() ? i + 1 : rows[i])).number(found.z[i]).number(found.p[i]);
    table.number(found.q[i]).end_line();
    if (!(found.q[i] <= kRate)) continue;
    ++(found.z[i] > 0 ? hot : cold);
  }
  return {
      table.take(),
      fmt::format(
          "Gorące miejsca (Getis–Ord Gi*): {} z {} podmiotów stoi w gorących, {} w zimnych miejscach branży "
          "(promień {:.1f} km, odsetek fałszywych odkryć do 5 %).",
          hot, values.size(), cold, it.radii_m.front() / 1000),
      fmt::format(
          "Hot spots (Getis–Ord Gi*): {} of {} establishments stand in hot and {} in cold places of the "
          "field (radius {:.1f} km, false discovery rate up to 5 %).",
          hot, values.size(), cold, it.radii_m.front() / 1000),
      true};
}

/// Employment by region of the field and of every division of activities beside it.
struct Industries {
  explicit Industries(const FieldCase& it) : number(it.points.size()), names{"field"} {
    std::vector<bool> is_field(number.size());
    for (const std::uint32_t row : it.field) is_field[row] = true;
    std::map<std::string, std::uint32_t> numbers;
    const mapping::Dictionary& activity = it.all->activity;
    for (std::size_t i = 0; i < number.size(); ++i) {
      if (is_field[i]) continue;
      const std::string division = activity.texts[activity.column[i]].substr(0, 2);
      const auto [found, is_new] = numbers.try_emplace(division, static_cast<std::uint32_t>(names.size()));
      if (is_new) names.push_back(division);
      number[i] = found->second;
    }
  }
  [[nodiscard]] std::uint32_t count() const { return static_cast<std::uint32_t>(names.size()); }

  std::vector<std::uint32_t> number;  // of each establishment
  std::vector<std::string> names;
};

Measured concentration(const FieldCase& it) {
  if (it.region.empty()) return needs_regions();
  const Industries industries(it);
  const auto regions = static_cast<std::uint32_t>(it.region_names.size());
  const auto found =
      mapping::concentration({industries.number, it.region, it.weights}, industries.count(), regions).front();
  if (std::isnan(found.raw))
    return not_there("Koncentracja regionalna: wszyscy stoją w jednym regionie.",
                     "Regional concentration: everybody stands in one region.");
  std::vector<double> by_region(regions);
  for (const std::uint32_t row : it.field) by_region[it.region[row]] += it.weights[row];
  Table table("gamma,G,H,expectation,variance,z,maurel_sedillot,gini,herfindahl_of_regions,plants,employees");
  for (const double value : {found.gamma, found.raw, found.herfindahl, found.expectation, found.variance,
                             found.z, found.maurel_sedillot, found.gini, mapping::herfindahl(by_region),
                             static_cast<double>(found.plants), found.employees})
    table.number(value);
  table.end_line();
  constexpr double kStrong = 0.05, kWeak = 0.02, kSure = 1.96;
  const char* pl = found.gamma > kStrong ? "silnie skupiona"
                   : found.gamma > kWeak ? "umiarkowanie skupiona"
                                         : "słabo skupiona";
  const char* en = found.gamma > kStrong ? "strongly concentrated"
                   : found.gamma > kWeak ? "moderately concentrated"
                                         : "hardly concentrated";
  const bool is_sure = std::abs(found.z) > kSure;
  return {
      table.take(),
      fmt::format("Koncentracja regionalna (Ellison–Glaeser): branża jest {} (γ = {:.3f}, z = {:.1f}, {}).",
                  pl, found.gamma, found.z, is_sure ? "więcej niż rzut strzałkami" : "jak rzut strzałkami"),
      fmt::format("Regional concentration (Ellison–Glaeser): the field is {} (γ = {:.3f}, z = {:.1f}, {}).",
                  en, found.gamma, found.z, is_sure ? "beyond throwing darts" : "as throwing darts"),
      true};
}

Measured coagglomeration(const FieldCase& it) {
  if (it.region.empty()) return needs_regions();
  const Industries industries(it);
  const auto found = mapping::coagglomeration({industries.number, it.region, it.weights}, industries.count(),
                                              static_cast<std::uint32_t>(it.region_names.size()));
  std::vector<std::uint32_t> order(industries.count() - 1);
  std::iota(order.begin(), order.end(), 1U);
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return found[a] > found[b]; });
  Table table("division,coagglomeration");
  for (const std::uint32_t each : order) table.text(industries.names[each]).number(found[each]).end_line();
  if (order.empty())
    return not_there("Współskupienie: obok branży nie ma innych.",
                     "Co-agglomeration: there is nothing beside the field.");
  if (std::isnan(found[order.front()]))
    return not_there("Współskupienie: wszyscy stoją w jednym regionie.",
                     "Co-agglomeration: everybody stands in one region.");
  const std::string& nearest = industries.names[order.front()];
  return {
      table.take(),
      fmt::format(
          "Współskupienie (Ellison–Glaeser–Kerr): najczęściej razem z branżą skupia się dział {} ({:.4f}).",
          nearest, found[order.front()]),
      fmt::format(
          "Co-agglomeration (Ellison–Glaeser–Kerr): division {} gathers with the field most ({:.4f}).",
          nearest, found[order.front()]),
      true};
}

Measured theil(const FieldCase& it) {
  if (it.region.empty()) return needs_regions();
  std::vector<double> field(it.region_names.size()), everything(field.size());
  for (std::size_t i = 0; i < it.region.size(); ++i) everything[it.region[i]] += it.weights[i];
  for (const std::uint32_t row : it.field) field[it.region[row]] += it.weights[row];
  const auto found =
      mapping::theil(field, everything, it.country, static_cast<std::uint32_t>(it.country_names.size()));
  Table table("theil,between_countries,within_countries");
  table.number(found.all).number(found.between).number(found.within).end_line();
  const double share = found.all > 0 ? 100 * found.between / found.all : 0;
  return {table.take(),
          fmt::format("Nierówność między regionami (Theil): {:.3f}, z czego {:.0f} % między krajami.",
                      found.all, share),
          fmt::format("Inequality of regions (Theil): {:.3f}, of which {:.0f} % between countries.",
                      found.all, share),
          true};
}

Measured krugman(const FieldCase& it) {
  if (it.region.empty()) return needs_regions();
  const Industries industries(it);
  const auto regions = static_cast<std::uint32_t>(it.region_names.size());
  std::vector<double> values(std::size_t{regions} * industries.count());
  for (std::size_t i = 0; i < it.region.size(); ++i)
    values[std::size_t{it.region[i]} * industries.count() + industries.number[i]] += it.weights[i];
  const auto found = mapping::krugman_specialisation({values, regions, industries.count()});
  std::vector<std::uint32_t> order;
  for (std::uint32_t region = 0; region < regions; ++region)
    if (!std::isnan(found[region])) order.push_back(region);
  if (order.empty())
    return not_there("Specjalizacja (Krugman): jest tylko jeden region.",
                     "Specialisation (Krugman): there is one region only.");
  std::stable_sort(order.begin(), order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return found[a] > found[b]; });
  Table table("region,specialisation");
  for (const std::uint32_t region : order)
    table.text(it.region_names[region]).number(found[region]).end_line();
  return {
      table.take(),
      fmt::format("Specjalizacja regionów (Krugman, 0–2): najbardziej inny od pozostałych jest {} ({:.2f}).",
                  it.region_names[order.front()], found[order.front()]),
      fmt::format("Specialisation of regions (Krugman, 0 to 2): {} differs from all others most ({:.2f}).",
                  it.region_names[order.front()], found[order.front()]),
      true};
}

}  // namespace

std::string with_decimal_commas(std::string text) {
  for (std::size_t i = 1; i + 1 < text.size(); ++i)
    if (text[i] == '.' && is_digit(text[i - 1]) && is_digit(text[i + 1])) text[i] = ',';
  return text;
}

const std::vector<MeasureKind>& measure_kinds() {
  static const std::vector<MeasureKind> kinds = {{"kd", kd},
                                                 {"m", m},
                                                 {"ripley", ripley},
                                                 {"gi", gi},
                                                 {"concentration", concentration},
                                                 {"coagglomeration", coagglomeration},
                                                 {"theil", theil},
                                                 {"krugman", krugman}};
  return kinds;
}

}  // namespace grono::cli::map
