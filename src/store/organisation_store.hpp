#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cluster/organisation.hpp"
#include "store/database.hpp"

namespace grono::store {

/// Two editors wrote the same thing: the stored version is not the one the second had read.
class VersionConflict : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Something with that key is already there.
class AlreadyExists : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Organisations with their places, codes, offers and needs. Every write leaves an audit entry with before and after.
class OrganisationStore {
 public:
  explicit OrganisationStore(Transaction& transaction) : transaction_(transaction) {}

  /// Also finds merged ones (`merged_into` set), not deleted ones.
  [[nodiscard]] std::optional<cluster::Organisation> find(cluster::OrganisationId id);
  /// In the order asked, leaving out what is not there. One round trip for many.
  [[nodiscard]] std::vector<cluster::Organisation> find(std::span<const cluster::OrganisationId> ids);
  /// Every organisation that is neither merged nor deleted, in id order, streamed in batches.
  void for_each(const std::function<void(cluster::Organisation&&)>& take);
  [[nodiscard]] std::int64_t count();

  /// Sets version 1 and both times. @throws AlreadyExists  id or a register number is taken
  void insert(cluster::Organisation& organisation);
  /// Many at once, with the backend's bulk way (prepared statements; COPY on PostgreSQL): one audit entry each.
  void insert(std::span<cluster::Organisation> organisations);
  /// @throws VersionConflict  the stored version is not `organisation.version`; on success it is one higher
  void update(cluster::Organisation& organisation);
  void remove(cluster::OrganisationId id, std::int64_t expected_version);
  /// Undoes `remove`. @throws AlreadyExists  its register number has been taken meanwhile
  cluster::Organisation restore(cluster::OrganisationId id);

  /// Ids changed (written, removed, merged, membership changed) by audit entries after `seq`, each once.
  [[nodiscard]] std::vector<cluster::OrganisationId> changed_since(std::int64_t seq);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
