#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "exchange/column_table.hpp"

namespace grono::exchange {

/// What a thread reads of a part of a table: texts by their number in the part's own dictionary.
class TablePart {
 public:
  TablePart() = default;
  explicit TablePart(std::size_t count) : columns(count), numbers_(count) {}

  void add_number(std::size_t column, double value) { columns[column].numbers.push_back(value); }
  void add_text(std::size_t column, std::string&& text);
  /// Gives up what only adding needs: all parts wait for each other to be joined.
  void close();

  std::vector<ColumnTable::Column> columns;
  std::size_t rows = 0;

 private:
  std::vector<std::unordered_map<std::string, std::uint32_t>> numbers_;  // of each column's texts
};

/// The table of parts in their order. @note  O(cells), parallel; a column of a part is freed once it is
/// copied, and of large tables given back to the system
[[nodiscard]] ColumnTable joined(std::vector<TablePart>&& parts, std::size_t columns);

/// The parts that hold a share of the rows. @param part_read  is told of the others
[[nodiscard]] std::vector<std::string_view> share_of(std::vector<std::string_view> parts, RowShare share,
                                                     const PartRead& part_read);

[[nodiscard]] std::string_view trimmed(std::string_view cell);
/// A number as tables write it; NaN where the text is none.
/// @param has_comma  a comma may stand for the point, as where tables are parted by semicolons
[[nodiscard]] double number_of(std::string_view text, bool has_comma = false);

}  // namespace grono::exchange
