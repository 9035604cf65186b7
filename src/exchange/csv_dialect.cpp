#include "exchange/csv_dialect.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace grono::exchange {

namespace {

constexpr std::size_t kRows = 100;

// Numbers of cells of the first complete rows under a delimiter; quotes count where they begin a cell.
std::vector<std::size_t> widths(std::string_view sample, char delimiter) {
  std::vector<std::size_t> rows;
  std::size_t cells = 1;
  bool is_quoted = false, at_cell_start = true, is_empty = true;
  for (std::size_t i = 0; i < sample.size() && rows.size() < kRows; ++i) {
    const char c = sample[i];
    if (is_quoted) {
      if (c == '"' && i + 1 < sample.size() && sample[i + 1] == '"')
        ++i;
      else if (c == '"')
        is_quoted = false;
      continue;
    }
    if (c == '\n' || c == '\r') {
      if (!is_empty) rows.push_back(cells);
      cells = 1;
      at_cell_start = is_empty = true;
      continue;
    }
    is_empty = false;
    is_quoted = c == '"' && at_cell_start;
    at_cell_start = c == delimiter;
    if (c == delimiter) ++cells;
  }
  if (!is_empty && !is_quoted && rows.empty()) rows.push_back(cells);
  return rows;
}

}  // namespace

char detect_delimiter(std::string_view sample) {
  char best = ',';
  double best_share = 0;
  std::size_t best_width = 1;
  for (const char delimiter : std::array{',', ';', '\t', '|'}) {
    const auto rows = widths(sample, delimiter);
    if (rows.empty() || rows.front() < 2) continue;
    std::size_t alike = 0;
    for (const auto width : rows) alike += width == rows.front() ? 1U : 0U;
    const double share = static_cast<double>(alike) / static_cast<double>(rows.size());
    if (share > best_share || (share == best_share && rows.front() > best_width)) {
      best = delimiter;
      best_share = share;
      best_width = rows.front();
    }
  }
  return best;
}

}  // namespace grono::exchange
