#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cluster/commerce/ip_asset.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// Which intellectual property of a cluster, and who asks. Leave out what does not narrow.
struct IpAssetFilter {
  cluster::ClusterId cluster;
  std::vector<cluster::Audience> audiences;  ///< only what is for one of these
  std::vector<cluster::IpAssetKind> kinds = {};
  std::optional<cluster::ProductId> product = {};     ///< that it protects
  std::optional<Date> due_from = {}, due_until = {};  ///< expires, or has a fee due, between these days
  /// Of each word sought its base forms: an asset has one of every word's.
  std::vector<std::vector<std::string>> words = {};
};

/// Intellectual property. What is listed and counted is always filtered by the groups of viewers that the
/// caller belongs to.
class IpAssetStore {
 public:
  explicit IpAssetStore(Transaction& transaction) : transaction_(transaction) {}

  /// Not a deleted one.
  [[nodiscard]] std::optional<cluster::IpAsset> find(cluster::IpAssetId id);
  [[nodiscard]] std::optional<cluster::IpAsset> find_deleted(cluster::IpAssetId id);
  /// Those of the ids that are there and for one of the groups, in the order of their ids.
  [[nodiscard]] std::vector<cluster::IpAsset> find(std::span<const cluster::IpAssetId> ids,
                                                   std::span<const cluster::Audience> audiences);
  /// The newest first.
  [[nodiscard]] Page<cluster::IpAsset> list(const IpAssetFilter& filter, const PageRequest& page);
  [[nodiscard]] std::int64_t count(const IpAssetFilter& filter);
  /// Those that an organisation looks after, whoever sees them.
  [[nodiscard]] std::vector<cluster::IpAsset> of_organisation(cluster::OrganisationId organisation);
  /// All that expire or have a fee due on the day or later, whoever sees them.
  [[nodiscard]] std::vector<cluster::IpAsset> due_from(Date day);

  /// Sets version 1 and the times. @param words  base forms of what is written in it, for the search
  void insert(cluster::IpAsset& asset, const std::string& words);
  /// @param words  none: as they were. @throws VersionConflict
  void update(cluster::IpAsset& asset, const std::optional<std::string>& words);
  /// @throws NotFound, VersionConflict
  void remove(cluster::IpAssetId id, std::int64_t version);
  void restore(cluster::IpAssetId id);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
