#include "cli/map/establishment_file.hpp"

#include <cmath>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "base/error.hpp"
#include "exchange/column_table.hpp"

namespace grono::cli::map {
namespace {

using exchange::ColumnWish;
using Holds = ColumnWish::Holds;
enum Column : std::size_t { kX, kY, kActivity, kEmployees, kKind, kClassification };
constexpr std::size_t kSampledRows = 5;

// A column by its name, which then must be there, or by the usual names.
ColumnWish wish(Holds holds, const std::string& name, std::vector<std::string> usual, bool is_required) {
  if (!name.empty()) return {holds, {name}, true};
  return {holds, std::move(usual), is_required};
}

std::vector<ColumnWish> wishes(const EstablishmentColumns& columns) {
  std::vector<std::string> names = {"", ""};
  if (!columns.coordinates.empty()) names = CLI::detail::split(columns.coordinates, ',');
  if (names.size() != 2)
    throw InvalidInput("--columns", "two names are needed", "give for example --columns x,y");
  const auto x = columns.projected ? std::vector<std::string>{"x", "x_m", "east", "easting"}
                                   : std::vector<std::string>{"lon", "longitude", "lng", "long", "x"};
  const auto y = columns.projected ? std::vector<std::string>{"y", "y_m", "north", "northing"}
                                   : std::vector<std::string>{"lat", "latitude", "y"};
  return {wish(Holds::numbers, names[0], x, true),
          wish(Holds::numbers, names[1], y, true),
          wish(Holds::texts, columns.activity,
               {"activity", "activity_code", "code", "pkd", "nace", "industry"}, true),
          wish(Holds::numbers, columns.employees, {"employees", "employment", "weight"}, false),
          wish(Holds::texts, columns.kind, {"kind"}, false),
          wish(Holds::texts, columns.classification, {"classification", "scheme"}, false)};
}

bool is_place(double x, double y, bool projected) {
  return projected ? std::abs(x) <= 1e15 && std::abs(y) <= 1e15 : std::abs(x) <= 360 && std::abs(y) <= 90;
}

// The texts of the rows that are kept.
mapping::Dictionary kept(mapping::Dictionary all, const std::vector<std::uint32_t>& rows) {
  if (all.column.empty()) return all;
  for (std::size_t i = 0; i < rows.size(); ++i) all.column[i] = all.column[rows[i]];
  all.column.resize(rows.size());
  return all;
}

}  // namespace

EstablishmentFile read_establishments(const std::string& path, const EstablishmentColumns& columns) {
  auto table = exchange::read_columns(path, wishes(columns));
  const auto &x = table.columns[kX].numbers, &y = table.columns[kY].numbers,
             &employees = table.columns[kEmployees].numbers;
  EstablishmentFile made;
  made.rows = table.rows;
  std::vector<std::uint32_t> rows;
  for (std::size_t row = 0; row < table.rows; ++row) {
    if (is_place(x[row], y[row], columns.projected) && (employees.empty() || employees[row] >= 0)) {
      rows.push_back(static_cast<std::uint32_t>(row));
      continue;
    }
    if (made.unusable_rows++ < kSampledRows) made.unusable.push_back(row + 1);
  }
  if (rows.empty())
    throw InvalidInput(path, fmt::format("none of its {} rows can be used", made.rows),
                       "check the columns, their order (longitude first) and --projected");
  mapping::Establishments& into = made.establishments;
  into.coordinates = columns.projected ? mapping::Coordinates::projected : mapping::Coordinates::lon_lat;
  for (const std::uint32_t row : rows) {
    into.x.push_back(x[row]);
    into.y.push_back(y[row]);
    if (!employees.empty()) into.weight.push_back(static_cast<float>(employees[row]));
    if (made.unusable_rows > 0) into.row.push_back(row + std::uint64_t{1});
  }
  into.activity = kept(std::move(table.columns[kActivity].texts), rows);
  into.kind = kept(std::move(table.columns[kKind].texts), rows);
  made.classification = kept(std::move(table.columns[kClassification].texts), rows);
  return made;
}

}  // namespace grono::cli::map
