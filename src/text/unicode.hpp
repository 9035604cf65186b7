#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace grono::text {

/// The text in Unicode normal form C, as everything is stored; no value where it is not UTF-8.
/// @note  O(bytes); plain ASCII takes a short way
[[nodiscard]] std::optional<std::string> nfc(std::string_view utf8);

/// Without white space (also no-break and other Unicode spaces) at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view utf8) noexcept;

/// How many characters (code points) a text of valid UTF-8 has.
[[nodiscard]] std::size_t length(std::string_view utf8) noexcept;

/// Whether it holds a control character: NUL and the like, which no text needs and some stores cut at.
/// @param allow_lines  line ends and tabs are fine
[[nodiscard]] bool has_control_characters(std::string_view utf8, bool allow_lines) noexcept;

}  // namespace grono::text
