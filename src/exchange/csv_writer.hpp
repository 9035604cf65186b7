#pragma once

#include <ostream>
#include <span>
#include <string>

namespace grono::exchange {

/// Writes CSV (RFC 4180): UTF-8, comma or another delimiter, CR LF, cells in quotes only where they must be.
/// Cells that a spreadsheet program would run as formulas are guarded, reversibly: see `formula_guard.hpp`.
class CsvWriter {
 public:
  /// Begins with a byte order mark, without which spreadsheet programs take UTF-8 for the system's own
  /// encoding.
  explicit CsvWriter(std::ostream& out, char delimiter = ',');

  void write(std::span<const std::string> cells);

 private:
  std::ostream& out_;
  char delimiter_;
  std::string line_;
};

}  // namespace grono::exchange
