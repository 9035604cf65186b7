#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exchange/cordis.hpp"
#include "exchange/table.hpp"

namespace grono::exchange {

/// A table of CORDIS: a file, or its bytes.
struct CordisInput {
  std::filesystem::path path;                  ///< of the file; its name is what messages call it
  std::optional<std::string_view> bytes = {};  ///< of a table that was sent; outlive the reading
};

/// A column of a table of CORDIS: any of these names, letter case and punctuation aside.
struct CordisColumn {
  std::vector<std::string_view> names;  ///< the first is what messages call it
  bool is_required = false;
};

/// Walks over the rows of a table of CORDIS and notes what is wrong with them.
class CordisRows {
 public:
  /// @param report  what is wrong goes here; outlives this
  /// @throws InvalidInput  can't be read, or lacks a column that is needed: names those it has
  CordisRows(const CordisInput& table, std::vector<CordisColumn> columns, CordisReport& report);

  /// @throws InvalidInput  the file is broken here: names file and row
  bool next();
  /// The cell of the row that `next` went to, trimmed; empty where the table has no such column or the row
  /// ends early. Lives until the next row.
  [[nodiscard]] std::string_view cell(std::size_t column) const;

  /// The row is used, but not all of it. @param why  one sentence without a full stop, with what to do about
  /// it
  void note(const std::string& why) { note_reason("", why, false); }
  /// The row can't be used because of a cell.
  void leave_out(std::size_t column, const std::string& why) { note_reason(name_of(column), why, true); }

  /// No value where the cell is empty, or can't be read; then that is noted.
  [[nodiscard]] std::optional<Date> day(std::size_t column);
  [[nodiscard]] std::optional<double> amount(std::size_t column);

  /// @throws InvalidInput  the table has rows and none of them can be used
  void require_some() const;

 private:
  void note_cell(std::size_t column, const std::string& why) { note_reason(name_of(column), why, false); }
  void note_reason(const std::string& column, const std::string& why, bool is_left_out);
  [[nodiscard]] std::string name_of(std::size_t column) const {
    return std::string(columns_[column].names.front());
  }
  [[nodiscard]] CordisReport::File& file() const { return report_.files[file_]; }
  bool read_row();
  void find_columns();

  std::vector<CordisColumn> columns_;
  CordisReport& report_;
  std::size_t file_;
  std::unique_ptr<TableReader> reader_;
  Row row_;
  std::vector<std::size_t> at_;  // by column
};

/// "2026-05-31", with an hour behind or not, or "31/05/2026".
[[nodiscard]] std::optional<Date> cordis_day(std::string_view cell);

}  // namespace grono::exchange
