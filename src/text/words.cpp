#include "text/words.hpp"

#include <utf8proc.h>

namespace grono::text {
namespace {

bool belongs_to_word(utf8proc_int32_t point) {
  switch (utf8proc_category(point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NO: return true;
    default: return false;
  }
}

bool is_ascii_word(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

}  // namespace

std::vector<Word> words(std::string_view utf8) {
  std::vector<Word> made;
  bool is_inside = false;
  for (std::size_t at = 0; at < utf8.size();) {
    const auto byte = static_cast<unsigned char>(utf8[at]);
    std::size_t size = 1;
    bool belongs = is_ascii_word(byte);
    if (byte >= 0x80) {
      utf8proc_int32_t point = -1;
      const auto read = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data() + at),
                                         static_cast<utf8proc_ssize_t>(utf8.size() - at), &point);
      belongs = read > 0 && belongs_to_word(point);
      if (read > 0) size = static_cast<std::size_t>(read);
    }
    if (belongs && !is_inside) made.push_back({at, at});
    at += size;
    if (belongs) made.back().to = at;
    is_inside = belongs;
  }
  return made;
}

}  // namespace grono::text
