#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "matching/profile.hpp"
#include "text/lemmatiser.hpp"

namespace grono::matching {

/// What is looked for. Everything is optional; what is given narrows (labels) or ranks (the rest).
struct Query {
  std::vector<Text> texts;              ///< words sought; the last word may be a prefix when `as_you_type`
  bool as_you_type = false;
  enum class In { anything, offers, needs } in = In::anything;
  std::vector<Code> codes;              ///< sought activities: near codes count in part
  std::vector<std::string> tags;
  std::optional<Uuid> like;             ///< similar to this one
  std::optional<Uuid> completing;       ///< whose offers meet this one's needs and whose needs its offers meet
  std::optional<geo::LonLat> near;      ///< decay with distance from here
  std::optional<double> within_m;       ///< from `near`: beyond it, out
  std::optional<int> trl_min;           ///< an offer with at least that technology readiness
  std::vector<std::vector<std::string>> labels;  ///< every group must be met, by any of its labels
  std::vector<Audience> audiences;      ///< what the viewer holds besides kEveryone, sorted
  enum class Order { relevance, name, name_descending, newest } order = Order::relevance;
  std::string language;                 ///< of the reader: among texts that say the same, a reason shows theirs
  bool with_reasons = true;             ///< explaining costs time: not for thousands of points on a map
  std::size_t offset = 0, limit = 20;
  std::vector<std::string> facets;      ///< label prefixes to count ("kind:", "place:")
};

/// An offer or need, and whose it is.
struct ItemRef {
  Uuid owner, item;
};

/// Evidence for a hit: what the API and the screens turn into a sentence.
struct Reason {
  enum class Kind { words, activity, tag, offer_meets_need, need_meets_offer, near, certificate_or_trl } kind;
  double share = 0;                     ///< of the score, 0..1
  std::string field;                    ///< of words: "name", "description", "offer", "need", "tag", "activity", "place"
  Text text;                            ///< the text in which the words stand
  std::vector<std::pair<std::size_t, std::size_t>> marks;  ///< matched parts of it: byte from, byte to
  std::vector<std::string> codes;       ///< common codes or their nearest common ancestor
  std::vector<std::string> tags;
  std::string offer, need;              ///< titles
  std::vector<ItemRef> items;           ///< offers and needs of which the reason shows something
  double distance_m = 0;
};

struct Hit {
  Uuid id;
  double score = 0;                     ///< 0..1
  std::optional<double> distance_m;
  std::vector<Reason> reasons;          ///< weightiest first
};

/// An item of another that an item of one's own meets.
struct Counterpart {
  Uuid owner, item;
  double score = 0;  ///< 0..1
};

/// How well an offer meets a need, whoever may see them.
struct ItemMeeting {
  double score = 0;         ///< 0..1
  std::size_t common = 0;   ///< base forms of both
};

struct FacetCount {
  std::string label;
  std::size_t count = 0;
};

struct Result {
  std::vector<Hit> hits;
  std::size_t total = 0;
  /// For each asked prefix, its labels by count; each group of `Query::labels` does not narrow its own facet.
  std::vector<std::vector<FacetCount>> facets;
};

/// An in-memory index of profiles. Queries are const and may run side by side; changes need the index alone.
/// What a viewer may not see changes neither hits, nor order, nor score, nor counts: document frequencies come from
/// public text only.
class Index {
 public:
  explicit Index(std::shared_ptr<const text::Lemmatiser> lemmatiser);
  ~Index();
  Index(Index&&) noexcept;
  Index& operator=(Index&&) noexcept;

  /// Builds from many at once, in parallel. @note O(words); 100,000 profiles in seconds
  void build(std::vector<Profile> profiles);
  void put(Profile profile);      ///< adds or replaces
  void remove(const Uuid& id);
  [[nodiscard]] std::size_t size() const;

  [[nodiscard]] Result find(const Query& query) const;

  /// The offers of others that meet a need, or the needs that an offer meets; best first, of each owner the best.
  ///
  /// @param audiences  what the viewer holds besides kEveryone, sorted: nothing else is looked at
  /// @param least      score that is worth telling
  [[nodiscard]] std::vector<Counterpart> counterparts(const Uuid& owner, const Uuid& item,
                                                      const std::vector<Audience>& audiences, double least,
                                                      std::size_t most) const;
  /// Compares two items without regard to who sees them: for the confidential round alone.
  /// @return  none where one is not there, or both are of one side
  [[nodiscard]] std::optional<ItemMeeting> meeting(const Uuid& owner, const Uuid& item, const Uuid& other_owner,
                                                   const Uuid& other_item) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace grono::matching
