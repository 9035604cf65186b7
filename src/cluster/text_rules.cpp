#include "cluster/text_rules.hpp"

#include "base/error.hpp"
#include "text/unicode.hpp"

namespace grono::cluster {

std::string stored_text(const std::string& where, const std::string& written, std::size_t longest, bool lines) {
  auto composed = text::nfc(text::trimmed(written));
  if (!composed) throw InvalidInput(where, "is not valid UTF-8", "save the text as UTF-8");
  if (text::has_control_characters(*composed, lines))
    throw InvalidInput(where, "holds a control character (NUL or another sign that can't be seen)",
                       lines ? "remove it" : "remove it; line ends do not belong here either");
  if (const std::size_t length = text::length(*composed); length > longest)
    throw InvalidInput(where, "has " + std::to_string(length) + " characters",
                       "shorten it to " + std::to_string(longest));
  return *std::move(composed);
}

void normalise_texts(const std::string& where, LocalisedText& texts, std::size_t longest, bool lines) {
  for (auto& [language, written] : texts) {
    const std::string here = where + "/" + language;
    if (!is_language_tag(language))
      throw InvalidInput(here, "\"" + language + "\" is not a language", "use a tag such as pl, en or de");
    written = stored_text(here, written, longest, lines);
  }
  std::erase_if(texts, [](const auto& each) { return each.second.empty(); });
}

}  // namespace grono::cluster
