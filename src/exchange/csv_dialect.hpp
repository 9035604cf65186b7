#pragma once

#include <string_view>

namespace grono::exchange {

/// The delimiter of a CSV text: of comma, semicolon, tab and bar, the one by which most rows have as many
/// cells as the first row, and that first row most cells; a comma where there is only one column.
/// @param sample  the start of the text; its last row may be cut
[[nodiscard]] char detect_delimiter(std::string_view sample);

}  // namespace grono::exchange
