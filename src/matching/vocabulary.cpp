#include "matching/vocabulary.hpp"

#include <algorithm>

#include "text/fold.hpp"

namespace grono::matching {
namespace {

void sort_unique(auto& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

}  // namespace

std::vector<std::string> Vocabulary::lemmas(std::string_view word, std::string_view language) const {
  if (!language.empty()) return lemmatiser_->lemmas(word, language);
  auto made = lemmatiser_->lemmas(word, "pl");
  for (std::string& lemma : lemmatiser_->lemmas(word, "en")) made.push_back(std::move(lemma));
  sort_unique(made);
  return made;
}

Term Vocabulary::intern(const std::string& lemma) {
  decltype(terms_)::accessor term;
  if (terms_.insert(term, lemma)) term->second = count_++;
  return term->second;
}

Vocabulary::Surfaces& Vocabulary::surfaces_of(std::string_view folded) const {
  return (*surfaces_)[folded.empty() ? 0 : static_cast<unsigned char>(folded.front())];
}

std::vector<Term> Vocabulary::learn(std::string_view word, std::string_view language) {
  std::string key(language);
  key += '\n';
  key += word;
  {
    decltype(seen_)::const_accessor known;
    if (seen_.find(known, key)) return known->second;
  }
  const auto bases = lemmas(word, language);
  const std::string surface = text::fold(word);
  std::vector<Term> made;
  for (const std::string& base : bases) made.push_back(intern(base));
  sort_unique(made);
  {
    Surfaces& surfaces = surfaces_of(surface);
    const std::lock_guard lock(surfaces.learning);
    auto& forms = surfaces.terms[surface];
    forms.insert(forms.end(), made.begin(), made.end());
    sort_unique(forms);
  }
  seen_.emplace(std::move(key), made);
  return made;
}

std::vector<Term> Vocabulary::known(std::string_view word, std::string_view language) const {
  std::string key(language);
  key += '\n';
  key += word;
  decltype(seen_)::const_accessor found;
  return seen_.find(found, key) ? found->second : std::vector<Term>();
}

std::vector<Term> Vocabulary::find(std::string_view word) const {
  auto bases = lemmas(word, {});
  for (std::string& base : lemmatiser_->lemmas_without_diacritics(word)) bases.push_back(std::move(base));
  std::vector<Term> made;
  for (const std::string& base : bases)
    if (decltype(terms_)::const_accessor term; terms_.find(term, base)) made.push_back(term->second);
  // A word that was indexed as it stands is meant, whatever the dictionary makes of it.
  const std::string surface = text::fold(word);
  const auto& surfaces = surfaces_of(surface).terms;
  if (const auto known = surfaces.find(surface); known != surfaces.end())
    made.insert(made.end(), known->second.begin(), known->second.end());
  sort_unique(made);
  return made;
}

std::vector<Term> Vocabulary::starting_with(std::string_view prefix) const {
  const std::string folded = text::fold(prefix);
  std::vector<Term> made;
  const auto& surfaces = surfaces_of(folded).terms;
  for (auto at = surfaces.lower_bound(folded); at != surfaces.end() && at->first.starts_with(folded); ++at)
    made.insert(made.end(), at->second.begin(), at->second.end());
  sort_unique(made);
  return made;
}

}  // namespace grono::matching
