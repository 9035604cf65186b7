#include "cli/map/figure_table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <string_view>
#include <unordered_map>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "cli/map/definition.hpp"
#include "exchange/column_table.hpp"

namespace grono::cli::map {
namespace {

using Holds = exchange::ColumnWish::Holds;
using Names = std::vector<std::string>;
constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

// Where each of the names stands among others; nowhere where it does not.
std::vector<std::uint32_t> places_of(const Names& names, const Names& among) {
  std::unordered_map<std::string_view, std::uint32_t> place;
  for (std::uint32_t i = 0; i < among.size(); ++i) place.emplace(among[i], i);
  std::vector<std::uint32_t> made;
  made.reserve(names.size());
  for (const std::string& name : names) {
    const auto found = place.find(name);
    made.push_back(found == place.end() ? kNowhere : found->second);
  }
  return made;
}

// "it lacks the regions a, b and 3 more" of those that stand nowhere; nothing where there are none.
std::string lacking(const char* who, const char* what, const Names& names,
                    const std::vector<std::uint32_t>& place) {
  constexpr std::size_t kTold = 5;
  Names lacks;
  for (std::size_t i = 0; i < names.size(); ++i)
    if (place[i] == kNowhere) lacks.push_back('"' + names[i] + '"');
  if (lacks.empty()) return "";
  const std::size_t more = lacks.size() - std::min(lacks.size(), kTold);
  lacks.resize(lacks.size() - more);
  return fmt::format("{} lacks the {} {}{}", who, what, fmt::join(lacks, ", "),
                     more > 0 ? fmt::format(" and {} more", more) : "");
}

}  // namespace

FigureTable::FigureTable(const FigureSource& source) {
  source.long_columns.empty() ? read_wide(source) : read_long(source);
  if (regions_.empty() || industries_.empty())
    throw InvalidInput(source.file, "it holds no figures",
                       "the first column names regions, all others are industries");
  const auto unknown =
      std::count_if(values_.begin(), values_.end(), [](double value) { return std::isnan(value); });
  if (unknown > 0 && source.long_columns.empty())
    fmt::print(stderr, "grono: {} of {} cells hold no number: taken as not known\n", unknown, values_.size());
}

void FigureTable::add_up(const FigureSource& source) {
  if (!source.level.empty()) rise_to(source);
  if (!source.by.empty()) gather(source);
}

void FigureTable::arrange_as(const FigureTable& other, const std::string& file) {
  const auto region = places_of(other.regions_, regions_),
             industry = places_of(other.industries_, industries_);
  Names wrong = {lacking("it", "regions", other.regions_, region),
                 lacking("it", "industries", other.industries_, industry),
                 lacking("the table", "regions", regions_, places_of(regions_, other.regions_)),
                 lacking("the table", "industries", industries_, places_of(industries_, other.industries_))};
  std::erase(wrong, "");
  if (!wrong.empty())
    throw InvalidInput(file, fmt::format("{}", fmt::join(wrong, "; ")),
                       "give both tables the same regions and industries, in any order");
  std::vector<double> arranged;
  arranged.reserve(values_.size());
  for (const std::uint32_t row : region)
    for (const std::uint32_t column : industry)
      arranged.push_back(values_[std::size_t{row} * industries_.size() + column]);
  values_ = std::move(arranged);
  regions_ = other.regions_;
  industries_ = other.industries_;
}

void FigureTable::forget_unknown_in(const FigureTable& other) {
  for (std::size_t cell = 0; cell < values_.size(); ++cell)
    if (std::isnan(other.values_[cell])) values_[cell] = std::numeric_limits<double>::quiet_NaN();
}

void FigureTable::read_wide(const FigureSource& source) {
  auto read = exchange::read_matrix(source.file);
  regions_ = std::move(read.rows);
  industries_ = std::move(read.columns);
  values_ = std::move(read.values);
}

void FigureTable::read_long(const FigureSource& source) {
  const auto names = CLI::detail::split(source.long_columns, ',');
  if (names.size() != 3)
    throw InvalidInput("--long", "three names are needed",
                       "give for example --long region,industry,employees");
  const std::vector<exchange::ColumnWish> wishes = {
      {Holds::texts, {names[0]}}, {Holds::texts, {names[1]}}, {Holds::numbers, {names[2]}}};
  auto read = exchange::read_columns(source.file, wishes);
  auto& region = read.columns[0].texts;
  auto& industry = read.columns[1].texts;
  regions_ = region.texts;
  industries_ = industry.texts;
  // A pair without a row has nobody; a row without a figure is not known.
  values_.assign(regions_.size() * industries_.size(), 0);
  std::size_t unknown = 0;
  for (std::size_t row = 0; row < read.rows; ++row) {
    const double figure = read.columns[2].numbers[row];
    unknown += std::isnan(figure) ? 1U : 0U;
    values_[region.column[row] * industries_.size() + industry.column[row]] += figure;
  }
  if (unknown > 0)
    fmt::print(stderr, "grono: {} of {} rows hold no number: taken as not known\n", unknown, read.rows);
}

void FigureTable::rise_to(const FigureSource& source) {
  const std::vector<exchange::ColumnWish> wishes = {{Holds::texts, {"region", "code", "id"}},
                                                    {Holds::texts, {source.level}}};
  auto read = exchange::read_columns(source.regions_file, wishes);
  const auto& part = read.columns[0].texts;
  const auto& whole = read.columns[1].texts;
  std::unordered_map<std::string, std::uint32_t> of;
  for (std::size_t row = 0; row < read.rows; ++row)
    of.emplace(part.texts[part.column[row]], whole.column[row]);
  std::vector<std::uint32_t> larger;
  for (const std::string& region : regions_) {
    const auto found = of.find(region);
    if (found == of.end())
      throw InvalidInput(source.regions_file, fmt::format("region \"{}\" is not in it", region),
                         "add a row that says what it belongs to");
    larger.push_back(found->second);
  }
  values_ = mapping::aggregate(table(), larger, static_cast<std::uint32_t>(whole.texts.size()));
  regions_ = whole.texts;
}

void FigureTable::gather(const FigureSource& source) {
  Definition definition = read_definition(source.by, industries_);
  values_ = mapping::aggregate_industries(table(), definition.categories.of, definition.categories.count);
  industries_ = std::move(definition.names);
}

mapping::RegionTable FigureTable::table() const {
  return {values_, static_cast<std::uint32_t>(regions_.size()),
          static_cast<std::uint32_t>(industries_.size())};
}

}  // namespace grono::cli::map
