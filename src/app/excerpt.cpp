#include "app/excerpt.hpp"

#include <algorithm>

namespace grono::app {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::size_t kExcerptBytes = 400;
constexpr std::size_t kBytesBeforeMark = 120;

bool is_inside_character(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

// The last place not after `at` where a character begins, and where there is one near, a word.
std::size_t cut_before(std::string_view text, std::size_t at) {
  if (at >= text.size()) return text.size();
  while (at > 0 && is_inside_character(text, at)) --at;
  const std::size_t space = text.substr(0, at).find_last_of(" \n");
  return space != std::string_view::npos && at - space < 40 ? space : at;
}

// The first place not before `at` where a character begins, and where there is one near, a word.
std::size_t cut_after(std::string_view text, std::size_t at, std::size_t not_after) {
  while (is_inside_character(text, at)) ++at;
  const std::size_t space = text.find_first_of(" \n", at);
  return space != std::string_view::npos && space < not_after && space - at < 40 ? space + 1 : at;
}

bool is_sound(std::string_view text, const Mark& mark) {
  return mark.first < mark.second && mark.second <= text.size() && !is_inside_character(text, mark.first) &&
         !is_inside_character(text, mark.second);
}

}  // namespace

std::string first_sentences(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return std::string(text);
  std::size_t end = 0;
  for (std::size_t at = text.find_first_of(".!?"); at != std::string_view::npos && at < bytes;
       at = text.find_first_of(".!?", at + 1)) {
    // A full stop inside a number, an abbreviation or an address does not end a sentence: a capital follows
    // one that does, and the line breaks of a list count as well.
    const bool is_end = at + 2 < text.size() && (text[at + 1] == '\n' || (text[at + 1] == ' ' && at > 40));
    if (is_end) end = at + 1;
  }
  if (end > 0) return std::string(text.substr(0, end));
  return std::string(text.substr(0, cut_before(text, bytes))) + std::string(kEllipsis);
}

Excerpt excerpt_around(std::string_view text, const std::vector<Mark>& marks) {
  std::size_t from = 0, to = text.size();
  if (text.size() > kExcerptBytes) {
    const auto first =
        std::find_if(marks.begin(), marks.end(), [&](const Mark& mark) { return is_sound(text, mark); });
    const std::size_t shown = first == marks.end() ? 0 : first->first;
    if (shown > kBytesBeforeMark) from = cut_after(text, shown - kBytesBeforeMark, shown);
    to = cut_before(text, from + kExcerptBytes);
    if (first != marks.end()) to = std::max(to, first->second);
  }
  Excerpt made;
  if (from > 0) made.text = kEllipsis;
  const std::size_t shift = made.text.size();
  made.text += text.substr(from, to - from);
  if (to < text.size()) made.text += kEllipsis;
  for (const Mark& mark : marks)
    if (is_sound(text, mark) && mark.first >= from && mark.second <= to)
      made.marks.emplace_back(mark.first - from + shift, mark.second - from + shift);
  return made;
}

std::size_t utf16_length(std::string_view utf8) noexcept {
  std::size_t units = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

}  // namespace grono::app
