#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "cluster/ids.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::store {

struct AuditEntry {
  std::int64_t seq = 0;  ///< numbers follow the order of commit, without gaps
  Timestamp at{};
  std::optional<cluster::UserId> by;  ///< none: the program itself
  std::string via;
  std::string action, subject_kind, subject_id;
  std::optional<cluster::ClusterId> cluster;            ///< which it concerns
  std::optional<cluster::OrganisationId> organisation;  ///< which it concerns
  std::string changes;  ///< JSON; may hold what not everyone may see: `cluster::changes_as_seen_by`
  bool operator==(const AuditEntry&) const = default;
};

/// Leave out what does not narrow.
struct AuditFilter {
  /// Entries of the cluster, and of the organisations that are its active members.
  std::optional<cluster::ClusterId> cluster;
  std::optional<cluster::OrganisationId> organisation;
};

/// Who changed what and when. Append-only: the database itself refuses to change or delete an entry.
class AuditLog {
 public:
  explicit AuditLog(Transaction& transaction) : transaction_(transaction) {}

  [[nodiscard]] Page<AuditEntry> list(const AuditFilter& filter, const PageRequest& page);  ///< newest first
  /// Number of the last entry; 0 before the first. One look-up.
  [[nodiscard]] std::int64_t head();
  /// Whether something after that entry may have changed who belongs where, or ended a session. Says yes to whatever it
  /// does not know.
  [[nodiscard]] bool may_have_changed_access_since(std::int64_t seq);

 private:
  Transaction& transaction_;
};

}  // namespace grono::store
