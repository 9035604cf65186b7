#include "cluster/localised_text.hpp"

#include <algorithm>

namespace grono::cluster {

std::optional<TextInLanguage> in_language(const LocalisedText& text, std::string_view language) {
  for (const std::string_view wanted : {language, std::string_view("en"), std::string_view("pl")})
    if (const auto found = text.find(wanted); found != text.end()) return TextInLanguage{found->first, found->second};
  if (text.empty()) return std::nullopt;
  return TextInLanguage{text.begin()->first, text.begin()->second};
}

bool is_language_tag(std::string_view tag) noexcept {
  return (tag.size() == 2 || tag.size() == 3) &&
         std::all_of(tag.begin(), tag.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

}  // namespace grono::cluster
