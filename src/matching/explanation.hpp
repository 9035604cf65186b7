#pragma once

#include <span>
#include <vector>

#include "matching/scoring.hpp"

/// Why a document is a hit: the evidence behind each part of its score.
namespace grono::matching {

/// The texts in which the words sought stand, those of the weightiest fields first, each word at its best place only.
[[nodiscard]] std::vector<Reason> word_reasons(const Vocabulary& vocabulary, const Sight& sight,
                                               std::span<const WordGroup> groups, Query::In in,
                                               const Document& document, std::string_view language, float share);
/// For each code sought the nearest one the document has, by their common ancestor.
[[nodiscard]] std::vector<Reason> code_reasons(std::span<const Code> codes, const Document& document, float share);
[[nodiscard]] std::vector<Reason> tag_reasons(const Sight& sight, std::span<const std::string> tags,
                                              const Document& document, float share);
[[nodiscard]] std::vector<Reason> meeting_reasons(const Tables& tables, const Sight& sight, const Document& own,
                                                  const Document& other, std::string_view language, float share);

}  // namespace grono::matching
