#include "cli/map/site_file.hpp"

#include <algorithm>
#include <cmath>

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "exchange/column_table.hpp"

namespace grono::cli::map {
namespace {

using exchange::ColumnWish;
using Holds = ColumnWish::Holds;
constexpr std::size_t kSampledRows = 5, kSampledTypes = 8;

std::vector<ColumnWish> wishes(const SiteColumns& columns) {
  std::vector<std::string> x = {"lon", "longitude", "lng", "long", "x"}, y = {"lat", "latitude", "y"};
  if (columns.projected) {
    x = {"x", "x_m", "east", "easting"};
    y = {"y", "y_m", "north", "northing"};
  }
  if (!columns.coordinates.empty()) {
    const auto names = CLI::detail::split(columns.coordinates, ',');
    if (names.size() != 2)
      throw InvalidInput("--columns", "two names are needed", "give for example --columns x,y");
    x = {names[0]};
    y = {names[1]};
  }
  std::vector<ColumnWish> made = {{Holds::numbers, x}, {Holds::numbers, y}, {Holds::texts, {columns.type}}};
  if (!columns.weight.empty()) made.push_back({Holds::numbers, {columns.weight}});
  return made;
}

bool is_place(double x, double y, bool projected) {
  return projected ? std::abs(x) <= 1e15 && std::abs(y) <= 1e15 : std::abs(x) <= 360 && std::abs(y) <= 90;
}

}  // namespace

SiteFile::SiteFile(const std::string& path, const SiteColumns& columns) : projected_(columns.projected) {
  auto table = exchange::read_columns(path, wishes(columns));
  rows_ = table.rows;
  types_.texts = std::move(table.columns[2].texts.texts);
  std::vector<std::size_t> unusable;
  for (std::size_t row = 0; row < table.rows; ++row) {
    const double x = table.columns[0].numbers[row], y = table.columns[1].numbers[row];
    const double weight = columns.weight.empty() ? 1 : table.columns[3].numbers[row];
    if (!is_place(x, y, projected_) || std::isnan(weight)) {
      unusable.push_back(row + 1);
      continue;
    }
    x_.push_back(x);
    y_.push_back(y);
    types_.column.push_back(table.columns[2].texts.column[row]);
    if (!columns.weight.empty()) weights_.push_back(weight);
  }
  if (x_.empty())
    throw InvalidInput(path, fmt::format("none of its {} rows can be used", rows_),
                       "check the columns, their order (longitude first) and --projected");
  if (!unusable.empty()) {
    const std::size_t shown = std::min(unusable.size(), kSampledRows);
    fmt::print(
        stderr,
        "grono: {} of {} rows have no coordinates or weight that can be used and are left out: rows {}{}\n",
        unusable.size(), rows_,
        fmt::join(unusable.begin(), unusable.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
        shown < unusable.size() ? ", …" : "");
  }
  if (!projected_) earth_ = geo::earth_points(x_, y_);
}

mapping::Points SiteFile::points() const {
  if (projected_) return {x_, y_, {}, false};
  return {earth_.x, earth_.y, earth_.z, true};
}

std::vector<std::uint32_t> SiteFile::of_type(const std::string& type, const std::string& option) const {
  std::vector<std::uint32_t> made;
  for (std::uint32_t site = 0; site < types_.column.size(); ++site)
    if (types_.texts[types_.column[site]] == type) made.push_back(site);
  if (made.empty()) {
    const std::size_t shown = std::min(types_.texts.size(), kSampledTypes);
    throw InvalidInput(option, fmt::format("no establishment is of type \"{}\"", type),
                       fmt::format("the types are {}{}",
                                   fmt::join(types_.texts.begin(),
                                             types_.texts.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                                   shown < types_.texts.size() ? ", …" : ""));
  }
  return made;
}

}  // namespace grono::cli::map
