#include "app/code_finder.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "text/fold.hpp"
#include "text/words.hpp"

namespace grono::app {
namespace {

constexpr std::array<std::string_view, 2> kLanguages = {"pl", "en"};

// The letters and digits alone: "32.50.Z" and "3250 z" are "3250z".
std::string compact(std::string_view code) {
  std::string made = text::name_key(code);
  std::erase(made, ' ');
  return made;
}

// The words as they are written: the dictionary knows no folded ones.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> made;
  for (const auto& [from, to] : text::words(text)) made.emplace_back(text.substr(from, to - from));
  return made;
}

void sort_unique(std::vector<std::string>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

}  // namespace

CodeFinder::CodeFinder(const cluster::Classifications& classifications,
                       std::shared_ptr<const text::Lemmatiser> lemmatiser)
    : lemmatiser_(std::move(lemmatiser)) {
  std::unordered_map<std::string, std::vector<std::string>>
      known;  // titles repeat the same words over and over
  const auto lemmas = [&](const std::string& word,
                          std::string_view language) -> const std::vector<std::string>& {
    const auto [found, is_new] = known.try_emplace(std::string(language) + ":" + word);
    if (is_new) found->second = lemmatiser_->lemmas(word, language);
    return found->second;
  };
  auto schemes = classifications.schemes();
  std::sort(schemes.rbegin(), schemes.rend());  // "pkd_2025" before "pkd_2007"
  for (const std::string& scheme : schemes) {
    for (const cluster::CodeEntry& code : classifications.entries(scheme)) {
      Entry entry{scheme, &code, compact(code.code), {}};
      const std::array<const std::string*, 2> titles = {&code.title_pl, &code.title_en};
      for (std::size_t i = 0; i < titles.size(); ++i)
        for (const std::string& word : words_of(*titles[i])) {
          entry.words.push_back(text::fold(word));
          for (const std::string& lemma : lemmas(word, kLanguages[i])) entry.words.push_back(lemma);
        }
      sort_unique(entry.words);
      entries_.push_back(std::move(entry));
    }
  }
}

std::vector<CodeFinder::SoughtWord> CodeFinder::sought_words(std::string_view text) const {
  std::vector<SoughtWord> made;
  const auto words = words_of(text);
  for (std::size_t i = 0; i < words.size(); ++i) {
    SoughtWord sought;
    for (const std::string_view language : kLanguages)
      for (std::string& lemma : lemmatiser_->lemmas(words[i], language))
        sought.forms.push_back(std::move(lemma));
    for (std::string& lemma : lemmatiser_->lemmas_without_diacritics(words[i]))
      sought.forms.push_back(std::move(lemma));
    sort_unique(sought.forms);
    const bool may_go_on = i + 1 == words.size() && text.ends_with(words[i]);
    if (may_go_on) sought.start = text::fold(words[i]);
    made.push_back(std::move(sought));
  }
  return made;
}

bool CodeFinder::has_word(const Entry& entry, const SoughtWord& word) {
  for (const std::string& form : word.forms)
    if (std::binary_search(entry.words.begin(), entry.words.end(), form)) return true;
  if (word.start.empty()) return false;
  const auto at = std::lower_bound(entry.words.begin(), entry.words.end(), word.start);
  return at != entry.words.end() && at->starts_with(word.start);
}

std::vector<FoundCode> CodeFinder::find(std::string_view text, std::optional<std::string_view> scheme,
                                        std::size_t limit) const {
  const std::string code = compact(text);
  if (code.empty()) return {};
  const auto words = sought_words(text);
  std::vector<const Entry*> by_code, by_words;
  for (const Entry& entry : entries_) {
    if (scheme && *scheme != entry.scheme) continue;
    if (entry.compact.starts_with(code))
      by_code.push_back(&entry);
    else if (!words.empty() && std::all_of(words.begin(), words.end(),
                                           [&](const SoughtWord& word) { return has_word(entry, word); }))
      by_words.push_back(&entry);
  }
  const auto widest_first = [](const Entry* a, const Entry* b) { return a->code->level < b->code->level; };
  std::stable_sort(by_code.begin(), by_code.end(), widest_first);
  std::stable_sort(by_words.begin(), by_words.end(), widest_first);
  by_code.insert(by_code.end(), by_words.begin(), by_words.end());
  std::vector<FoundCode> made;
  for (const Entry* entry : by_code) {
    if (made.size() == limit) break;
    made.push_back({entry->scheme, entry->code});
  }
  return made;
}

}  // namespace grono::app
