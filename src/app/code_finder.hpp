#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cluster/classification.hpp"
#include "text/lemmatiser.hpp"

namespace grono::app {

/// A code of a list.
struct FoundCode {
  std::string scheme;
  const cluster::CodeEntry* entry = nullptr;
};

/// Finds codes by the start of the code or by words of the title, in both languages, whatever their
/// inflection; the last word may be unfinished. Thread-safe once made.
class CodeFinder {
 public:
  /// @param classifications  has to outlive the finder
  /// @note  reads every title: some tenths of a second
  CodeFinder(const cluster::Classifications& classifications,
             std::shared_ptr<const text::Lemmatiser> lemmatiser);

  /// Codes that begin so come first, then those whose title has all the words: wider ones before narrower
  /// ones, newer lists before older ones.
  /// @param scheme  only of this list
  [[nodiscard]] std::vector<FoundCode> find(std::string_view text, std::optional<std::string_view> scheme,
                                            std::size_t limit) const;

 private:
  struct Entry {
    std::string scheme;
    const cluster::CodeEntry* code = nullptr;
    std::string compact;             // "3250z"
    std::vector<std::string> words;  // folded words and base forms of both titles, sorted
  };
  struct SoughtWord {
    std::vector<std::string> forms;
    std::string start;  // of an unfinished word; empty where it is finished
  };
  [[nodiscard]] std::vector<SoughtWord> sought_words(std::string_view text) const;
  [[nodiscard]] static bool has_word(const Entry& entry, const SoughtWord& word);

  std::shared_ptr<const text::Lemmatiser> lemmatiser_;
  std::vector<Entry> entries_;
};

}  // namespace grono::app
