#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "cluster/cluster.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// Memberships and their history, to which events are only ever added.
class MembershipStore {
 public:
  explicit MembershipStore(Transaction& transaction) : transaction_(transaction) {}

  [[nodiscard]] std::optional<cluster::Membership> find(cluster::MembershipId id);
  /// The one that is neither rejected nor ended; there is at most one.
  [[nodiscard]] std::optional<cluster::Membership> find_open(cluster::ClusterId cluster,
                                                             cluster::OrganisationId organisation);
  /// In the order of their making, of these statuses (all where none is named), without deleted
  /// organisations.
  [[nodiscard]] Page<cluster::Membership> list_of_cluster(cluster::ClusterId cluster,
                                                          std::span<const cluster::MembershipStatus> statuses,
                                                          const PageRequest& page);
  /// All of an organisation, in the order of their making.
  [[nodiscard]] std::vector<cluster::Membership> list_of_organisation(cluster::OrganisationId organisation);
  /// Every membership of a cluster with its events, for figures over the years.
  void for_each_of_cluster(cluster::ClusterId cluster,
                           const std::function<void(cluster::Membership&&)>& take);

  /// Clusters of which the organisation is an active member, sorted.
  [[nodiscard]] std::vector<cluster::ClusterId> clusters_of(cluster::OrganisationId organisation);
  /// Active members of a cluster, sorted; without deleted and merged organisations.
  [[nodiscard]] std::vector<cluster::OrganisationId> active_members(cluster::ClusterId cluster);
  /// Every (organisation, cluster) of an active membership, by organisation: for the search index.
  void for_each_active(const std::function<void(cluster::OrganisationId, cluster::ClusterId)>& take);

  /// A new membership with the events it begins with (one for an application, two for one taken in at once).
  /// Events get this transaction's time and user where they have none.
  /// @throws AlreadyExists  the organisation has an open membership in the cluster
  void insert(cluster::Membership& membership);
  /// Many at once, as after an import.
  void insert(std::span<cluster::Membership> memberships);
  /// Adds an event by `cluster::record` and stores it; events get this transaction's time and user.
  /// @throws NotFound, InvalidInput (the event can't follow), AlreadyExists
  cluster::Membership record(cluster::MembershipId id, cluster::MembershipEvent event);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
