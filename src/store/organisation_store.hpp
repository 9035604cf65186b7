#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "cluster/organisation.hpp"
#include "store/database.hpp"

namespace grono::store {

/// Organisations with their places, codes, offers and needs. Every write leaves an audit entry with before
/// and after. The store checks no rules (`cluster::normalise` does), but that ids are there: offers, needs
/// and places without one are a bug of the caller (`cluster::give_missing_ids`).
class OrganisationStore {
 public:
  explicit OrganisationStore(Transaction& transaction) : transaction_(transaction) {}

  /// Also finds merged ones (`merged_into` set), not deleted ones.
  [[nodiscard]] std::optional<cluster::Organisation> find(cluster::OrganisationId id);
  /// In the order asked, leaving out what is not there. One round trip for many.
  [[nodiscard]] std::vector<cluster::Organisation> find(std::span<const cluster::OrganisationId> ids);
  /// Whether it was there and has been deleted (410 rather than 404).
  [[nodiscard]] bool is_deleted(cluster::OrganisationId id);
  /// Living organisations that bear one of these register numbers, each once.
  [[nodiscard]] std::vector<cluster::OrganisationId> find_by_registers(const cluster::Registers& registers);
  /// Every organisation that is neither merged nor deleted, in id order, streamed in batches.
  /// @note  100,000 with two offers each: about 1.5 s
  void for_each(const std::function<void(cluster::Organisation&&)>& take);
  /// How many are neither merged nor deleted.
  [[nodiscard]] std::int64_t count();

  /// Sets version 1 and both times. @throws AlreadyExists  id or a register number is taken
  void insert(cluster::Organisation& organisation);
  /// Many at once, with the backend's bulk way (prepared statements; COPY on PostgreSQL): one audit entry
  /// each. Call it with some thousands at a time to show progress.
  void insert(std::span<cluster::Organisation> organisations);
  /// @throws VersionConflict  the stored version is not `organisation.version`; on success it is one higher
  void update(cluster::Organisation& organisation);
  /// Takes it out of every list; `restore` brings it back. @throws VersionConflict
  void remove(cluster::OrganisationId id, std::int64_t expected_version);
  /// Undoes `remove`. @throws AlreadyExists  its register number has been taken meanwhile
  /// @throws NotFound  it is not deleted
  cluster::Organisation restore(cluster::OrganisationId id);

  /// Ids changed (written, removed, merged, membership changed) by audit entries after `seq`, each once.
  [[nodiscard]] std::vector<cluster::OrganisationId> changed_since(std::int64_t seq);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
