#include "exchange/utf8.hpp"

namespace grono::exchange {

namespace {
unsigned char byte_at(std::string_view bytes, std::size_t at) {
  return static_cast<unsigned char>(bytes[at]);
}

struct Lead {
  std::size_t length = 0;  // 0: no character begins so
  unsigned char second_from = 0x80, second_to = 0xBF;
};

// Table 3-7 of the Unicode Standard: which second bytes a lead byte allows.
Lead lead(unsigned char byte) {
  if (byte < 0x80) return {1};
  if (byte >= 0xC2 && byte <= 0xDF) return {2};
  if (byte == 0xE0) return {3, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {3};
  if (byte == 0xF0) return {4, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {4};
  if (byte == 0xF4) return {4, 0x80, 0x8F};
  return {};
}
}  // namespace

Utf8Sequence utf8_sequence(std::string_view bytes) noexcept {
  const Lead first = lead(byte_at(bytes, 0));
  if (first.length == 0) return {.is_valid = false, .is_cut = false, .length = 1};
  for (std::size_t i = 1; i < first.length; ++i) {
    if (i == bytes.size()) return {.is_valid = false, .is_cut = true, .length = i};
    const unsigned char from = i == 1 ? first.second_from : 0x80, to = i == 1 ? first.second_to : 0xBF;
    if (byte_at(bytes, i) < from || byte_at(bytes, i) > to)
      return {.is_valid = false, .is_cut = false, .length = i};
  }
  return {.is_valid = true, .is_cut = false, .length = first.length};
}

void append_utf8(char32_t character, std::string& text) {
  const auto tail = [&](unsigned shift) { return static_cast<char>(0x80 | ((character >> shift) & 0x3F)); };
  if (character < 0x80) {
    text += static_cast<char>(character);
  } else if (character < 0x800) {
    text += static_cast<char>(0xC0 | (character >> 6));
    text += tail(0);
  } else if (character < 0x10000) {
    text += static_cast<char>(0xE0 | (character >> 12));
    text += tail(6);
    text += tail(0);
  } else {
    text += static_cast<char>(0xF0 | (character >> 18));
    text += tail(12);
    text += tail(6);
    text += tail(0);
  }
}

std::size_t utf16_length(std::string_view text) noexcept {
  std::size_t units = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

}  // namespace grono::exchange
