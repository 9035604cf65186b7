#include "exchange/shared_columns.hpp"

#include <limits>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"

namespace grono::exchange {
namespace {

void require(const ColumnWish& wish, const std::string& name) {
  if (wish.axis)
    throw InvalidInput(name, "no feature has a point for a geometry", "give points, as centres of areas");
  throw InvalidInput(name, fmt::format("no feature has a property {}", fmt::join(wish.names, " or ")),
                     "name the properties as they are called");
}

void fill(ColumnTable::Column& column, ColumnWish::Holds holds, std::size_t rows) {
  if (holds == ColumnWish::Holds::numbers) {
    column.numbers.assign(rows, std::numeric_limits<double>::quiet_NaN());
  } else if (rows > 0) {
    column.texts.texts.assign(1, "");
    column.texts.column.assign(rows, 0);
  }
}

}  // namespace

void agree_on_columns(ColumnTable& table, std::span<const ColumnWish> wishes, const std::string& name,
                      mapping::Ranks& ranks) {
  if (ranks.is_alone()) return;
  // In how many processes each is, and how many rows all have.
  std::vector<double> finders(wishes.size() + 1);
  for (std::size_t wish = 0; wish < wishes.size(); ++wish)
    finders[wish] = table.columns[wish].is_found ? 1 : 0;
  finders.back() = static_cast<double>(table.rows);
  ranks.add_up(finders);
  for (std::size_t wish = 0; wish < wishes.size(); ++wish) {
    ColumnTable::Column& column = table.columns[wish];
    if (finders[wish] == 0 && wishes[wish].is_required && finders.back() > 0) require(wishes[wish], name);
    const bool is_empty = column.numbers.empty() && column.texts.column.empty();
    if (finders[wish] > 0 && is_empty) fill(column, wishes[wish].holds, table.rows);
    column.is_found = finders[wish] > 0;
  }
}

}  // namespace grono::exchange
