#include "app/discovery/surroundings_html.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace grono::app {
namespace {

using From = ActivityLinks::From;

constexpr std::size_t kMostParts = 6;

// A code with its title, where that is known.
std::string name_of(std::uint32_t activity, const ActivityLinks& links, const Words& words) {
  std::string made = escaped(links.names[activity]);
  if (links.titles.empty()) return made;
  const auto& [pl, en] = links.titles[activity];
  const std::string& title = words.pick(pl, en).empty() ? words.pick(en, pl) : words.pick(pl, en);
  return title.empty() ? made : made + " " + escaped(title);
}

std::string relatedness_sentence(const Surroundings& around, const ActivityLinks& links, const Words& words) {
  if (std::isnan(around.relatedness) || !(links.mean_everywhere > 0)) return {};
  return fmt::format(
      fmt::runtime(
          words.pick("<p>Dwa podmioty stąd o różnych działalnościach są spokrewnione średnio na {}, dwa "
                     "dowolne na {}: {} razy bardziej.</p>",
                     "<p>Two establishments here that differ in activity are related by {} on average, any "
                     "two by {}: {} times as much.</p>")),
      words.number(around.relatedness, 2), words.number(links.mean_everywhere, 2),
      words.number(around.relatedness / links.mean_everywhere, 1));
}

std::string missing_html(const Surroundings& around, const ActivityLinks& links, const Words& words) {
  if (around.missing.empty()) return {};
  std::string rows;
  for (const mapping::MissingActivity& each : around.missing) {
    std::string with;
    for (const std::uint32_t other : each.goes_with)
      with += (with.empty() ? "" : ", ") + escaped(links.names[other]);
    rows += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{} %</td><td>{}</td></tr>",
                        name_of(each.activity, links, words), words.number(each.count),
                        words.number(each.expected, 1), words.number(100 * each.density), with);
  }
  return fmt::format(
      "<h4>{}</h4><p class=\"small\">{}</p><div class=\"scroll\"><table "
      "class=\"figures\"><thead><tr><th>{}</th><th>{}</th><th>{}</th><th>{}</th><th>{}</th></tr></"
      "thead><tbody>{}"
      "</tbody></table></div>",
      words.pick("Czego tu brakuje", "What is missing here"),
      words.pick(
          "Działalności spokrewnione z tym, co tu jest, a nieobecne lub co najwyżej w połowie tak częste jak "
          "wszędzie. Gęstość: jaka część tego, z czym są spokrewnione, jest tu ponadprzeciętnie obecna.",
          "Activities related to what is here, yet absent or at most half as frequent as everywhere. "
          "Density: "
          "how much of all they are related to is here with more than everybody's share."),
      words.pick("Działalność", "Activity"), words.pick("Jest", "Here"), words.pick("Byłoby", "Expected"),
      words.pick("Gęstość", "Density"), words.pick("Pasuje do", "Goes with"), rows);
}

}  // namespace

std::string parts_html(const char* title, const mapping::Composition& composition,
                       const mapping::Dictionary& texts, const Words& words) {
  std::string made;
  for (std::size_t i = 0; i < std::min(composition.parts.size(), kMostParts); ++i) {
    const mapping::Part& part = composition.parts[i];
    made += fmt::format(
        "<tr><th scope=\"row\">{}</th><td><span class=\"bar\" "
        "style=\"width:{:.1f}%\"></span></td><td>{}</td></tr>",
        escaped(texts.texts[part.text]), 100 * part.share, part.count);
  }
  if (made.empty()) return {};
  return fmt::format("<h4>{}</h4><table class=\"parts\">{}</table><p class=\"small\">{} {}</p>", title, made,
                     words.pick("Tak różnorodne jak równych części:", "As diverse as so many equal parts:"),
                     words.number(composition.diversity, 1));
}

std::string surroundings_html(const Surroundings& around, const Discovery& found, const Words& words) {
  return parts_html(words.pick("Rodzaje wszystkich podmiotów w tym miejscu", "Kinds of everybody here"),
                    around.kinds, found.input.establishments.kind, words) +
         relatedness_sentence(around, found.links, words) + missing_html(around, found.links, words);
}

std::string relatedness_note(const Discovery& found, const Words& words) {
  const ActivityLinks& links = found.links;
  std::string note;
  if (links.from == From::table)
    note = words.pick("Pokrewieństwo działalności jest z podanej tabeli.",
                      "How activities are related is from the table that was given.");
  else
    note = fmt::format(
        fmt::runtime(
            links.from == From::colocation
                ? words.pick("Pokrewieństwo działalności jest z tego, jak często stoją razem: {} obszarów o "
                             "boku {} km "
                             "z co najmniej 20 podmiotami.",
                             "How activities are related is from how often they stand together: {} areas of "
                             "{} km with "
                             "20 establishments or more.")
                : words.pick(
                      "Z tych danych nie da się powiedzieć, które działalności są spokrewnione: co najmniej "
                      "20 "
                      "podmiotów ma {} obszarów o boku {} km, a trzeba 30 i działalności obecnych w 5 z "
                      "nich.",
                      "Which activities are related can't be told from these data: {} areas of {} km hold 20 "
                      "establishments or more; it takes 30, and activities that stand in 5 of them.")),
        links.areas, words.number(links.side_m / 1'000));
  return "<p class=\"small\">" + note + "</p>";
}

}  // namespace grono::app
