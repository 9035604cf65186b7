#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <tbb/concurrent_hash_map.h>

#include "text/lemmatiser.hpp"

namespace grono::matching {

/// Number of a base form.
using Term = std::uint32_t;

/// Base forms by number, and every word seen with its base forms. Learning may run side by side with learning; reading
/// needs that nobody learns.
class Vocabulary {
 public:
  explicit Vocabulary(std::shared_ptr<const text::Lemmatiser> lemmatiser) : lemmatiser_(std::move(lemmatiser)) {}

  /// Base forms of a word of a text that is indexed; new ones are learnt. Words without a language are looked at in
  /// both ours.
  [[nodiscard]] std::vector<Term> learn(std::string_view word, std::string_view language);

  /// Base forms of a word that is sought, as far as they have been seen: in both languages, and with the diacritics it
  /// may have been typed without.
  [[nodiscard]] std::vector<Term> find(std::string_view word) const;
  /// Base forms of a word that was learnt in that language; empty where it was not.
  [[nodiscard]] std::vector<Term> known(std::string_view word, std::string_view language) const;
  /// Base forms of every word seen that begins so.
  [[nodiscard]] std::vector<Term> starting_with(std::string_view prefix) const;

  [[nodiscard]] std::size_t size() const { return count_; }

 private:
  /// Words whose folded form begins with the same byte, so that learning seldom waits for learning.
  struct Surfaces {
    std::mutex learning;
    std::map<std::string, std::vector<Term>, std::less<>> terms;
  };

  Term intern(const std::string& lemma);
  [[nodiscard]] Surfaces& surfaces_of(std::string_view folded) const;
  [[nodiscard]] std::vector<std::string> lemmas(std::string_view word, std::string_view language) const;

  std::shared_ptr<const text::Lemmatiser> lemmatiser_;
  tbb::concurrent_hash_map<std::string, std::vector<Term>> seen_;  // language and word
  tbb::concurrent_hash_map<std::string, Term> terms_;
  std::atomic<Term> count_ = 0;
  std::unique_ptr<std::array<Surfaces, 256>> surfaces_ = std::make_unique<std::array<Surfaces, 256>>();
};

}  // namespace grono::matching
