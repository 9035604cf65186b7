#pragma once

#include <string>

namespace grono::exchange {

/// A text as a cell of a workbook holds it: what looks like the escape of a character ("_x0041_") is escaped itself, as
/// spreadsheet programs do.
[[nodiscard]] std::string sheet_text(const std::string& text);

/// UTF-16 code units that a cell holds at most.
constexpr std::size_t kMostUnitsOfCell = 32'767;

}  // namespace grono::exchange
