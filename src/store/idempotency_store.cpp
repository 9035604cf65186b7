#include "store/idempotency_store.hpp"

#include "store/sql.hpp"

namespace grono::store {

using soci::into;
using soci::use;

std::optional<RememberedAnswer> IdempotencyStore::find(std::string_view actor, std::string_view key) {
  const std::string who(actor), name(key);
  const Timestamp now = transaction_.now();
  RememberedAnswer row;
  soci::statement statement =
      (transaction_.sql().prepare << "SELECT request_digest, status, headers, body FROM idempotency WHERE "
                                     "actor = :actor AND key = :key AND expires_at > :now",
       into(row.request_digest), into(row.status), into(row.headers), into(row.body), use(who, "actor"),
       use(name, "key"), use(now, "now"));
  std::optional<RememberedAnswer> found;
  each_row(statement, [&] { found = row; });
  return found;
}

void IdempotencyStore::remember(std::string_view actor, std::string_view key, const RememberedAnswer& answer,
                                Timestamp expires_at) {
  const std::string who(actor), name(key);
  const Timestamp now = transaction_.now();
  // An expired one must not stand in the way of the same key.
  transaction_.sql() << "DELETE FROM idempotency WHERE actor = :actor AND key = :key AND expires_at <= :now",
      use(who, "actor"), use(name, "key"), use(now, "now");
  transaction_.sql() << "INSERT INTO idempotency (actor, key, request_digest, status, headers, body, expires_at) "
                        "VALUES (:actor, :key, :digest, :status, :headers, :body, :expires)",
      use(who, "actor"), use(name, "key"), use(answer.request_digest, "digest"), use(answer.status, "status"),
      use(answer.headers, "headers"), use(answer.body, "body"), use(expires_at, "expires");
}

void IdempotencyStore::remove_expired() {
  const Timestamp now = transaction_.now();
  transaction_.sql() << "DELETE FROM idempotency WHERE expires_at <= :now", use(now, "now");
}

}  // namespace grono::store
