#pragma once

#include <cstddef>
#include <string>

struct lxw_workbook;

namespace grono::exchange {

/// A text as a cell of a workbook holds it: what looks like the escape of a character ("_x0041_") is escaped itself, as
/// spreadsheet programs do.
[[nodiscard]] std::string sheet_text(const std::string& text);

/// UTF-16 code units that a cell holds at most.
inline constexpr std::size_t kMostUnitsOfCell = 32'767;

/// Rows that a sheet holds at most.
inline constexpr std::size_t kMostRowsOfSheet = 1'048'576;

/// Writes a workbook of libxlsxwriter out, where a std::unique_ptr lets it go.
struct CloseWorkbook {
  void operator()(lxw_workbook* workbook) const;
};

}  // namespace grono::exchange
