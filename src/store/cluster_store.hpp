#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "cluster/cluster.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// Clusters. Every write leaves an audit entry with before and after.
class ClusterStore {
 public:
  explicit ClusterStore(Transaction& transaction) : transaction_(transaction) {}

  [[nodiscard]] std::optional<cluster::Cluster> find(cluster::ClusterId id);
  [[nodiscard]] std::optional<cluster::Cluster> find_by_slug(std::string_view slug);
  /// In the order asked, leaving out what is not there.
  [[nodiscard]] std::vector<cluster::Cluster> find(std::span<const cluster::ClusterId> ids);
  /// In the order of their making.
  [[nodiscard]] Page<cluster::Cluster> list(const PageRequest& page);

  /// Sets version 1 and both times. @throws AlreadyExists  where = "/slug"
  void insert(cluster::Cluster& cluster);
  /// @throws VersionConflict, AlreadyExists
  void update(cluster::Cluster& cluster);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
