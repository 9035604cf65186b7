#include "matching/similar_texts.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <string_view>
#include <unordered_map>

namespace grono::matching {
namespace {

/// A number for each word, the same for those that differ only in an ending.
class WordNumbers {
 public:
  WordNumbers(std::span<const std::string> words, std::span<const ComparedText> texts) {
    std::vector<std::string_view> all(words.begin(), words.end());
    for (const ComparedText& text : texts) {
      all.insert(all.end(), text.title.begin(), text.title.end());
      all.insert(all.end(), text.all.begin(), text.all.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    numbers_.reserve(all.size());
    // Forms of one word stand side by side; the first of them is what the others are held against.
    std::string_view first;
    for (const std::string_view word : all) {
      if (first.empty() || !differ_in_ending(first, word)) {
        first = word;
        ++count_;
      }
      numbers_.emplace(word, count_ - 1);
    }
  }

  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t of(std::string_view word) const { return numbers_.at(word); }
  /// Sorted and unique.
  [[nodiscard]] std::vector<std::size_t> of_all(std::span<const std::string> words) const {
    std::vector<std::size_t> made;
    made.reserve(words.size());
    for (const std::string& word : words) made.push_back(of(word));
    std::sort(made.begin(), made.end());
    made.erase(std::unique(made.begin(), made.end()), made.end());
    return made;
  }

 private:
  std::unordered_map<std::string_view, std::size_t> numbers_;
  std::size_t count_ = 0;
};

std::vector<std::size_t> common(const std::vector<std::size_t>& a, const std::vector<std::size_t>& b) {
  std::vector<std::size_t> made;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(made));
  return made;
}

}  // namespace

bool differ_in_ending(std::string_view a, std::string_view b) {
  constexpr std::size_t least_common = 5, longest_ending = 4;
  constexpr double least_share = 0.72;  // "technologia" and "technologiczny" have 0.71
  const auto common = static_cast<std::size_t>(
      std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  const std::size_t longer = std::max(a.size(), b.size());
  return a == b || (common >= least_common && longer - common <= longest_ending &&
                    static_cast<double>(common) >= least_share * static_cast<double>(longer));
}

std::vector<SimilarText> similar_texts(std::span<const std::string> words, std::span<const ComparedText> texts,
                                       double least, std::size_t most) {
  const WordNumbers numbers(words, texts);
  const auto own = numbers.of_all(words);
  std::vector<std::vector<std::size_t>> alls;
  alls.reserve(texts.size());
  for (const ComparedText& text : texts) alls.push_back(numbers.of_all(text.all));

  std::vector<double> rarity(numbers.count(), 0);
  for (const std::size_t word : own) rarity[word] += 1;
  for (const auto& all : alls)
    for (const std::size_t word : all) rarity[word] += 1;
  const double count = static_cast<double>(texts.size() + 1);
  for (double& each : rarity) each = each > 0 ? std::log1p(count / each) : 0;
  const auto weight_of = [&](const std::vector<std::size_t>& of) {
    double sum = 0;
    for (const std::size_t word : of) sum += rarity[word];
    return sum;
  };
  const double own_weight = weight_of(own), enough = 2 * std::log1p(count);

  std::vector<SimilarText> made;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const auto shared = common(own, alls[i]);
    if (shared.empty()) continue;
    SimilarText each{i, weight_of(shared) / std::max(std::min(own_weight, weight_of(alls[i])), enough), {}};
    const auto title = numbers.of_all(texts[i].title);
    if (const auto of_title = common(own, title); !of_title.empty())
      each.similarity =
          std::max(each.similarity, weight_of(of_title) / std::sqrt(own_weight * weight_of(title)));
    each.similarity = std::min(each.similarity, 1.0);
    if (each.similarity < least) continue;
    // As they were typed; of forms that count as one, the first.
    std::vector<std::size_t> told;
    for (const std::string& word : words) {
      const std::size_t number = numbers.of(word);
      if (!std::binary_search(shared.begin(), shared.end(), number) ||
          std::find(told.begin(), told.end(), number) != told.end())
        continue;
      told.push_back(number);
      each.shared.push_back(word);
    }
    std::stable_sort(each.shared.begin(), each.shared.end(), [&](const std::string& a, const std::string& b) {
      return rarity[numbers.of(a)] > rarity[numbers.of(b)];
    });
    made.push_back(std::move(each));
  }
  std::stable_sort(made.begin(), made.end(),
                   [](const SimilarText& a, const SimilarText& b) { return a.similarity > b.similarity; });
  if (made.size() > most) made.resize(most);
  return made;
}

}  // namespace grono::matching
