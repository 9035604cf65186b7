#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "cluster/resource/resource.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// Which resources of a cluster, and who asks. Leave out what does not narrow.
struct ResourceFilter {
  cluster::ClusterId cluster;
  std::vector<cluster::Audience> audiences;  ///< only what is for one of these
  std::vector<cluster::ResourceKind> kinds;
  /// Of each word sought its base forms: a resource has one of every word's.
  std::vector<std::vector<std::string>> words;
};

/// Shared resources. What is listed and counted is always filtered by the groups of viewers that the caller
/// belongs to.
class ResourceStore {
 public:
  explicit ResourceStore(Transaction& transaction) : transaction_(transaction) {}

  /// Not a deleted one.
  [[nodiscard]] std::optional<cluster::Resource> find(cluster::ResourceId id);
  [[nodiscard]] std::optional<cluster::Resource> find_deleted(cluster::ResourceId id);
  /// The newest first.
  [[nodiscard]] Page<cluster::Resource> list(const ResourceFilter& filter, const PageRequest& page);
  [[nodiscard]] std::int64_t count(const ResourceFilter& filter);
  /// Those of one of the organisations, and the clusters' own, whoever sees them.
  [[nodiscard]] std::vector<cluster::Resource> lent_by(std::span<const cluster::OrganisationId> organisations,
                                                       std::span<const cluster::ClusterId> clusters);

  /// Sets version 1 and the times. @param words  base forms of what is written in it, for the search
  void insert(cluster::Resource& resource, const std::string& words);
  /// @throws VersionConflict
  void update(cluster::Resource& resource, const std::string& words);
  /// @throws NotFound, VersionConflict
  void remove(cluster::ResourceId id, std::int64_t version);
  void restore(cluster::ResourceId id);
  /// Whether something new can be booked; nothing happens where it is so already.
  void pause(const cluster::Resource& resource);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
