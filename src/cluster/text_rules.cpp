#include "cluster/text_rules.hpp"

#include <algorithm>

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

void require_country(const std::string& where, const std::string& code) {
  const bool is_code = code.size() == 2 && std::all_of(code.begin(), code.end(), [](char letter) {
    return letter >= 'A' && letter <= 'Z';
  });
  if (!is_code) throw InvalidInput(where, "\"" + code + "\" is not a country", "use its two letters, as PL or CZ");
}

void normalise_website(const std::string& where, std::string& website) {
  website = stored_text(where, website, 500, false);
  if (!website.empty() && !website.starts_with("https://") && !website.starts_with("http://"))
    throw InvalidInput(where, "is no address of the web", "begin it with https://");
}

void normalise_tags(const std::string& where, std::vector<std::string>& tags, std::size_t most,
                    const std::function<void(InvalidInput)>& report) {
  constexpr std::size_t kLongestTag = 100;
  if (tags.size() > most)
    report({where, "holds " + std::to_string(tags.size()) + " entries", "keep to " + std::to_string(most)});
  for (std::size_t i = 0; i < tags.size(); ++i) try {
      tags[i] = stored_text(where + "/" + std::to_string(i), tags[i], kLongestTag, false);
    } catch (const InvalidInput& problem) {
      report(problem);
    }
  std::erase(tags, "");
  std::sort(tags.begin(), tags.end());
  tags.erase(std::unique(tags.begin(), tags.end()), tags.end());
}

void normalise_tags(const std::string& where, std::vector<std::string>& tags, std::size_t most) {
  normalise_tags(where, tags, most, [](const InvalidInput& problem) { throw problem; });
}

}  // namespace grono::cluster
