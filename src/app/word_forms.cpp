#include "app/word_forms.hpp"

#include <algorithm>
#include <map>

#include "text/fold.hpp"
#include "text/words.hpp"

namespace grono::app {
namespace {

constexpr std::size_t kShortest = 2;  // letters of a word that says anything

std::vector<std::string> forms_of(const text::Lemmatiser& lemmatiser, std::string_view word,
                                  std::string_view language) {
  if (!language.empty()) return lemmatiser.lemmas(word, language);
  std::vector<std::string> made = lemmatiser.lemmas(word, "pl");
  for (std::string& form : lemmatiser.lemmas(word, "en")) made.push_back(std::move(form));
  return made;
}

}  // namespace

void WordForms::add(std::string_view text, std::string_view language) {
  for (const text::Word& word : text::words(text)) {
    const auto written = text.substr(word.from, word.to - word.from);
    for (std::string& form : forms_of(lemmatiser_, written, language))
      if (form.size() >= kShortest) forms_.insert(std::move(form));
  }
}

void WordForms::add(const cluster::LocalisedText& texts) {
  for (const auto& [language, text] : texts) add(text, language);
}

std::string WordForms::joined() const {
  std::string made = " ";
  for (const std::string& form : forms_) made += form + " ";
  return made;
}

std::vector<std::string> split_forms(std::string_view joined) {
  std::vector<std::string> made;
  while (!joined.empty()) {
    const auto end = joined.find(' ');
    if (end > 0) made.emplace_back(joined.substr(0, end));
    joined.remove_prefix(end == joined.npos ? joined.size() : end + 1);
  }
  return made;
}

std::vector<std::string> as_written(std::span<const std::string> forms, std::string_view text,
                                    std::string_view language, const text::Lemmatiser& lemmatiser) {
  constexpr std::size_t kShortestTold = 4;
  std::map<std::string, std::string> written;  // by base form, as it came first
  for (const text::Word& word : text::words(text)) {
    const auto here = text.substr(word.from, word.to - word.from);
    const bool has_digit = std::any_of(here.begin(), here.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (here.size() < kShortestTold && !has_digit) continue;
    for (std::string& form : forms_of(lemmatiser, here, language)) written.try_emplace(std::move(form), here);
  }
  std::vector<std::string> made;
  for (const std::string& form : forms)
    if (const auto found = written.find(form);
        found != written.end() && std::find(made.begin(), made.end(), found->second) == made.end())
      made.push_back(found->second);
  return made;
}

std::vector<std::vector<std::string>> forms_sought(const text::Lemmatiser& lemmatiser,
                                                   std::string_view typed) {
  constexpr std::size_t kMostWords = 20;
  std::vector<std::vector<std::string>> made;
  for (const text::Word& word : text::words(typed)) {
    const auto written = typed.substr(word.from, word.to - word.from);
    std::set<std::string> forms = {text::fold(written)};
    for (std::string& form : forms_of(lemmatiser, written, "")) forms.insert(std::move(form));
    for (std::string& form : lemmatiser.lemmas_without_diacritics(written)) forms.insert(std::move(form));
    made.emplace_back(forms.begin(), forms.end());
    if (made.size() == kMostWords) break;
  }
  return made;
}

}  // namespace grono::app
