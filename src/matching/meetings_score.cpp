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

float telling(const Tables& tables, Term term) { return idf(tables, std::span(&term, 1)); }

float norm(const Tables& tables, const ItemTerms& item) {
  float sum = 0;
  for (const auto& [term, weight] : item.weights) sum += squared(weight * telling(tables, term));
  return std::sqrt(sum);
}

/// An item of the one who asks, made ready to be compared with many others.
struct OwnItem {
  ItemNumber number = 0;
  bool is_offer = false;
  std::vector<std::pair<Term, float>> weights;  // sorted by term; times the square of how telling it is
  float norm = 0;
};

OwnItem own_item(const Tables& tables, const Document& own, ItemNumber number) {
  OwnItem made{number, is_offer(own, number), own.items[number].weights, norm(tables, own.items[number])};
  for (auto& [term, weight] : made.weights) weight *= squared(telling(tables, term));
  return made;
}

// Cosine of the two items' words, each weighed by how telling it is.
float cosine(const Tables& tables, const OwnItem& own, const ItemTerms& other) {
  float dot = 0;
  for (auto i = own.weights.begin(), j = std::vector<std::pair<Term, float>>::const_iterator(other.weights.begin());
       i != own.weights.end() && j != other.weights.end();) {
    if (i->first < j->first) ++i;
    else if (j->first < i->first) ++j;
    else dot += i++->second * j++->second;
  }
  return dot == 0 ? 0 : dot / (own.norm * norm(tables, other));
}

Meeting best_meeting(const Tables& tables, const Sight& sight, const Document& own, const OwnItem& item,
                     const Document& other) {
  Meeting best{item.number, 0, !item.is_offer, 0};
  const auto count = static_cast<ItemNumber>(other.items.size());
  for (ItemNumber i = 0; i < count; ++i) {
    if (is_offer(other, i) == item.is_offer || !sight.sees(other, i)) continue;
    float score = cosine(tables, item, other.items[i]);
    if (score > best.score && item_of(own.profile, item.number).labels != item_of(other.profile, i).labels)
      score *= kOtherKind;
    if (score > best.score) {
      best.score = score;
      best.other = i;
    }
  }
  return best;
}

std::vector<Term> telling_terms(const Tables& tables, const ItemTerms& item) {
  std::vector<std::pair<float, Term>> ranked;
  for (const auto& [term, weight] : item.weights) ranked.emplace_back(-weight * telling(tables, term), term);
  std::sort(ranked.begin(), ranked.end());
  std::vector<Term> made;
  for (const auto& [rank, term] : ranked)
    if (made.size() < kTellingTerms) made.push_back(term);
  return made;
}

// Documents with an item of the other side that shares a telling word with the own item and that the viewer sees.
std::vector<Slot> candidates_for(const Tables& tables, const Sight& sight, Slot own_slot, const OwnItem& mine,
                                 const ItemTerms& terms, Values& rough) {
  rough.clear(tables.documents.size());
  for (const Term term : telling_terms(tables, terms)) {
    const float weight = telling(tables, term);
    const TermPostings& of_term = tables.terms[term];
    for (const Posting& posting : mine.is_offer ? of_term.needs : of_term.offers)
      if (tables.is_alive[posting.slot] && posting.slot != own_slot && sight.sees(posting.audience))
        rough.add(posting.slot, weight);
  }
  std::vector<Slot> candidates = rough.touched();
  if (candidates.size() > kCandidates) {
    std::nth_element(candidates.begin(), candidates.begin() + kCandidates, candidates.end(),
                     [&](Slot a, Slot b) { return std::pair(-rough[a], a) < std::pair(-rough[b], b); });
    candidates.resize(kCandidates);
  }
  return candidates;
}

}  // namespace

std::vector<std::pair<Slot, Meeting>> meetings_of(const Tables& tables, const Sight& sight, const Document& own,
                                                  ItemNumber item, float least) {
  thread_local Values rough;
  const auto own_slot = static_cast<Slot>(&own - tables.documents.data());
  const OwnItem mine = own_item(tables, own, item);
  std::vector<std::pair<Slot, Meeting>> made;
  for (const Slot slot : candidates_for(tables, sight, own_slot, mine, own.items[item], rough)) {
    const Meeting best = best_meeting(tables, sight, own, mine, tables.documents[slot]);
    if (best.score >= least) made.emplace_back(slot, best);
  }
  std::sort(made.begin(), made.end(), [](const auto& a, const auto& b) {
    return std::pair(-a.second.score, a.first) < std::pair(-b.second.score, b.first);
  });
  return made;
}

std::pair<float, std::size_t> meeting_of(const Tables& tables, const Document& own, ItemNumber item,
                                         const Document& other, ItemNumber other_item) {
  const OwnItem mine = own_item(tables, own, item);
  const ItemTerms& theirs = other.items[other_item];
  float score = cosine(tables, mine, theirs);
  if (item_of(own.profile, item).labels != item_of(other.profile, other_item).labels) score *= kOtherKind;
  std::size_t common = 0;
  auto next = mine.weights.begin();
  for (const auto& [term, weight] : theirs.weights) {
    while (next != mine.weights.end() && next->first < term) ++next;
    if (next != mine.weights.end() && next->first == term) ++common;
  }
  return {score, common};
}

std::vector<Meeting> meetings(const Tables& tables, const Sight& sight, const Document& own, const Document& other) {
  std::vector<Meeting> made;
  const auto count = static_cast<ItemNumber>(own.items.size());
  for (ItemNumber item = 0; item < count; ++item) {
    if (!sight.sees(own, item)) continue;
    const Meeting best = best_meeting(tables, sight, own, own_item(tables, own, item), other);
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
    const OwnItem mine = own_item(tables, own, item);
    for (const Slot slot : candidates_for(tables, sight, own_slot, mine, own.items[item], rough)) {
      const float met = best_meeting(tables, sight, own, mine, tables.documents[slot]).score;
      if (met < kLeast) continue;
      // What is left unmet, in logarithms, so that it can be added up.
      remaining.add(slot, -std::log1p(-std::min(met, 0.999F)));
    }
  }
  for (const Slot slot : remaining.touched()) score.add(slot, 1 - std::exp(-remaining[slot]));
}

}  // namespace grono::matching
