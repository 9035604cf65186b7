#include "matching/similar_texts.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <unordered_map>

namespace grono::matching {

std::vector<SimilarText> similar_texts(std::span<const std::string> words,
                                       std::span<const std::vector<std::string>> texts, double least,
                                       std::size_t most) {
  std::unordered_map<std::string_view, double> rarity;
  for (const std::string& word : words) rarity[word] = 1;
  for (const auto& text : texts)
    for (const std::string& word : text) rarity[word] += 1;
  const double all = static_cast<double>(texts.size() + 1);
  for (auto& [word, count] : rarity) count = std::log1p(all / count);
  const auto weight_of = [&](std::span<const std::string> of) {
    double sum = 0;
    for (const std::string& word : of) sum += rarity.at(word);
    return sum;
  };
  const double own = weight_of(words);
  std::vector<SimilarText> made;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    SimilarText each{i, 0, {}};
    std::set_intersection(words.begin(), words.end(), texts[i].begin(), texts[i].end(),
                          std::back_inserter(each.shared));
    if (each.shared.empty()) continue;
    each.similarity = std::min(weight_of(each.shared) / std::sqrt(own * weight_of(texts[i])), 1.0);
    if (each.similarity < least) continue;
    std::stable_sort(each.shared.begin(), each.shared.end(),
                     [&](const std::string& a, const std::string& b) { return rarity.at(a) > rarity.at(b); });
    made.push_back(std::move(each));
  }
  std::stable_sort(made.begin(), made.end(),
                   [](const SimilarText& a, const SimilarText& b) { return a.similarity > b.similarity; });
  if (made.size() > most) made.resize(most);
  return made;
}

}  // namespace grono::matching
