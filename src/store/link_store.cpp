#include "store/link_store.hpp"

#include "store/sql.hpp"

namespace grono::store {

using soci::into;
using soci::use;

void LinkStore::insert(const LoginLink& link) {
  transaction_.sql() << "DELETE FROM login_link WHERE account = :account", use(link.user, "account");
  transaction_.sql() << "INSERT INTO login_link (digest, account, expires_at) VALUES (:digest, :account, :expires)",
      use(link.digest, "digest"), use(link.user, "account"), use(link.expires_at, "expires");
  transaction_.audit("link.created", "user", link.user.str(), "{}");
}

std::optional<cluster::UserId> LinkStore::take(std::string_view digest) {
  const std::string key(digest);
  const Timestamp now = transaction_.now();
  cluster::UserId user;
  soci::statement statement =
      (transaction_.sql().prepare << "DELETE FROM login_link WHERE digest = :digest AND expires_at > :now "
                                     "RETURNING account",
       into(user), use(key, "digest"), use(now, "now"));
  std::optional<cluster::UserId> taken;
  each_row(statement, [&] { taken = user; });
  return taken;
}

void LinkStore::remove_expired() {
  const Timestamp now = transaction_.now();
  transaction_.sql() << "DELETE FROM login_link WHERE expires_at <= :now", use(now, "now");
}

}  // namespace grono::store
