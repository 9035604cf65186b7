#pragma once

#include <string>
#include <string_view>

/// A spreadsheet program takes a CSV cell that begins with = + - @, a tab or a carriage return for a formula
/// and runs it. So a cell of ours that begins so, numbers apart, gets an apostrophe before it, and so does
/// one that begins with apostrophes and then one of these signs; the reader takes that one apostrophe away.
/// Reading gives back exactly what was written.
/// @source  OWASP, CSV Injection
namespace grono::exchange {

/// The cell as it is written.
[[nodiscard]] std::string guarded(std::string_view cell);
/// The cell as it was before `guarded`; other cells are unchanged.
[[nodiscard]] std::string_view unguarded(std::string_view cell) noexcept;

}  // namespace grono::exchange
