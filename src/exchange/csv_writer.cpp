#include "exchange/csv_writer.hpp"

#include "exchange/formula_guard.hpp"

namespace grono::exchange {

CsvWriter::CsvWriter(std::ostream& out, char delimiter) : out_(out), delimiter_(delimiter) {
  out_ << "\xEF\xBB\xBF";
}

void CsvWriter::write(std::span<const std::string> cells) {
  const std::string special{delimiter_, '"', '\r', '\n'};
  line_.clear();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) line_ += delimiter_;
    const std::string cell = guarded(cells[i]);
    // A row of one empty cell would be a blank line, which is no row.
    const bool is_quoted =
        cell.find_first_of(special) != std::string::npos || (cell.empty() && cells.size() == 1);
    if (!is_quoted) {
      line_ += cell;
      continue;
    }
    line_ += '"';
    for (const char c : cell) {
      if (c == '"') line_ += '"';
      line_ += c;
    }
    line_ += '"';
  }
  line_ += "\r\n";
  out_.write(line_.data(), static_cast<std::streamsize>(line_.size()));
}

}  // namespace grono::exchange
