#include "exchange/table_writer.hpp"

#include <fmt/format.h>
#include <xlsxwriter.h>

#include "base/error.hpp"

namespace grono::exchange {

void write_table_xlsx(const std::string& name, std::span<const std::string> columns,
                      std::span<const std::vector<std::string>> rows, const std::filesystem::path& path) {
  constexpr std::size_t most_rows = 1'048'576;
  if (rows.size() >= most_rows)
    throw InvalidInput("format", fmt::format("a sheet has room for {} rows", most_rows - 1),
                       "narrow the filter, or export as CSV");
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  lxw_workbook* workbook = workbook_new_opt(path.c_str(), &options);
  if (!workbook) throw StoreUnavailable("the workbook can't be written");
  lxw_worksheet* sheet = workbook_add_worksheet(workbook, name.c_str());
  lxw_format* bold = workbook_add_format(workbook);
  format_set_bold(bold);
  worksheet_freeze_panes(sheet, 1, 0);
  const auto write = [&](lxw_row_t row, std::span<const std::string> cells, lxw_format* format) {
    for (std::size_t i = 0; i < cells.size(); ++i)
      if (!cells[i].empty())
        worksheet_write_string(sheet, row, static_cast<lxw_col_t>(i), cells[i].c_str(), format);
  };
  write(0, columns, bold);
  for (std::size_t i = 0; i < rows.size(); ++i) write(static_cast<lxw_row_t>(i + 1), rows[i], nullptr);
  if (workbook_close(workbook) != LXW_NO_ERROR)
    throw StoreUnavailable("the workbook can't be written: is the disk full?");
}

}  // namespace grono::exchange
