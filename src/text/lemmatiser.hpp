#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace grono::text {

/// Base forms of words: "wyrobów" -> "wyrob", folded (lower case, no diacritics, ł -> l). Polish through Hunspell's
/// dictionary, other languages by folding and light suffix rules. Thread-safe.
class Lemmatiser {
 public:
  /// @param hunspell_folder  where pl_PL.aff and pl_PL.dic are (/usr/share/hunspell)
  /// @throws InvalidInput  the dictionary is missing: names the package that has it
  [[nodiscard]] static std::shared_ptr<const Lemmatiser> load(const std::filesystem::path& hunspell_folder);
  virtual ~Lemmatiser() = default;

  /// Every base form of a word, folded, each once, at least one; ambiguous words have several.
  [[nodiscard]] virtual std::vector<std::string> lemmas(std::string_view word, std::string_view language) const = 0;

  /// Base forms, folded, of the Polish words that look so when typed without diacritics ("urzadzen" -> "urzadzenie");
  /// up to three letters are given theirs back. Empty where there are none.
  /// @note  up to 1 ms: for what people type, not for what is indexed
  [[nodiscard]] virtual std::vector<std::string> lemmas_without_diacritics(std::string_view word) const = 0;
};

}  // namespace grono::text
