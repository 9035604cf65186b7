#pragma once

#include <span>
#include <string>
#include <vector>

#include "matching/index.hpp"
#include "matching/tables.hpp"

/// The parts of a score. Each gives a document a value from 0 to 1, from what the viewer sees of it alone.
namespace grono::matching {

/// What a viewer sees: asked for every item, so worked out once for every set of audiences.
class Sight {
 public:
  Sight(const Tables& tables, std::span<const Audience> viewer);
  [[nodiscard]] bool sees(const Document& document, ItemNumber item) const {
    return item == kPublic || seen_[document.audiences[item]];
  }
  [[nodiscard]] bool sees(AudienceSet audience) const { return seen_[audience]; }

 private:
  std::vector<bool> seen_;  // by set of audiences
};

/// Values of few documents among many. Clearing costs what was touched, so that one can be used again and again.
class Values {
 public:
  void clear(std::size_t documents) {
    for (const Slot slot : touched_) value_[slot] = 0;
    touched_.clear();
    value_.resize(documents, 0);
  }
  /// @pre value > 0
  void add(Slot slot, float value) {
    if (value_[slot] == 0) touched_.push_back(slot);
    value_[slot] += value;
  }
  void raise_to(Slot slot, float value) {
    if (value_[slot] == 0) touched_.push_back(slot);
    value_[slot] = std::max(value_[slot], value);
  }
  [[nodiscard]] float operator[](Slot slot) const { return value_[slot]; }
  float& at(Slot slot) { return value_[slot]; }
  [[nodiscard]] const std::vector<Slot>& touched() const { return touched_; }

 private:
  std::vector<float> value_;
  std::vector<Slot> touched_;
};

/// One word sought: any of its base forms will do.
struct WordGroup {
  std::vector<Term> terms;
  float idf = 0;
};

/// How telling a base form is, from public text only: ln(1 + (N - n + 0.5) / (n + 0.5)).
/// @source  Robertson & Zaragoza (2009), The Probabilistic Relevance Framework, eq. 3.15 with the 1 that keeps it positive
[[nodiscard]] float idf(const Tables& tables, std::span<const Term> terms);

/// The words of a query. @param as_you_type  the last word may be unfinished
[[nodiscard]] std::vector<WordGroup> word_groups(const std::vector<Text>& texts, bool as_you_type,
                                                 const Vocabulary& vocabulary, const Tables& tables);

/// BM25F over the fields, as a share of the most there could be.
/// @param matched  how many groups each document has
/// @source  Robertson & Zaragoza (2009), section 3.6, with fixed pivots in place of average lengths, which would tell of
///          hidden text
void score_words(const Tables& tables, const Sight& sight, std::span<const WordGroup> groups, Query::In in,
                 Values& score, Values& matched);

/// Mean over the codes sought of the nearest code's similarity, 2 c / (a + b): c common ancestors (itself included), a
/// and b the depths. What has only the section in common counts nothing.
/// @source  Wu & Palmer (1994), Verb semantics and lexical selection
void score_codes(const Tables& tables, std::span<const Code> codes, Values& score);

/// Share of the tags sought that the document, or an item of it that the viewer sees, bears.
void score_tags(const Tables& tables, const Sight& sight, std::span<const std::string> tags, Values& score);

/// An offer of one that meets a need of the other.
struct Meeting {
  ItemNumber own = 0, other = 0;  ///< item of the one who asks, and of the hit
  bool other_offers = false;      ///< the hit's offer meets the asker's need; else the other way round
  float score = 0;
};
/// The best meeting of each own item with the other's, best first.
[[nodiscard]] std::vector<Meeting> meetings(const Tables& tables, const Sight& sight, const Document& own,
                                            const Document& other);
/// 1 - product (1 - meeting) over the best meetings of each own item.
void score_meetings(const Tables& tables, const Sight& sight, const Document& own, Values& score);

/// The best meeting of one own item with each other document that the viewer sees, best first.
/// @pre  `own` is a document of `tables`
[[nodiscard]] std::vector<std::pair<Slot, Meeting>> meetings_of(const Tables& tables, const Sight& sight,
                                                                const Document& own, ItemNumber item, float least);
/// Of two items, whoever sees them; and how many base forms they have in common.
[[nodiscard]] std::pair<float, std::size_t> meeting_of(const Tables& tables, const Document& own, ItemNumber item,
                                                       const Document& other, ItemNumber other_item);

/// 2^(-distance / 50 km).
[[nodiscard]] float nearness(double distance_m);
/// From the nearest of its places; no value where it has none.
[[nodiscard]] std::optional<double> distance_to(const Tables& tables, Slot slot, const geo::UnitVector& from);

}  // namespace grono::matching
