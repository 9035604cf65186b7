#pragma once

#include <optional>
#include <vector>

#include "cluster/consortium/consortium.hpp"
#include "cluster/consortium/opportunity.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// Which opportunities of a cluster, and who asks.
struct OpportunityFilter {
  cluster::ClusterId cluster;
  std::vector<cluster::Audience> audiences;  ///< only what is for one of these
};

/// Calls, joint purchases and investments.
class OpportunityStore {
 public:
  explicit OpportunityStore(Transaction& transaction) : transaction_(transaction) {}

  [[nodiscard]] std::optional<cluster::Opportunity> find(cluster::OpportunityId id);
  [[nodiscard]] std::optional<cluster::Opportunity> find_deleted(cluster::OpportunityId id);
  /// The newest first.
  [[nodiscard]] Page<cluster::Opportunity> list(const OpportunityFilter& filter, const PageRequest& page);
  [[nodiscard]] std::int64_t count(const OpportunityFilter& filter);

  /// Sets version 1 and the times.
  void insert(cluster::Opportunity& opportunity);
  /// @throws VersionConflict
  void update(cluster::Opportunity& opportunity);
  /// @throws NotFound, VersionConflict
  void remove(cluster::OpportunityId id, std::int64_t version);
  void restore(cluster::OpportunityId id);

 private:
  Transaction& transaction_;
};

/// Consortia. Who sees one is written down with every change.
class ConsortiumStore {
 public:
  explicit ConsortiumStore(Transaction& transaction) : transaction_(transaction) {}

  [[nodiscard]] std::optional<cluster::Consortium> find(cluster::ConsortiumId id);
  /// Of a cluster, of one opportunity where it is given, for one of the groups; the newest first.
  [[nodiscard]] std::vector<cluster::Consortium> list(cluster::ClusterId cluster,
                                                      std::optional<cluster::OpportunityId> opportunity,
                                                      const std::vector<cluster::Audience>& audiences,
                                                      int most);
  /// Forming ones whose opportunity can still be answered on that day, and until when.
  struct OpenUntil {
    cluster::Consortium consortium;
    Date closes_on{};
  };
  [[nodiscard]] std::vector<OpenUntil> forming_until(Date today);
  void insert(cluster::Consortium& consortium);
  /// @throws VersionConflict
  void update(cluster::Consortium& consortium);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
