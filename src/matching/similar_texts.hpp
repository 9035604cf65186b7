#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace grono::matching {

/// A text that resembles another.
struct SimilarText {
  std::size_t text = 0;             ///< its place among those compared
  double similarity = 0;            ///< 0..1, 1 = the same words
  std::vector<std::string> shared;  ///< words of both, the rarest first
};

/// Which texts say the like of a text: the words of both, rare ones counting more.
///
/// similarity = Σ over shared words of idf / √(Σ over the text's words of idf · Σ over the other's of idf),
/// idf = ln(1 + N/n), n of N texts with the word (one more for the text itself).
///
/// @param words  base forms, sorted and unique
/// @param texts  the same of each text to compare with; only what the reader may see belongs here, since
/// rarity is counted
/// @param least  similarity that is worth telling, 0..1
/// @return  the most similar first, equal ones in the order of the texts; at most `most`
/// @note    O(words of all texts)
/// @source  cosine over binary term vectors with inverse document frequency: Spärck Jones (1972)
[[nodiscard]] std::vector<SimilarText> similar_texts(std::span<const std::string> words,
                                                     std::span<const std::vector<std::string>> texts,
                                                     double least, std::size_t most);

}  // namespace grono::matching
