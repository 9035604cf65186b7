#include "store/deadline_store.hpp"

#include "store/sql.hpp"

namespace grono::store {

bool DeadlineStore::take(const std::string& subject, const cluster::Deadline& deadline, int days) {
  const Timestamp now = transaction_.now();
  soci::statement statement =
      (transaction_.sql().prepare << "INSERT INTO deadline_reminder (subject, kind, item, due_on, days, at) VALUES "
                                     "(:subject, :kind, :item, :due_on, :days, :at) ON CONFLICT DO NOTHING",
       soci::use(subject, "subject"), soci::use(deadline.kind, "kind"), soci::use(deadline.item, "item"),
       soci::use(deadline.due_on, "due_on"), soci::use(days, "days"), soci::use(now, "at"));
  return run(statement) > 0;
}

}  // namespace grono::store
