#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "app/card.hpp"
#include "cluster/classification.hpp"
#include "cluster/disclosure.hpp"
#include "cluster/policy.hpp"
#include "matching/index.hpp"
#include "store/database.hpp"
#include "text/lemmatiser.hpp"

namespace grono::app {

/// A value of a facet with how many organisations have it.
struct FacetValue {
  std::string value;  ///< as the filter takes it
  std::size_t count = 0;
  bool operator==(const FacetValue&) const = default;
};

/// Most frequent first.
struct Facets {
  std::vector<FacetValue> kind, place, activity, competence, size;
};

/// What narrows a list of organisations: as the filters of the API, each any of its values, all of them
/// together.
struct Filter {
  std::string text;                           ///< words sought; the last may be unfinished
  std::optional<cluster::ClusterId> cluster;  ///< its active members
  std::vector<cluster::OrganisationKind> kinds;
  std::vector<std::string> places;       ///< NUTS code of any level, LAU code or name of a locality
  std::vector<std::string> activities;   ///< "pkd_2025:32.5": that code and what is below it
  std::vector<std::string> competences;  ///< kind of an offer, or "tag:" and a tag
  std::vector<cluster::SizeClass> sizes;
};

/// How far an offer or need is shared, without its words.
struct SharedItem {
  cluster::OrganisationId owner;
  cluster::DisclosedKind kind = cluster::DisclosedKind::offer;
  Uuid item;
  std::int64_t version = 0;  ///< of the organisation
  cluster::Visibility visibility = cluster::Visibility::owner;

  [[nodiscard]] cluster::Sharing sharing() const { return {visibility, owner}; }
};

/// The search index over all organisations that are neither merged nor deleted. Thread-safe.
///
/// Built on first use. Before each question it asks the audit log what has changed since, so that it misses
/// nothing that another process wrote. Not to be asked from within a transaction of the same thread.
class Catalogue {
 public:
  Catalogue(store::Database& database, const cluster::Classifications& classifications,
            std::shared_ptr<const text::Lemmatiser> lemmatiser);
  ~Catalogue();

  /// Builds the index or brings it up to date; a question does it by itself.
  /// @throws StoreUnavailable
  void refresh();

  /// Hits as the actor may see them: what is hidden from the actor changes neither hits nor order nor counts.
  /// @param query  its `audiences` are set from the actor
  [[nodiscard]] matching::Result find(matching::Query query, const cluster::Actor& actor);
  /// The five facets of a result whose query asked for them (`ask_for_facets`).
  [[nodiscard]] Facets facets(const matching::Result& result) const;
  /// The five facets of what the filter finds; each filter does not narrow its own facet.
  [[nodiscard]] Facets facets(const Filter& filter, const cluster::Actor& actor);
  /// Ids of all that the filter finds, by name: what an export takes.
  [[nodiscard]] std::vector<cluster::OrganisationId> ids(const Filter& filter, const cluster::Actor& actor);

  /// The cards of these, in their order, leaving out what is not (or no longer) there. Does not refresh.
  [[nodiscard]] std::vector<Card> cards(std::span<const cluster::OrganisationId> ids) const;
  [[nodiscard]] std::vector<Card> cards(const matching::Result& result) const;

  /// The same without copying them; `take` must not ask the catalogue anything.
  void for_each_card(std::span<const cluster::OrganisationId> ids,
                     const std::function<void(const Card&)>& take) const;

  /// Those of the items that are not for everyone.
  [[nodiscard]] std::vector<SharedItem> shared_items(
      const std::map<cluster::OrganisationId, std::set<Uuid>>& items) const;

  /// Items of others that one of an organisation's meets, as the actor sees them: `matching::Index::counterparts`.
  [[nodiscard]] std::vector<matching::Counterpart> counterparts(cluster::OrganisationId owner, const Uuid& item,
                                                                const cluster::Actor& actor, double least,
                                                                std::size_t most);
  /// How well two items fit, whoever sees them: for the confidential round alone. Does not refresh.
  [[nodiscard]] std::optional<matching::ItemMeeting> meeting(cluster::OrganisationId owner, const Uuid& item,
                                                             cluster::OrganisationId other,
                                                             const Uuid& other_item) const;

  /// Number of the last audit entry that the index knows of.
  [[nodiscard]] std::int64_t seq() const;
  [[nodiscard]] std::size_t size() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Makes the query count the five facets.
void ask_for_facets(matching::Query& query);

/// The filter as the matching engine takes it, ordered by relevance where there are words, else by name.
/// @throws InvalidInput  an activity whose scheme is not known: where = "query/activity"
[[nodiscard]] matching::Query to_query(const Filter& filter, const cluster::Classifications& classifications);

}  // namespace grono::app
