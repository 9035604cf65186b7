#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace grono::exchange {

inline constexpr char32_t kReplacement = 0xFFFD;
inline constexpr char32_t kByteOrderMark = 0xFEFF;

/// What stands at the start of some bytes that should be UTF-8.
struct Utf8Sequence {
  bool is_valid = false;
  bool is_cut = false;     ///< the bytes end before the character does
  std::size_t length = 1;  ///< of the character; of what to leave out where it is not valid
};

/// Reads one character (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF) at the start of
/// `bytes`, which must not be empty.
[[nodiscard]] Utf8Sequence utf8_sequence(std::string_view bytes) noexcept;

void append_utf8(char32_t character, std::string& text);

/// Number of UTF-16 code units that `text` (valid UTF-8) takes: what spreadsheets count.
[[nodiscard]] std::size_t utf16_length(std::string_view text) noexcept;

}  // namespace grono::exchange
