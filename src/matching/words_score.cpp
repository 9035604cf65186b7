#include <algorithm>
#include <array>
#include <cmath>

#include "matching/scoring.hpp"
#include "text/words.hpp"

namespace grono::matching {
namespace {

constexpr float kSaturation = 1.2F;  // k1
constexpr std::size_t kMostCompletions = 300;

// By Field: name, tag, offer, need, activity, place, description.
constexpr std::array<float, kFields> kAnywhere = {5, 3, 2.5F, 1, 1.5F, 2, 1};
constexpr std::array<float, kFields> kInOffers = {0, 0, 2.5F, 0, 0, 0, 0};
constexpr std::array<float, kFields> kInNeeds = {0, 0, 0, 2.5F, 0, 0, 0};

const std::array<float, kFields>& weights(Query::In in) {
  return in == Query::In::offers ? kInOffers : in == Query::In::needs ? kInNeeds : kAnywhere;
}

}  // namespace

Sight::Sight(const Tables& tables, std::span<const Audience> viewer) : seen_(tables.audience_sets.size()) {
  for (const auto& [audiences, number] : tables.audience_sets)
    seen_[number] = std::any_of(audiences.begin(), audiences.end(), [&](Audience each) {
      return each == kEveryone || std::binary_search(viewer.begin(), viewer.end(), each);
    });
}

float idf(const Tables& tables, std::span<const Term> terms) {
  std::size_t documents = 0;
  for (const Term term : terms)
    if (term < tables.terms.size()) documents += tables.terms[term].public_documents;
  const auto all = static_cast<double>(tables.alive);
  const double with = std::min(static_cast<double>(documents), all);
  return static_cast<float>(std::log(1 + (all - with + 0.5) / (with + 0.5)));
}

std::vector<WordGroup> word_groups(const std::vector<Text>& texts, bool as_you_type, const Vocabulary& vocabulary,
                                   const Tables& tables) {
  std::vector<WordGroup> made;
  for (const Text& text : texts) {
    const auto words = text::words(text.text);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string_view word = std::string_view(text.text).substr(words[i].from, words[i].to - words[i].from);
      WordGroup group{vocabulary.find(word), 0};
      if (as_you_type && i + 1 == words.size() && words[i].to == text.text.size()) {
        auto completions = vocabulary.starting_with(word);
        const auto frequency = [&](Term term) { return term < tables.terms.size() ? tables.terms[term].public_documents : 0; };
        if (completions.size() > kMostCompletions) {
          std::nth_element(completions.begin(), completions.begin() + kMostCompletions, completions.end(),
                           [&](Term a, Term b) { return frequency(a) > frequency(b); });
          completions.resize(kMostCompletions);
        }
        group.terms.insert(group.terms.end(), completions.begin(), completions.end());
        std::sort(group.terms.begin(), group.terms.end());
        group.terms.erase(std::unique(group.terms.begin(), group.terms.end()), group.terms.end());
      }
      group.idf = idf(tables, group.terms);
      const bool is_known = std::any_of(made.begin(), made.end(), [&](const WordGroup& each) {
        return !group.terms.empty() && each.terms == group.terms;
      });
      if (!is_known) made.push_back(std::move(group));
    }
  }
  return made;
}

void score_words(const Tables& tables, const Sight& sight, std::span<const WordGroup> groups, Query::In in,
                 Values& score, Values& matched) {
  thread_local Values frequency;
  float most = 0;
  for (const WordGroup& group : groups) most += group.idf;
  const auto& weight = weights(in);
  for (const WordGroup& group : groups) {
    frequency.clear(tables.documents.size());
    const auto count = [&](const std::vector<Posting>& postings) {
      for (const Posting& each : postings)
        if (sight.sees(each.audience))
          frequency.add(each.slot, weight[static_cast<std::size_t>(each.field)] * each.frequency);
    };
    for (const Term term : group.terms) {
      if (term >= tables.terms.size()) continue;
      if (in != Query::In::needs) count(tables.terms[term].offers);
      if (in != Query::In::offers) count(tables.terms[term].needs);
      if (in == Query::In::anything) count(tables.terms[term].elsewhere);
    }
    for (const Slot slot : frequency.touched()) {
      if (!tables.is_alive[slot]) continue;
      const float value = frequency[slot];
      score.add(slot, group.idf / most * value / (kSaturation + value));
      matched.add(slot, 1);
    }
  }
}

}  // namespace grono::matching
