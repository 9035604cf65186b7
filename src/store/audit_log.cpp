#include "store/audit_log.hpp"

#include <charconv>

#include "base/error.hpp"
#include "store/sql.hpp"

namespace grono::store {

using soci::into;
using soci::use;

Page<AuditEntry> AuditLog::list(const AuditFilter& filter, const PageRequest& page) {
  long long before = std::numeric_limits<long long>::max();
  if (!page.cursor.empty()) {
    const char* end = page.cursor.data() + page.cursor.size();
    if (const auto read = std::from_chars(page.cursor.data(), end, before); read.ec != std::errc() || read.ptr != end)
      throw InvalidInput("query/cursor", "is of no page", "take it from \"next\" of the page before");
  }
  const int most = page.limit + 1;
  std::string condition = "seq < :before";
  if (filter.cluster)
    condition +=
        " AND (cluster = :cluster OR organisation IN (SELECT organisation FROM membership WHERE cluster = :members "
        "AND status = 'active'))";
  if (filter.organisation) condition += " AND organisation = :organisation";

  AuditEntry row;
  long long seq = 0;
  auto temporary = (transaction_.sql().prepare << "SELECT seq, at, account, via, action, subject_kind, subject_id, "
                                                  "cluster, organisation, changes FROM audit_entry WHERE " +
                                                      condition + " ORDER BY seq DESC LIMIT :most",
                    into(seq), into(row.at), into(row.by), into(row.via), into(row.action), into(row.subject_kind),
                    into(row.subject_id), into(row.cluster), into(row.organisation), into(row.changes),
                    use(before, "before"));
  if (filter.cluster) temporary, use(*filter.cluster, "cluster"), use(*filter.cluster, "members");
  if (filter.organisation) temporary, use(*filter.organisation, "organisation");
  soci::statement statement = (temporary, use(most, "most"));
  Page<AuditEntry> made;
  each_row(statement, [&] {
    row.seq = seq;
    made.items.push_back(row);
  });
  if (made.items.size() == static_cast<std::size_t>(most)) {
    made.items.pop_back();
    made.next = std::to_string(made.items.back().seq);
  }
  return made;
}

std::int64_t AuditLog::head() {
  long long seq = 0;
  transaction_.sql() << "SELECT seq FROM audit_head", into(seq);
  return seq;
}

bool AuditLog::may_have_changed_access_since(std::int64_t seq) {
  const long long after = seq;
  int found = 0;
  transaction_.sql() << "SELECT count(*) FROM (SELECT 1 FROM audit_entry WHERE seq > :seq AND subject_kind NOT IN "
                        "('idea', 'task', 'notification_settings') AND action NOT IN ('organisation.created', "
                        "'organisation.updated', 'session.started', 'session.refused', 'link.created', "
                        "'token.created', 'token.removed') LIMIT 1) AS found",
      into(found), use(after, "seq");
  return found > 0;
}

}  // namespace grono::store
