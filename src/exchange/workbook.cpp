#include "exchange/workbook.hpp"

#include <algorithm>
#include <memory>

#include <xlsxwriter.h>

#include "base/error.hpp"
#include "exchange/sheet_text.hpp"
#include "exchange/utf8.hpp"

namespace grono::exchange {

void CloseWorkbook::operator()(lxw_workbook* workbook) const {
  workbook_close(workbook);
}

std::string sheet_text(const std::string& text) {
  if (text.find("_x") == text.npos) return text;
  std::string made;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool looks_like_one = text[i] == '_' && i + 6 < text.size() && text[i + 1] == 'x' && text[i + 6] == '_' &&
                                text.find_first_not_of("0123456789abcdefABCDEF", i + 2) >= i + 6;
    made += looks_like_one ? "_x005F_" : std::string(1, text[i]);
  }
  return made;
}

namespace {

struct Formats {
  lxw_format *header, *day, *money;
};

// What is longer than a cell takes is cut between characters, with a sign that it was.
std::string fitting(const std::string& text) {
  std::size_t end = 0, units = 0;
  while (end < text.size()) {
    const auto length = std::max<std::size_t>(utf8_sequence(std::string_view(text).substr(end)).length, 1);
    units += length == 4 ? 2 : 1;
    if (units > kMostUnitsOfCell - 1) return text.substr(0, end) + "…";
    end += length;
  }
  return text;
}

class CellWriter {
 public:
  CellWriter(lxw_worksheet* sheet, const Formats& formats, lxw_row_t row, lxw_col_t column)
      : sheet_(sheet), formats_(formats), row_(row), column_(column) {}

  void operator()(const std::string& text) const {
    if (!text.empty()) worksheet_write_string(sheet_, row_, column_, fitting(sheet_text(text)).c_str(), nullptr);
  }
  void operator()(double number) const { worksheet_write_number(sheet_, row_, column_, number, nullptr); }
  // A sheet knows floating numbers alone: exact up to 10^13 with their hundredths.
  void operator()(Money amount) const {
    worksheet_write_number(sheet_, row_, column_, static_cast<double>(amount.hundredths) / 100, formats_.money);
  }
  void operator()(Date day) const {
    lxw_datetime moment{};
    moment.year = static_cast<int>(day.year());
    moment.month = static_cast<int>(static_cast<unsigned>(day.month()));
    moment.day = static_cast<int>(static_cast<unsigned>(day.day()));
    worksheet_write_datetime(sheet_, row_, column_, &moment, formats_.day);
  }

 private:
  lxw_worksheet* sheet_;
  const Formats& formats_;
  lxw_row_t row_;
  lxw_col_t column_;
};

double width_of(const SheetCell& cell) {
  const auto* text = std::get_if<std::string>(&cell);
  return text ? static_cast<double>(text->size()) : 12;
}

void write_sheet(lxw_workbook* workbook, const WorkbookSheet& sheet, const Formats& formats) {
  lxw_worksheet* made = workbook_add_worksheet(workbook, sheet.name.c_str());
  GRONO_INVARIANT(made);
  const auto columns = static_cast<lxw_col_t>(sheet.header.size());
  for (lxw_col_t column = 0; column < columns; ++column) {
    double width = width_of(sheet.header[column]);
    for (const auto& row : sheet.rows) width = std::max(width, width_of(row[column]));
    worksheet_set_column(made, column, column, std::clamp(width + 2, 8.0, 60.0), nullptr);
    worksheet_write_string(made, 0, column, sheet.header[column].c_str(), formats.header);
  }
  worksheet_freeze_panes(made, 1, 0);
  if (columns > 0 && !sheet.rows.empty())
    worksheet_autofilter(made, 0, 0, static_cast<lxw_row_t>(sheet.rows.size()), static_cast<lxw_col_t>(columns - 1));
  for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
    GRONO_INVARIANT(sheet.rows[row].size() == sheet.header.size());
    for (lxw_col_t column = 0; column < columns; ++column)
      std::visit(CellWriter(made, formats, static_cast<lxw_row_t>(row + 1), column), sheet.rows[row][column]);
  }
}

}  // namespace

void write_workbook(const std::vector<WorkbookSheet>& sheets, const std::filesystem::path& path) {
  std::unique_ptr<lxw_workbook, CloseWorkbook> workbook(workbook_new(path.c_str()));
  if (!workbook) throw StoreUnavailable("the workbook can't be written");
  const Formats formats{workbook_add_format(workbook.get()), workbook_add_format(workbook.get()),
                        workbook_add_format(workbook.get())};
  format_set_bold(formats.header);
  format_set_num_format(formats.day, "yyyy-mm-dd");
  format_set_num_format(formats.money, "#,##0.00");
  for (const WorkbookSheet& sheet : sheets) write_sheet(workbook.get(), sheet, formats);
  if (workbook_close(workbook.release()) != LXW_NO_ERROR)
    throw StoreUnavailable("the workbook can't be written: is the disk full?");
}

}  // namespace grono::exchange
