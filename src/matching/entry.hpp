#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "matching/profile.hpp"
#include "matching/vocabulary.hpp"

/// A profile taken apart for the index.
namespace grono::matching {

/// Where a word stands; the order is that of weight.
enum class Field : std::uint8_t { name, tag, offer, need, activity, place, description };
inline constexpr std::size_t kFields = 7;
[[nodiscard]] std::string_view name_of(Field field);

/// An item of a document: its offers come first, then its needs. `kPublic` is the document itself.
using ItemNumber = std::uint16_t;
inline constexpr ItemNumber kPublic = 0xffff;

/// A base form in one field of one item.
struct Occurrence {
  Term term = 0;
  ItemNumber item = kPublic;
  Field field = Field::name;
  std::uint8_t count = 0;
};

/// What of an item counts when needs meet offers: its base forms, of the title and tags twice as much as of the rest.
struct ItemTerms {
  std::vector<std::pair<Term, float>> weights;  ///< sorted by term
};

/// A profile with its words by number. Made side by side for many.
struct Entry {
  Profile profile;
  std::vector<Occurrence> occurrences;  ///< sorted by term, item, field
  std::vector<ItemTerms> items;         ///< offers, then needs
  std::vector<std::uint16_t> lengths;   ///< words of each item, then of the descriptions
};

/// The words a thread has met while it makes entries, by language and word: the vocabulary, which threads share, is asked
/// about each but once.
using KnownWords = std::unordered_map<std::string, std::vector<Term>>;

[[nodiscard]] Entry make_entry(Profile profile, Vocabulary& vocabulary, KnownWords& known);

/// The item of that number. @pre number < offers + needs
[[nodiscard]] const Item& item_of(const Profile& profile, ItemNumber number);

}  // namespace grono::matching
