#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cluster/commerce/offer.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// Which offers of a cluster, and who asks. Leave out what does not narrow.
struct OfferFilter {
  cluster::ClusterId cluster;
  std::vector<cluster::Audience> audiences;  ///< only what is for one of these
  std::vector<cluster::MarketOfferKind> kinds = {};
  std::optional<cluster::ProductId> product = {};
  std::optional<Date> open_on = {};  ///< only what is open and stands on that day
  /// Only those of one of the organisations, or of one of the clusters; both empty where neither narrows.
  std::vector<cluster::OrganisationId> organisations = {};
  std::vector<cluster::ClusterId> clusters = {};
  /// Of each word sought its base forms: an offer has one of every word's.
  std::vector<std::vector<std::string>> words = {};
};

/// Offers to the market. What is listed and counted is always filtered by the groups of viewers that the
/// caller belongs to.
class OfferStore {
 public:
  explicit OfferStore(Transaction& transaction) : transaction_(transaction) {}

  /// Not a deleted one.
  [[nodiscard]] std::optional<cluster::MarketOffer> find(cluster::OfferId id);
  [[nodiscard]] std::optional<cluster::MarketOffer> find_deleted(cluster::OfferId id);
  /// The newest first.
  [[nodiscard]] Page<cluster::MarketOffer> list(const OfferFilter& filter, const PageRequest& page);
  [[nodiscard]] std::int64_t count(const OfferFilter& filter);
  /// Of the filter the newest, with the base forms of what is written in them.
  [[nodiscard]] std::vector<std::pair<cluster::MarketOffer, std::string>> with_words(
      const OfferFilter& filter, int most);
  /// Those of an organisation, whoever sees them.
  [[nodiscard]] std::vector<cluster::MarketOffer> of_organisation(cluster::OrganisationId organisation);

  /// Sets version 1 and the times. @param words  base forms of what is written in it, for the search
  void insert(cluster::MarketOffer& offer, const std::string& words);
  /// @param words  none: as they were. @throws VersionConflict
  void update(cluster::MarketOffer& offer, const std::optional<std::string>& words);
  /// @throws NotFound, VersionConflict
  void remove(cluster::OfferId id, std::int64_t version);
  void restore(cluster::OfferId id);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
