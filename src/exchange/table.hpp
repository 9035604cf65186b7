#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/encoding.hpp"

/// Tables of text cells, whatever file they stand in.
namespace grono::exchange {

/// Bounds of what is read: outside input never decides how much memory is used.
struct TableLimits {
  std::size_t columns = 1'000;
  std::size_t cell_bytes = 4 << 20;  ///< of UTF-8
  std::size_t row_bytes = 16 << 20;
  std::size_t rows = 1'048'576;               ///< as many as a worksheet can have
  std::size_t shared_text_bytes = 256 << 20;  ///< XLSX: all distinct strings together
  std::size_t sheet_bytes = 4ULL << 30;       ///< XLSX: a worksheet unpacked
};

struct Row {
  std::size_t number = 0;  ///< row of the sheet, counted from 1, empty rows too
  std::vector<std::string> cells;
};

enum class TableFormat { csv, xlsx, geojson };

/// What has been found out about a file before its first row was read.
struct TableFacts {
  TableFormat format = TableFormat::csv;
  std::optional<Encoding> encoding;  ///< CSV only
  char delimiter = 0;                ///< CSV only
  std::vector<std::string> sheets;   ///< XLSX only
};

/// Reads a table row by row, in bounded memory.
class TableReader {
 public:
  virtual ~TableReader() = default;
  [[nodiscard]] virtual const TableFacts& facts() const = 0;
  /// The next row that is not empty. @return false at the end
  /// @throws InvalidInput  where = "row 12" or the file's part: what makes reading on impossible
  virtual bool next(Row& row) = 0;
  /// Share of the input read so far, 0..1.
  [[nodiscard]] virtual double progress() const = 0;
};

struct TableOptions {
  std::optional<Encoding> encoding;  ///< none: found out
  char delimiter = 0;                ///< 0: found out
  std::string sheet;                 ///< name of the worksheet; empty: the first
  TableLimits limits;
};

/// Opens a CSV, XLSX or GeoJSON file; its first bytes say which.
/// @throws InvalidInput  not there, not a table, or an old or protected workbook: says what to save it as
[[nodiscard]] std::unique_ptr<TableReader> open_table(const std::filesystem::path& path,
                                                      const TableOptions& options);
/// The same for bytes in memory, which must outlive the reader.
[[nodiscard]] std::unique_ptr<TableReader> open_table(std::string_view bytes, const TableOptions& options);

}  // namespace grono::exchange
