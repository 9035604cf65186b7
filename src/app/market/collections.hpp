#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/installation.hpp"
#include "cluster/market/collection.hpp"
#include "store/page.hpp"

/// Market figures of competitors: each gives its own, all see sums that tell nothing of a single one. A
/// single figure is for the organisation that gave it; those who run the cluster and the installation see
/// only that it was given.
namespace grono::app {

/// A collection as the caller sees it.
struct CollectionView {
  cluster::Collection collection;
  struct Asked {
    cluster::OrganisationId organisation;
    std::string name;
    bool has_given = false;
  };
  std::vector<Asked> asked;  ///< all for those who run the cluster, the own ones for others
  std::size_t asked_count = 0, given_count = 0;
  struct Own {
    cluster::OrganisationId organisation;
    std::vector<cluster::MarketFigure> figures;
  };
  std::vector<Own> own;  ///< of organisations for which the caller gives figures
  std::optional<Timestamp> published_at;
  std::optional<nlohmann::json> table;  ///< schema MarketTable, once it is published
  std::vector<std::string_view> may;    ///< "edit", "publish", "close", "give"
};

struct CollectionList {
  store::Page<CollectionView> page;
  std::int64_t total = 0;
};

struct CollectionQuestion {
  std::vector<cluster::CollectionState> states = {};
  std::string text = {};
};

/// The newest first. @throws Refused, NotFound
[[nodiscard]] CollectionList list_collections(store::Transaction& transaction,
                                              const Installation& installation, const Caller& caller,
                                              std::string_view cluster, const CollectionQuestion& question,
                                              const store::PageRequest& page);
/// @throws NotFound  also where the caller may not see it
[[nodiscard]] CollectionView read_collection(store::Transaction& transaction, const Caller& caller,
                                             cluster::CollectionId id);
/// From schema CollectionDraft. @throws Refused, NotFound, InvalidInput
CollectionView open_collection(store::Transaction& transaction, const Installation& installation,
                               const Caller& caller, std::string_view cluster, const nlohmann::json& draft);
/// Title, day and further members to ask while it is open; everything until somebody has given a figure, for
/// it was given under these rules. @throws Refused, NotFound, InvalidInput, VersionConflict, Conflict
CollectionView edit_collection(store::Transaction& transaction, const Installation& installation,
                               const Caller& caller, cluster::CollectionId id, std::int64_t version,
                               const nlohmann::json& draft);
/// In place of what was given before. @param draft  schema MarketFiguresDraft. @throws Refused, NotFound,
/// InvalidInput
CollectionView give_figures(store::Transaction& transaction, const Caller& caller, cluster::CollectionId id,
                            const nlohmann::json& draft);
/// Sums up what was given; what would tell of single figures is left out. @throws Refused, NotFound,
/// InvalidInput, VersionConflict, Conflict
CollectionView publish_collection(store::Transaction& transaction, const Installation& installation,
                                  const Caller& caller, cluster::CollectionId id, std::int64_t version);
/// @throws Refused, NotFound, InvalidInput, VersionConflict
CollectionView close_collection(store::Transaction& transaction, const Installation& installation,
                                const Caller& caller, cluster::CollectionId id, std::int64_t version,
                                std::string reason);

/// Schema Collection.
[[nodiscard]] nlohmann::json to_json(const CollectionView& view);

}  // namespace grono::app
