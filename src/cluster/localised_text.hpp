#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace grono::cluster {

/// Free text with the language it was written in: BCP 47 primary tag ("pl", "en", "de") to UTF-8 text, never empty text.
using LocalisedText = std::map<std::string, std::string, std::less<>>;

/// The tag of a text of which nobody said in what language it is.
inline constexpr const char* kAnyLanguage = "und";

struct TextInLanguage {
  std::string_view language;
  std::string_view text;
};

/// The text in `language`; else English, else Polish, else any, with the language it really has, for the reader to be
/// told. No value where nothing is written.
[[nodiscard]] std::optional<TextInLanguage> in_language(const LocalisedText& text, std::string_view language);

/// Whether `tag` is a language tag we accept: two or three lower-case letters.
[[nodiscard]] bool is_language_tag(std::string_view tag) noexcept;

}  // namespace grono::cluster
