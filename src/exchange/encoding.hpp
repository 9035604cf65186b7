#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "exchange/bytes.hpp"

namespace grono::exchange {

/// How the characters of a text file are written as bytes.
enum class Encoding { utf_8, utf_16_le, utf_16_be, windows_1250, iso_8859_2 };

/// "utf-8", "utf-16", "utf-16le", "utf-16be", "windows-1250" (or "cp1250"), "iso-8859-2", in either case;
/// "utf-16" without a byte order is little-endian, as spreadsheets write it. No value for another name.
[[nodiscard]] std::optional<Encoding> encoding_named(std::string_view name);
[[nodiscard]] std::string_view name_of(Encoding encoding);

/// Finds the encoding from the whole of the bytes, which it reads once and rewinds: a byte order mark; zero
/// bytes in every second place; valid UTF-8; else a single-byte encoding, where the Polish letters decide
/// which.
///
/// A UTF-8 file with a few broken bytes stays UTF-8 (sequences that fit must outnumber the broken ones
/// tenfold).
/// @note  O(bytes), constant memory
[[nodiscard]] Encoding detect_encoding(ByteSource& bytes);

/// Turns bytes that come in pieces of any size into UTF-8. What can't be read becomes U+FFFD; a byte order
/// mark at the start is dropped.
class Decoder {
 public:
  explicit Decoder(Encoding encoding);

  /// Appends the UTF-8 form of `bytes` to `text`; a character cut by the end of `bytes` waits for the next
  /// piece.
  void decode(std::string_view bytes, std::string& text);
  /// Appends U+FFFD for a character that was cut by the end of the input.
  void finish(std::string& text);

 private:
  void decode_utf_8(std::string_view bytes, std::string& text);
  void decode_utf_16(std::string_view bytes, std::string& text);
  void take_unit(char16_t unit, std::string& text);
  void append(char32_t character, std::string& text);

  Encoding encoding_;
  bool is_at_start_ = true;
  std::string pending_;  // bytes of a character that is not complete yet
  char16_t high_surrogate_ = 0;
  std::array<char32_t, 256> table_{};  // of the single-byte encodings
};

}  // namespace grono::exchange
