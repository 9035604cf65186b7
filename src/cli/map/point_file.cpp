#include "cli/map/point_file.hpp"

#include <cmath>
#include <limits>
#include <numeric>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "base/error.hpp"
#include "exchange/column_table.hpp"

namespace grono::cli::map {
namespace {

using exchange::ColumnWish;
using mapping::Coordinates;

constexpr std::size_t kSampledRows = 5;
constexpr double kFarthest_m = 1e15;

std::vector<ColumnWish> wishes(const std::string& columns, Coordinates coordinates) {
  using Holds = ColumnWish::Holds;
  if (!columns.empty()) {
    const auto names = CLI::detail::split(columns, ',');
    if (names.size() != 2)
      throw InvalidInput("--columns", "two names are needed", "give for example --columns x,y");
    return {{Holds::numbers, {names[0]}}, {Holds::numbers, {names[1]}}};
  }
  if (coordinates == Coordinates::projected)
    return {{Holds::numbers, {"x", "x_m", "east", "easting"}},
            {Holds::numbers, {"y", "y_m", "north", "northing"}}};
  return {{Holds::numbers, {"lon", "longitude", "lng", "long"}}, {Holds::numbers, {"lat", "latitude"}}};
}

// Which is false of NaN, too.
bool is_place(double x, double y, Coordinates coordinates) {
  if (coordinates == Coordinates::projected) return std::abs(x) <= kFarthest_m && std::abs(y) <= kFarthest_m;
  return std::abs(x) <= 360 && std::abs(y) <= 90;
}

// Closes the gaps that unusable rows leave.
void set_unusable_aside(PointFile& file, Coordinates coordinates) {
  const auto is_usable = [&](std::uint32_t row) { return is_place(file.x[row], file.y[row], coordinates); };
  std::uint32_t first = 0;
  while (first < file.rows && is_usable(first)) ++first;
  if (first == file.rows) return;
  file.row.resize(first);
  std::iota(file.row.begin(), file.row.end(), 0U);
  for (std::uint32_t row = first; row < file.rows; ++row) {
    if (is_usable(row)) {
      file.x[file.row.size()] = file.x[row];
      file.y[file.row.size()] = file.y[row];
      file.row.push_back(row);
    } else if (file.unusable.size() < kSampledRows) {
      file.unusable.push_back(row);
    }
  }
  file.x.resize(file.row.size());
  file.y.resize(file.row.size());
}

}  // namespace

PointFile read_points(const std::string& path, const std::string& columns, Coordinates coordinates) {
  exchange::ColumnTable table = exchange::read_columns(path, wishes(columns, coordinates));
  if (table.rows >= std::numeric_limits<std::uint32_t>::max())
    throw InvalidInput(path, fmt::format("{} rows are too many", table.rows),
                       "give fewer than 4,294,967,295");
  PointFile file;
  file.rows = static_cast<std::uint32_t>(table.rows);
  file.x = std::move(table.columns[0].numbers);
  file.y = std::move(table.columns[1].numbers);
  set_unusable_aside(file, coordinates);
  if (file.x.empty() && file.rows > 0)
    throw InvalidInput(path, fmt::format("none of its {} rows has coordinates that can be used", file.rows),
                       "check the columns, their order (longitude first) and --projected");
  return file;
}

}  // namespace grono::cli::map
