#pragma once

#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cluster/localised_text.hpp"
#include "text/lemmatiser.hpp"

namespace grono::app {

/// The base forms of the words of texts, folded, each once: what texts are searched and compared by.
class WordForms {
 public:
  /// @param lemmatiser  has to outlive this
  explicit WordForms(const text::Lemmatiser& lemmatiser) : lemmatiser_(lemmatiser) {}

  /// @param language  empty where it is not known: then the forms of all our languages
  void add(std::string_view text, std::string_view language);
  void add(const cluster::LocalisedText& texts);

  [[nodiscard]] std::vector<std::string> sorted() const { return {forms_.begin(), forms_.end()}; }
  /// One text, with a space before, between and after them.
  [[nodiscard]] std::string joined() const;

 private:
  const text::Lemmatiser& lemmatiser_;
  std::set<std::string> forms_;
};

/// What `joined` gave, as `sorted` gives it.
[[nodiscard]] std::vector<std::string> split_forms(std::string_view joined);

/// Of base forms those that a text has, as they are written there, each once and in the order of `forms`: to
/// tell people which words two texts share. Short ones, which say nothing, are left out.
/// @param language  of the text; empty where it is not known
[[nodiscard]] std::vector<std::string> as_written(std::span<const std::string> forms, std::string_view text,
                                                  std::string_view language,
                                                  const text::Lemmatiser& lemmatiser);

/// Of each word that somebody types into a search the forms any of which will do: as typed, in base form,
/// with diacritics that were left out.
[[nodiscard]] std::vector<std::vector<std::string>> forms_sought(const text::Lemmatiser& lemmatiser,
                                                                 std::string_view typed);

}  // namespace grono::app
