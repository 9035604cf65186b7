#include <algorithm>
#include <cstdlib>
#include <memory>

#include <fmt/format.h>
#include <xlsxwriter.h>

#include "base/error.hpp"
#include "exchange/organisation_cells.hpp"
#include "exchange/organisation_writers.hpp"
#include "exchange/sheet_text.hpp"
#include "exchange/utf8.hpp"

namespace grono::exchange {

namespace {

// Pieces of a text that each fit into a cell, cut between characters; at least one.
std::vector<std::string_view> pieces(std::string_view text) {
  std::vector<std::string_view> made;
  while (text.size() > kMostUnitsOfCell) {
    std::size_t end = 0, units = 0;
    while (end < text.size()) {
      const auto length = std::max<std::size_t>(utf8_sequence(text.substr(end)).length, 1);
      units += length == 4 ? 2 : 1;
      if (units > kMostUnitsOfCell) break;
      end += length;
    }
    made.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  made.push_back(text);
  return made;
}

std::vector<std::string> escaped_cells(const cluster::Organisation& organisation) {
  auto cells = organisation_cells(organisation);
  for (auto& cell : cells)
    cell = sheet_text(cell);
  return cells;
}

/// Writes cells from left to right; a column that has a long text has several.
class Sheet {
 public:
  Sheet(lxw_workbook* workbook, std::vector<std::size_t> widths)
      : sheet_(workbook_add_worksheet(workbook, "organisations")), widths_(std::move(widths)) {
    lxw_format* bold = workbook_add_format(workbook);
    format_set_bold(bold);
    header_ = bold;
    worksheet_freeze_panes(sheet_, 1, 2);
  }

  void write_header(const std::vector<std::string>& names) {
    lxw_col_t column = 0;
    for (std::size_t i = 0; i < names.size(); ++i)
      for (std::size_t part = 1; part <= widths_[i]; ++part) {
        const auto name = part == 1 ? names[i] : fmt::format("{}+{}", names[i], part);
        worksheet_write_string(sheet_, 0, column++, name.c_str(), header_);
      }
  }

  void write(lxw_row_t row, const std::vector<std::string>& cells, const std::vector<std::string>& names) {
    lxw_col_t column = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const auto parts = pieces(cells[i]);
      for (std::size_t part = 0; part < widths_[i]; ++part, ++column)
        if (part < parts.size() && !parts[part].empty())
          write(row, column, names[i], std::string(parts[part]));
    }
  }

 private:
  // Numbers as numbers where nothing is lost, so that they can be summed; register numbers are no numbers.
  void write(lxw_row_t row, lxw_col_t column, std::string_view name, const std::string& text) {
    const bool is_number =
        name == "founded" || name == "employees" || name == "latitude" || name == "longitude";
    const double number = is_number ? std::strtod(text.c_str(), nullptr) : 0;
    if (is_number && std::strtod(fmt::format("{:.16G}", number).c_str(), nullptr) == number)
      worksheet_write_number(sheet_, row, column, number, nullptr);
    else
      worksheet_write_string(sheet_, row, column, text.c_str(), nullptr);
  }

  lxw_worksheet* sheet_;
  lxw_format* header_;
  std::vector<std::size_t> widths_;
};

}  // namespace

void write_xlsx(std::span<const cluster::Organisation> organisations, const std::filesystem::path& path) {
  if (organisations.size() >= kMostRowsOfSheet)
    throw InvalidInput("format", fmt::format("a sheet has room for {} organisations", kMostRowsOfSheet - 1),
                       "narrow the filter, or export as CSV");
  const auto& names = organisation_columns();
  std::vector<std::size_t> widths(names.size(), 1);
  for (const auto& organisation : organisations) {
    const auto cells = escaped_cells(organisation);
    for (std::size_t i = 0; i < cells.size(); ++i) widths[i] = std::max(widths[i], pieces(cells[i]).size());
  }
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  std::unique_ptr<lxw_workbook, CloseWorkbook> workbook(workbook_new_opt(path.c_str(), &options));
  if (!workbook) throw StoreUnavailable("the workbook can't be written");
  Sheet sheet(workbook.get(), std::move(widths));
  sheet.write_header(names);
  lxw_row_t row = 0;
  for (const auto& organisation : organisations) sheet.write(++row, escaped_cells(organisation), names);
  if (workbook_close(workbook.release()) != LXW_NO_ERROR)
    throw StoreUnavailable("the workbook can't be written: is the disk full?");
}

}  // namespace grono::exchange
