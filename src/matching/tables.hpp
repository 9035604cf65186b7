#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "matching/entry.hpp"

/// What the index keeps of its documents, by what is asked for. Documents have slots; a document that is replaced or
/// removed leaves its slot dead, and the whole is packed anew when many are.
namespace grono::matching {

using Slot = std::uint32_t;
/// Number of a set of audiences that an item has; set 0 is {everyone}.
using AudienceSet = std::uint32_t;

/// A base form in a field of a document. Holds all that scoring asks of it: looking into the document costs more than
/// the rest.
struct Posting {
  Slot slot = 0;
  AudienceSet audience = 0;  ///< 0 also where it is no item's
  float frequency = 0;       ///< how often it stands there, evened out for the text's length
  Field field = Field::name;
};

/// Where a base form stands, by slot: offers and needs apart, for they are asked alone when offers are to meet needs.
struct TermPostings {
  std::vector<Posting> offers, needs, elsewhere;
  std::uint32_t public_documents = 0;  ///< documents with it in public text: what anyone may count
};

/// A document, or an item of it, that has a tag.
struct Tagged {
  Slot slot = 0;
  ItemNumber item = kPublic;
};

struct Coded {
  Slot slot = 0;
  std::uint16_t depth = 0;  ///< of the document's code
};

/// A label, or one of an item.
struct Labelled {
  std::uint32_t label = 0;
  AudienceSet audience = 0;  ///< 0 also where it is no item's
};

/// Few values for each slot, side by side in memory: for what every candidate of a question is asked.
template <class Value>
class Rows {
 public:
  /// Gives the next slot its values.
  void add(std::span<const Value> values) {
    values_.insert(values_.end(), values.begin(), values.end());
    ends_.push_back(values_.size());
  }
  [[nodiscard]] std::span<const Value> operator[](Slot slot) const {
    const std::size_t from = slot == 0 ? 0 : ends_[slot - 1];
    return std::span(values_).subspan(from, ends_[slot] - from);
  }

 private:
  std::vector<Value> values_;
  std::vector<std::size_t> ends_;
};

struct Document {
  Profile profile;
  std::vector<ItemTerms> items;
  std::vector<std::uint16_t> lengths;
  std::vector<AudienceSet> audiences;  ///< of each item
  std::vector<Term> terms;  ///< distinct, with whether public: for counting documents when it goes
  std::vector<bool> is_public_term;
  std::vector<Term> topics;  ///< public ones that say what it does: not of its name or place
};

struct Tables {
  std::vector<Document> documents;
  std::vector<char> is_alive;  ///< by slot
  Rows<geo::UnitVector> positions;
  Rows<Labelled> labels;
  std::unordered_map<std::string, Slot> slot_by_id;  ///< bytes of the id
  std::vector<TermPostings> terms;
  std::map<std::string, std::uint32_t, std::less<>> label_numbers;
  std::vector<std::string> label_names;
  std::unordered_map<std::string, std::vector<Coded>> coded;     ///< by a code or an ancestor of it
  std::unordered_map<std::string, std::vector<Tagged>> tagged;   ///< by folded tag
  std::map<std::vector<Audience>, AudienceSet> audience_sets = {{{kEveryone}, 0}};
  std::size_t alive = 0;

  void add(Entry entry);
  /// @returns  whether it was there
  bool remove(const Uuid& id);
  [[nodiscard]] const Document* find(const Uuid& id) const;
  /// Whether so many slots are dead that packing pays.
  [[nodiscard]] bool wants_packing() const { return documents.size() > 1000 && alive < documents.size() / 2; }

 private:
  AudienceSet audience_set(const std::vector<Audience>& audiences);
  std::uint32_t label_number(const std::string& label);
};

[[nodiscard]] std::string key_of(const Uuid& id);

}  // namespace grono::matching
