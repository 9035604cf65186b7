#include "exchange/cordis_rows.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/error.hpp"
#include "exchange/cell_values.hpp"
#include "text/fold.hpp"
#include "text/unicode.hpp"

namespace grono::exchange {
namespace {

constexpr std::size_t kNoSuchColumn = std::numeric_limits<std::size_t>::max();

// "column startDate: holds no day".
std::string of_column(const CordisReport::Reason& reason) {
  return reason.column.empty() ? reason.what : fmt::format("column {}: {}", reason.column, reason.what);
}

}  // namespace

std::optional<Date> cordis_day(std::string_view cell) {
  constexpr std::size_t kDayLength = 10;
  if (cell.size() > kDayLength && (cell[kDayLength] == ' ' || cell[kDayLength] == 'T'))
    cell = cell.substr(0, kDayLength);
  if (cell.size() == kDayLength && cell[2] == '/' && cell[5] == '/')
    return parse_date(fmt::format("{}-{}-{}", cell.substr(6, 4), cell.substr(3, 2), cell.substr(0, 2)));
  return parse_date(cell);
}

CordisRows::CordisRows(const CordisInput& table, std::vector<CordisColumn> columns, CordisReport& report)
    : columns_(std::move(columns)), report_(report), file_(report.files.size()) {
  report_.files.push_back({table.path.filename().string(), 0, 0});
  try {
    reader_ = table.bytes ? open_table(*table.bytes, {}) : open_table(table.path, {});
  } catch (const InvalidInput& wrong) {
    throw InvalidInput(table.path.string(), wrong.problem(), wrong.mend());
  }
  find_columns();
}

bool CordisRows::read_row() {
  try {
    return reader_->next(row_);
  } catch (const InvalidInput& wrong) {
    throw InvalidInput(file().name + ", " + wrong.where(), wrong.problem(), wrong.mend());
  }
}

void CordisRows::find_columns() {
  if (!read_row())
    throw InvalidInput(file().name, "has no first line with the names of its columns",
                       "take the file as CORDIS publishes it");
  std::vector<std::string> headers;
  for (const std::string& header : row_.cells) headers.push_back(text::name_key(header));
  for (const CordisColumn& column : columns_) {
    std::size_t found = kNoSuchColumn;
    for (const std::string_view name : column.names) {
      const auto at = std::find(headers.begin(), headers.end(), text::name_key(name));
      if (at == headers.end()) continue;
      found = static_cast<std::size_t>(at - headers.begin());
      break;
    }
    if (found == kNoSuchColumn && column.is_required)
      throw InvalidInput(file().name, fmt::format("lacks the column {}", column.names.front()),
                         fmt::format("name a column {}; it has {}", fmt::join(column.names, " or "),
                                     fmt::join(row_.cells, ", ")));
    at_.push_back(found);
  }
}

bool CordisRows::next() {
  if (!read_row()) return false;
  ++file().rows;
  return true;
}

std::string_view CordisRows::cell(std::size_t column) const {
  const std::size_t at = at_[column];
  return at < row_.cells.size() ? text::trimmed(row_.cells[at]) : std::string_view();
}

void CordisRows::note_reason(const std::string& column, const std::string& why, bool is_left_out) {
  if (is_left_out) ++file().left_out;
  const auto is_it = [&](const CordisReport::Reason& each) {
    return each.file == file().name && each.column == column && each.what == why &&
           each.is_left_out == is_left_out;
  };
  auto at = std::find_if(report_.reasons.begin(), report_.reasons.end(), is_it);
  if (at == report_.reasons.end())
    at = report_.reasons.insert(at, {file().name, column, why, 0, {}, is_left_out});
  if (at->count++ < CordisReport::kSampled) at->rows.push_back(row_.number);
}

std::optional<Date> CordisRows::day(std::size_t column) {
  const auto text = cell(column);
  if (text.empty()) return std::nullopt;
  const auto made = cordis_day(text);
  if (!made) note_cell(column, "holds no day; write it as 2026-05-31");
  return made;
}

std::optional<double> CordisRows::amount(std::size_t column) {
  const auto text = cell(column);
  if (text.empty()) return std::nullopt;
  const auto made = decimal_number(text);
  if (!made) note_cell(column, "holds no amount; write it as 1234567.89");
  return made;
}

void CordisRows::require_some() const {
  const auto& mine = file();
  if (mine.rows == 0 || mine.left_out < mine.rows) return;
  const auto first = std::find_if(report_.reasons.begin(), report_.reasons.end(), [&](const auto& each) {
    return each.file == mine.name && each.is_left_out;
  });
  throw InvalidInput(
      fmt::format("{}, row {}", mine.name, first->rows.front()),
      fmt::format("none of its {} rows can be used: {}", mine.rows, of_column(*first)),
      "check that the tables belong together and their columns are named as CORDIS names them");
}

std::vector<std::string> CordisReport::messages() const {
  std::vector<std::string> made;
  for (const Reason& each : reasons) {
    const auto of =
        std::find_if(files.begin(), files.end(), [&](const File& file) { return file.name == each.file; });
    made.push_back(fmt::format("{}: {} of {} rows {}: {} (rows {}{})", each.file, each.count, of->rows,
                               each.is_left_out ? "are left out" : "are not taken whole", of_column(each),
                               fmt::join(each.rows, ", "), each.rows.size() < each.count ? ", …" : ""));
  }
  return made;
}

}  // namespace grono::exchange
