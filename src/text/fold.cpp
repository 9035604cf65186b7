#include "text/fold.hpp"

#include <array>

#include <utf8proc.h>

namespace grono::text {
namespace {

// Letters that Unicode does not decompose into a base letter and a mark, after case folding.
std::string_view plain_letters(utf8proc_int32_t letter) {
  switch (letter) {
    case 0x0142:
      return "l";  // ł
    case 0x0111:
      return "d";  // đ
    case 0x00f8:
      return "o";  // ø
    case 0x00f0:
      return "d";  // ð
    case 0x00fe:
      return "th";  // þ
    case 0x00e6:
      return "ae";  // æ
    case 0x0153:
      return "oe";  // œ
    case 0x0131:
      return "i";  // ı
    case 0x0127:
      return "h";  // ħ
    case 0x0167:
      return "t";  // ŧ
    case 0x014b:
      return "n";  // ŋ
    default:
      return {};
  }
}

void append(std::string& to, utf8proc_int32_t letter) {
  if (const auto plain = plain_letters(letter); !plain.empty()) {
    to += plain;
    return;
  }
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto count = utf8proc_encode_char(letter, bytes.data());
  for (utf8proc_ssize_t i = 0; i < count; ++i) to += static_cast<char>(bytes[static_cast<std::size_t>(i)]);
}

void append_folded(std::string& to, utf8proc_int32_t letter) {
  constexpr auto options = static_cast<utf8proc_option_t>(
      UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE);
  std::array<utf8proc_int32_t, 32> parts{};  // the longest decomposition in Unicode has 18
  int boundary = 0;
  const auto count = utf8proc_decompose_char(letter, parts.data(),
                                             static_cast<utf8proc_ssize_t>(parts.size()), options, &boundary);
  for (utf8proc_ssize_t i = 0; i < count; ++i) append(to, parts[static_cast<std::size_t>(i)]);
}

bool is_letter_or_digit(utf8proc_int32_t letter) {
  switch (utf8proc_category(letter)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO:
      return true;
    default:
      return false;
  }
}

// Calls `take` with each code point of the text; 0xfffd stands for bytes that are not UTF-8.
template <class Take>
void for_each_letter(std::string_view utf8, Take&& take) {
  const auto* at = reinterpret_cast<const utf8proc_uint8_t*>(utf8.data());
  auto left = static_cast<utf8proc_ssize_t>(utf8.size());
  while (left > 0) {
    utf8proc_int32_t letter = -1;
    auto length = utf8proc_iterate(at, left, &letter);
    if (length <= 0) {
      letter = 0xfffd;
      length = 1;
    }
    take(letter);
    at += length;
    left -= length;
  }
}

}  // namespace

std::string fold(std::string_view utf8) {
  std::string folded;
  folded.reserve(utf8.size());
  for_each_letter(utf8, [&](utf8proc_int32_t letter) {
    if (letter < 0x80)
      folded += static_cast<char>(letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter);
    else if (letter == 0xfffd)
      folded += ' ';
    else
      append_folded(folded, letter);
  });
  return folded;
}

std::string name_key(std::string_view utf8) {
  const std::string folded = fold(utf8);
  std::string key;
  key.reserve(folded.size());
  bool gap = false;
  for_each_letter(folded, [&](utf8proc_int32_t letter) {
    if (!is_letter_or_digit(letter)) {
      gap = true;
      return;
    }
    if (gap && !key.empty()) key += ' ';
    gap = false;
    append(key, letter);
  });
  return key;
}

}  // namespace grono::text
