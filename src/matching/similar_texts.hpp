#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace grono::matching {

/// A text as it is compared: base forms, sorted and unique.
struct ComparedText {
  std::vector<std::string> title;
  std::vector<std::string> all;  ///< those of the title among them
};

/// A text that resembles another.
struct SimilarText {
  std::size_t text = 0;             ///< its place among those compared
  double similarity = 0;            ///< 0..1, 1 = the same words, or the same as the title
  std::vector<std::string> shared;  ///< words of both, the rarest first
};

/// Which texts say the like of a text: the words of both, rare ones counting more.
///
/// Whoever types has written little yet, and what is stored may have a long description: so the title alone is compared
/// as well, and of the whole text only as much counts as the shorter of the two says.
///
/// similarity = max(common(title) / √(own · weight(title)),  common(all) / max(min(own, weight(all)), enough))
///
/// where common and weight are sums of idf = ln(1 + N/n), n of N texts with the word (one more for the text itself), own
/// is the weight of what is typed, and enough = 2 ln(1 + N), two words that nobody else uses: one common word alone says
/// little. Base forms that differ only in an ending (the dictionary does not know every inflected word) count as one.
///
/// @param words  base forms, sorted and unique
/// @param texts  the texts to compare with; only what the reader may see belongs here, since rarity is counted
/// @param least  similarity that is worth telling, 0..1
/// @return  the most similar first, equal ones in the order of the texts; at most `most`
/// @note    O(words of all texts)
/// @source  cosine and overlap coefficient over binary term vectors with inverse document frequency: Spärck Jones (1972),
///          Manning & Schütze (1999), table 8.7
[[nodiscard]] std::vector<SimilarText> similar_texts(std::span<const std::string> words,
                                                     std::span<const ComparedText> texts, double least,
                                                     std::size_t most);

/// Whether two folded words look like forms of one: a long common beginning, and short endings after it.
[[nodiscard]] bool differ_in_ending(std::string_view a, std::string_view b);

}  // namespace grono::matching
