#pragma once

#include <optional>
#include <vector>

#include "cluster/organisation.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

/// Two organisations that were found to be one.
struct Merge {
  cluster::MergeId id;
  cluster::OrganisationId keep, merged;
  cluster::Organisation keep_before, merged_before;  ///< both as they were
  Timestamp at{};
  std::optional<cluster::UserId> by;
  std::optional<Timestamp> undone_at;
  bool can_undo = false;  ///< not undone, and neither was written, deleted or merged again since
};

/// Merging and its undoing. The merged organisation stays, marked with the one that carries on for it; its
/// memberships, its people's roles and what it has (see `move_things`) go over to that one, and come back with
/// `undo`.
class MergeStore {
 public:
  explicit MergeStore(Transaction& transaction) : transaction_(transaction) {}

  [[nodiscard]] std::optional<Merge> find(cluster::MergeId id);
  [[nodiscard]] Page<Merge> list(const PageRequest& page);  ///< newest first

  /// @param kept    what carries on, with the fields chosen and the version last read
  /// @param merged  the other, with the version last read
  /// @throws VersionConflict  one of them was written meanwhile;  AlreadyExists  one of them is merged
  /// already
  Merge merge(cluster::MergeId id, cluster::Organisation& kept, const cluster::Organisation& merged);
  /// Both are as they were before (with new versions).
  /// @throws NotFound  no such merge;  VersionConflict  it can't be undone any more
  Merge undo(cluster::MergeId id);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
