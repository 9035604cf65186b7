#include "store/transaction.hpp"

#include "store/bulk.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

// An import of 100,000 rows must not hold all its entries in memory.
constexpr std::size_t kMostHeldBack = 2'000;

}  // namespace

void StoreTransaction::audit(std::string_view action, std::string_view subject_kind, std::string subject_id,
                             std::string changes, std::optional<cluster::ClusterId> cluster,
                             std::optional<cluster::OrganisationId> organisation) {
  const auto text = [](const auto& id) { return id ? std::optional(id->str()) : std::nullopt; };
  entries_.push_back({std::string(action), std::string(subject_kind), std::move(subject_id), std::move(changes),
                      text(cluster), text(organisation)});
  if (entries_.size() >= kMostHeldBack) write_audit();
}

void StoreTransaction::write_audit() {
  if (entries_.empty()) return;
  long long head = 0;
  const auto count = static_cast<long long>(entries_.size());
  sql_ << "UPDATE audit_head SET seq = seq + :count RETURNING seq", soci::use(count, "count"), soci::into(head);
  long long seq = head - count;

  const std::string at = to_string(now_), via(author_.via);
  const auto by = author_.user ? std::optional(author_.user->str()) : std::nullopt;
  BulkInsert bulk(*this, "audit_entry",
                  {"seq", "at", "account", "via", "action", "subject_kind", "subject_id", "cluster", "organisation",
                   "changes"});
  for (const Entry& entry : entries_)
    bulk.row({std::to_string(++seq), at, by, via, entry.action, entry.subject_kind, entry.subject_id, entry.cluster,
              entry.organisation, entry.changes});
  bulk.finish();
  entries_.clear();
}

}  // namespace grono::store
