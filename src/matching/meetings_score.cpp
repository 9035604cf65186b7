#include <algorithm>
#include <cmath>

#include "matching/scoring.hpp"

namespace grono::matching {
namespace {

constexpr std::size_t kTellingTerms = 8;     // of an item: the rest hardly moves the ranking
constexpr std::size_t kCandidates = 400;     // documents looked at closely for an item
constexpr float kOtherKind = 0.9F;           // an offer of another kind than what is needed
constexpr float kLeast = 0.05F;              // below it, two items have nothing to do with each other

bool is_offer(const Document& document, ItemNumber item) { return item < document.profile.offers.size(); }

float squared(float value) { return value * value; }

float norm(const Tables& tables, const ItemTerms& item) {
  float sum = 0;
  for (const auto& [term, weight] : item.weights) sum += squared(weight * idf(tables, std::span(&term, 1)));
  return std::sqrt(sum);
}

// Cosine of the two items' words, each weighed by how telling it is.
float cosine(const Tables& tables, const ItemTerms& a, const ItemTerms& b) {
  float dot = 0;
  for (auto i = a.weights.begin(), j = b.weights.begin(); i != a.weights.end() && j != b.weights.end();) {
    if (i->first < j->first) ++i;
    else if (j->first < i->first) ++j;
    else {
      dot += i->second * j->second * squared(idf(tables, std::span(&i->first, 1)));
      ++i;
      ++j;
    }
  }
  if (dot == 0) return 0;
  return dot / (norm(tables, a) * norm(tables, b));
}

Meeting best_meeting(const Tables& tables, const Sight& sight, const Document& own, ItemNumber item,
                     const Document& other) {
  Meeting best{item, 0, !is_offer(own, item), 0};
  const auto count = static_cast<ItemNumber>(other.items.size());
  for (ItemNumber i = 0; i < count; ++i) {
    if (is_offer(other, i) == is_offer(own, item) || !sight.sees(other, i)) continue;
    float score = cosine(tables, own.items[item], other.items[i]);
    if (item_of(own.profile, item).labels != item_of(other.profile, i).labels) score *= kOtherKind;
    if (score > best.score) {
      best.score = score;
      best.other = i;
    }
  }
  return best;
}

std::vector<Term> telling_terms(const Tables& tables, const ItemTerms& item) {
  std::vector<std::pair<float, Term>> ranked;
  for (const auto& [term, weight] : item.weights) ranked.emplace_back(-weight * idf(tables, std::span(&term, 1)), term);
  std::sort(ranked.begin(), ranked.end());
  std::vector<Term> made;
  for (const auto& [rank, term] : ranked)
    if (made.size() < kTellingTerms) made.push_back(term);
  return made;
}

}  // namespace

std::vector<Meeting> meetings(const Tables& tables, const Sight& sight, const Document& own, const Document& other) {
  std::vector<Meeting> made;
  const auto count = static_cast<ItemNumber>(own.items.size());
  for (ItemNumber item = 0; item < count; ++item) {
    if (!sight.sees(own, item)) continue;
    const Meeting best = best_meeting(tables, sight, own, item, other);
    if (best.score >= kLeast) made.push_back(best);
  }
  std::sort(made.begin(), made.end(), [](const Meeting& a, const Meeting& b) { return a.score > b.score; });
  return made;
}

void score_meetings(const Tables& tables, const Sight& sight, const Document& own, Values& score) {
  thread_local Values rough, remaining;
  const auto own_slot = static_cast<Slot>(&own - tables.documents.data());
  remaining.clear(tables.documents.size());
  const auto count = static_cast<ItemNumber>(own.items.size());
  for (ItemNumber item = 0; item < count; ++item) {
    if (!sight.sees(own, item)) continue;
    rough.clear(tables.documents.size());
    const Field wanted = is_offer(own, item) ? Field::need : Field::offer;
    for (const Term term : telling_terms(tables, own.items[item])) {
      const float weight = idf(tables, std::span(&term, 1));
      for (const Posting& posting : tables.terms[term].postings) {
        if (posting.field == wanted && tables.is_alive[posting.slot] && posting.slot != own_slot &&
            sight.sees(posting.audience))
          rough.add(posting.slot, weight);
      }
    }
    std::vector<Slot> candidates = rough.touched();
    if (candidates.size() > kCandidates) {
      std::nth_element(candidates.begin(), candidates.begin() + kCandidates, candidates.end(),
                       [&](Slot a, Slot b) { return std::pair(-rough[a], a) < std::pair(-rough[b], b); });
      candidates.resize(kCandidates);
    }
    for (const Slot slot : candidates) {
      const float met = best_meeting(tables, sight, own, item, tables.documents[slot]).score;
      if (met < kLeast) continue;
      // What is left unmet, in logarithms, so that it can be added up.
      remaining.add(slot, -std::log1p(-std::min(met, 0.999F)));
    }
  }
  for (const Slot slot : remaining.touched()) score.add(slot, 1 - std::exp(-remaining[slot]));
}

}  // namespace grono::matching
