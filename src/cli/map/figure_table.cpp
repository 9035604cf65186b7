#include "cli/map/figure_table.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <limits>
#include <unordered_map>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "base/error.hpp"
#include "cli/map/definition.hpp"
#include "exchange/column_table.hpp"

namespace grono::cli::map {
namespace {

using Holds = exchange::ColumnWish::Holds;

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
