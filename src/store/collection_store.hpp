#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "cluster/market/collection.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// Which collections of a cluster, and who asks.
struct CollectionFilter {
  cluster::ClusterId cluster;
  std::vector<cluster::Audience> audiences;  ///< only what is for one of these
  std::vector<cluster::CollectionState> states;
  std::vector<std::vector<std::string>> words;  ///< of each word sought its base forms
};

/// What was published of a collection, and what was summed up for it.
struct Publication {
  Timestamp at{};
  nlohmann::json table;  ///< schema MarketTable: for everybody who was asked
  std::vector<cluster::ContributedFigures>
      given;  ///< for the program alone: later publications are held against it
};

/// Market figures of competitors. Single figures leave it only by `figures_of` one organisation, for that
/// organisation itself, and by `all_figures`, for the sums; neither they nor who changed them are in the
/// audit log.
class CollectionStore {
 public:
  explicit CollectionStore(Transaction& transaction) : transaction_(transaction) {}

  [[nodiscard]] std::optional<cluster::Collection> find(cluster::CollectionId id);
  /// The newest first.
  [[nodiscard]] Page<cluster::Collection> list(const CollectionFilter& filter, const PageRequest& page);
  [[nodiscard]] std::int64_t count(const CollectionFilter& filter);

  /// Sets version 1 and the times.
  void insert(cluster::Collection& collection, const std::string& words);
  /// @param action  for the log. @throws VersionConflict
  void update(cluster::Collection& collection, std::string_view action, const std::string& words);

  [[nodiscard]] std::vector<cluster::MarketFigure> figures_of(cluster::CollectionId id,
                                                              cluster::OrganisationId organisation);
  /// Who has given figures, sorted.
  [[nodiscard]] std::vector<cluster::OrganisationId> contributors(cluster::CollectionId id);
  [[nodiscard]] std::vector<cluster::ContributedFigures> all_figures(const cluster::Collection& collection);
  /// In place of what the organisation gave before.
  void give(const cluster::Collection& collection, cluster::OrganisationId organisation,
            const std::vector<cluster::MarketFigure>& figures);

  [[nodiscard]] std::optional<Publication> publication(cluster::CollectionId id);
  /// Of other collections of the same indicator, unit, period and categories.
  [[nodiscard]] std::vector<Publication> earlier_publications(const cluster::Collection& collection);
  void publish(const cluster::Collection& collection, const Publication& publication);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
