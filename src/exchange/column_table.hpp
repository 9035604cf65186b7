#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/establishments.hpp"

/// Tables of figures, fast: few columns of many rows, for analysis. What people bring as organisations is
/// read by `open_table`, which forgives more.
namespace grono::exchange {

/// A column that is wanted.
struct ColumnWish {
  enum class Holds : std::uint8_t { numbers, texts } holds = Holds::numbers;
  std::vector<std::string> names;  ///< any of these, letter case aside; the first is what messages call it
  bool is_required = true;
  std::optional<std::uint8_t> axis = {};  ///< in GeoJSON: it is this coordinate of the geometry, 0 or 1
};

/// The columns found, each as long as the table; empty where a column that is not required is missing.
struct ColumnTable {
  struct Column {
    std::vector<double> numbers;  ///< NaN where the cell holds no number
    mapping::Dictionary texts;    ///< in the order they first came
    bool is_found = false;        ///< whether what was read has it: in a share of GeoJSON it may be elsewhere
  };
  std::vector<Column> columns;  ///< one for each wish
  std::size_t rows = 0;
};

/// One of `count` shares of a table's rows: the first, the next … in their order, of about as many bytes
/// each.
struct RowShare {
  std::uint32_t index = 0, count = 1;
};

/// Told of each part of a text once it is read and not needed again, from many threads. Empty = nobody is
/// told.
using PartRead = std::function<void(std::string_view part)>;

/// Reads columns of GeoJSON (see `read_features`), or of a delimited text file: UTF-8, comma, semicolon or
/// tab (told by the first line, which names the columns), cells in double quotes where needed (RFC 4180).
/// Memory-mapped and parsed in parallel; the same result for any number of threads. A row that ends early has
/// empty cells.
///
/// @param path  a file, or "-" for standard input
/// @throws InvalidInput  the file can't be read, has no first line, lacks a required column (names those it
/// has), or
///                       ends within a quoted cell
/// @note   O(bytes)
[[nodiscard]] ColumnTable read_columns(const std::string& path, std::span<const ColumnWish> wishes);
/// The same of a text in memory. @param name  what messages call it
/// @param part_bytes  about how much of it a thread takes at once
/// @param share       only these rows
/// @param part_read   as the memory of parts that are read may be given back; rows outside of the share are
/// read
///                    from the start
[[nodiscard]] ColumnTable read_columns(std::string_view text, const std::string& name,
                                       std::span<const ColumnWish> wishes, std::size_t part_bytes = 1U << 20,
                                       RowShare share = {}, const PartRead& part_read = {});

/// A whole table of figures: a name in the first column of each row, numbers in all others, named by the
/// first line.
struct NamedMatrix {
  std::vector<std::string> rows, columns;
  std::vector<double> values;  ///< rows x columns, row-major; NaN where a cell holds no number
};
/// @throws InvalidInput  as read_columns
[[nodiscard]] NamedMatrix read_matrix(const std::string& path);

/// Names of the columns of a delimited file, as its first line gives them. @throws InvalidInput  as
/// read_columns
[[nodiscard]] std::vector<std::string> column_names(const std::string& path);

}  // namespace grono::exchange
