#include "store/calendar_store.hpp"

#include "store/sql.hpp"

namespace grono::store {

using cluster::UserId;
using soci::into;
using soci::use;

void CalendarStore::set(UserId account, const std::string& digest) {
  transaction_.sql() << "DELETE FROM calendar_feed WHERE account = :account", use(account, "account");
  const Timestamp now = transaction_.now();
  transaction_.sql() << "INSERT INTO calendar_feed (account, digest, created_at) VALUES (:account, :digest, :now)",
      use(account, "account"), use(digest, "digest"), use(now, "now");
  transaction_.audit("calendar.opened", "user", account.str(), "{}");
}

void CalendarStore::remove(UserId account) {
  soci::statement statement = (transaction_.sql().prepare << "DELETE FROM calendar_feed WHERE account = :account",
                               use(account, "account"));
  if (run(statement) > 0) transaction_.audit("calendar.closed", "user", account.str(), "{}");
}

bool CalendarStore::has(UserId account) {
  int count = 0;
  transaction_.sql() << "SELECT count(*) FROM calendar_feed WHERE account = :account", use(account, "account"),
      into(count);
  return count > 0;
}

std::optional<UserId> CalendarStore::find(const std::string& digest) {
  UserId account;
  soci::statement statement = (transaction_.sql().prepare << "SELECT account FROM calendar_feed WHERE digest = :digest",
                               into(account), use(digest, "digest"));
  std::optional<UserId> found;
  each_row(statement, [&] { found = account; });
  return found;
}

}  // namespace grono::store
