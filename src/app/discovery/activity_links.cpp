#include "app/discovery/activity_links.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/core.h>

#include "app/discovery/field_choice.hpp"
#include "base/error.hpp"
#include "exchange/column_table.hpp"
#include "mapping/area_grid.hpp"
#include "mapping/colocated_activities.hpp"
#include "mapping/complements.hpp"
#include "mapping/field.hpp"

namespace grono::app {
namespace {

using From = ActivityLinks::From;
using mapping::AreaCount;

constexpr std::array<double, 7> kSides_m = {100'000, 50'000, 20'000, 10'000, 5'000, 2'000, 1'000};
constexpr std::uint32_t kEnoughAreas = 200;

/// Activities that are there in any process: compact codes, ascending, with a text each is written as.
using Codes = std::map<std::string, std::string>;

void take(Codes& codes, const std::string& text) {
  const std::string code = mapping::compact_code(text);
  if (code.empty()) return;
  const auto [found, is_new] = codes.try_emplace(code, text);
  if (!is_new) found->second = std::min(found->second, text);
}

Codes codes_of(const mapping::Dictionary& activity, mapping::Ranks& ranks) {
  std::vector<char> letters;  // each text with a 0 behind it
  for (const std::string& text : activity.texts) {
    letters.insert(letters.end(), text.begin(), std::find(text.begin(), text.end(), '\0'));
    letters.push_back('\0');
  }
  Codes made;
  letters = mapping::all_gather(ranks, letters);
  for (auto from = letters.begin(); from != letters.end();) {
    const auto end = std::find(from, letters.end(), '\0');
    take(made, std::string(from, end));
    from = end + 1;
  }
  return made;
}

// Of each text, the number of its code among all.
std::vector<std::uint32_t> numbers_of_texts(const mapping::Dictionary& activity, const Codes& codes) {
  std::map<std::string, std::uint32_t> numbers;
  for (const auto& [code, text] : codes) numbers.emplace(code, static_cast<std::uint32_t>(numbers.size()));
  std::vector<std::uint32_t> made;
  for (const std::string& text : activity.texts) {
    const auto found = numbers.find(mapping::compact_code(text));
    made.push_back(found == numbers.end() ? mapping::kNotCounted : found->second);
  }
  return made;
}

// Establishments of each code, of all processes.
std::vector<double> counts_of_codes(const mapping::Dictionary& activity,
                                    const std::vector<std::uint32_t>& number_of_text, std::size_t codes,
                                    mapping::Ranks& ranks) {
  std::vector<double> made(codes);
  for (const std::uint32_t text : activity.column)
    if (number_of_text[text] != mapping::kNotCounted) ++made[number_of_text[text]];
  ranks.add_up(made);
  return made;
}

std::vector<AreaCount> counts_at(const mapping::Establishments& all,
                                 const std::vector<std::uint32_t>& number_of_text, double side_m,
                                 mapping::Ranks& ranks) {
  const auto mine = mapping::count_by_area(all, number_of_text, mapping::AreaGrid(all.coordinates, side_m));
  if (ranks.is_alone()) return mine;
  std::vector<AreaCount> made;
  for (const auto& part : mapping::all_to_all(ranks, std::vector(ranks.size(), mine)))
    made = mapping::sum_of(made, part);
  return made;
}

struct Counted {
  double side_m = 0;
  std::uint32_t areas = 0;
  std::vector<AreaCount> counts;
};

Counted counted_in_areas(double side_m, const mapping::Establishments& all,
                         const std::vector<std::uint32_t>& number_of_text,
                         const mapping::ColocationRule& rule, mapping::Ranks& ranks) {
  Counted best;
  const auto sides = side_m > 0 ? std::span<const double>(&side_m, 1) : std::span<const double>(kSides_m);
  for (const double side : sides) {
    Counted tried{side, 0, counts_at(all, number_of_text, side, ranks)};
    tried.areas = mapping::comparable_areas(tried.counts, rule);
    if (best.side_m == 0 || tried.areas > best.areas) best = std::move(tried);
    if (best.areas >= kEnoughAreas) break;
  }
  return best;
}

ActivityLinks links_by_colocation(double side_m, const mapping::Establishments& all, const Codes& codes,
                                  const std::vector<std::uint32_t>& number_of_text,
                                  const std::vector<double>& counts, mapping::Ranks& ranks) {
  const mapping::ColocationRule rule;
  const Counted counted = counted_in_areas(side_m, all, number_of_text, rule, ranks);
  auto found = mapping::colocated_activities(counted.counts, rule);
  ActivityLinks made;
  made.areas = found.areas;
  made.side_m = counted.side_m;
  if (found.activity.empty()) return made;
  made.from = From::colocation;
  made.related = std::move(found.related);
  std::uint32_t number = 0, known = 0;
  for (const auto& [code, text] : codes) {
    if (known < found.activity.size() && found.activity[known] == number) {
      made.number_of_code.emplace(code, known++);
      made.names.push_back(text);
      made.everywhere.push_back(counts[number]);
    }
    ++number;
  }
  return made;
}

// Both directions' mean; what is not known is 0.
std::vector<double> symmetric(const std::vector<double>& values, std::size_t count) {
  const auto known = [](double value) { return std::isfinite(value) ? value : 0; };
  std::vector<double> made(values.size());
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t j = 0; j < count; ++j)
      if (i != j) made[i * count + j] = (known(values[i * count + j]) + known(values[j * count + i])) / 2;
  return made;
}

ActivityLinks links_of_table(const std::string& file, const Codes& codes, const std::vector<double>& counts) {
  const auto table = exchange::read_matrix(file);
  if (table.rows != table.columns)
    throw InvalidInput(file, "its rows and columns are not the same industries",
                       "name both alike, in one order, as grono map relate --out writes them");
  ActivityLinks made;
  made.from = From::table;
  made.names = table.rows;
  made.related = symmetric(table.values, table.rows.size());
  made.everywhere.resize(table.rows.size());
  for (std::size_t i = 0; i < table.rows.size(); ++i)
    if (!made.number_of_code.emplace(mapping::compact_code(table.rows[i]), static_cast<std::uint32_t>(i))
             .second)
      throw InvalidInput(fmt::format("{}, row {}", file, i + 1),
                         fmt::format("the industry \"{}\" is named twice", table.rows[i]),
                         "give each one row and one column");
  std::size_t number = 0;
  double known = 0;
  for (const auto& [code, text] : codes) {
    const double count = counts[number++];
    if (const auto activity = made.activity_of(code)) {
      made.everywhere[*activity] += count;
      known += count;
    }
  }
  if (known == 0)
    throw InvalidInput(file, "none of its industries is an activity of the establishments",
                       "give a table of the same classification");
  return made;
}

}  // namespace

std::optional<std::uint32_t> ActivityLinks::activity_of(const std::string& code) const {
  for (std::string above = mapping::compact_code(code); !above.empty(); above.pop_back()) {
    if (const auto found = number_of_code.find(above); found != number_of_code.end()) return found->second;
    if (from != From::table) return {};
  }
  return {};
}

ActivityLinks activity_links(const RelatednessChoice& choice, const mapping::Establishments& all,
                             mapping::Ranks& ranks) {
  const Codes codes = codes_of(all.activity, ranks);
  const auto number_of_text = numbers_of_texts(all.activity, codes);
  const auto counts = counts_of_codes(all.activity, number_of_text, codes.size(), ranks);
  ActivityLinks made = choice.file.empty()
                           ? links_by_colocation(choice.side_m, all, codes, number_of_text, counts, ranks)
                           : links_of_table(choice.file, codes, counts);
  for (const double count : counts) made.all += count;
  if (made.from != From::nothing)
    made.mean_everywhere = mapping::mean_relatedness(made.everywhere, made.related);
  return made;
}

void add_titles(ActivityLinks& links, const std::string& classification, const std::filesystem::path& share) {
  const auto lists = lists_of(share, classification);
  std::map<std::string, ActivityTitle> titles;
  for (const cluster::CodeEntry& entry : lists.entries(classification))
    titles.try_emplace(mapping::compact_code(entry.code), ActivityTitle{entry.title_pl, entry.title_en});
  links.titles.clear();
  for (const std::string& name : links.names) {
    const auto found = titles.find(mapping::compact_code(name));
    links.titles.push_back(found == titles.end() ? ActivityTitle() : found->second);
  }
}

}  // namespace grono::app
