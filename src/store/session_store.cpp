#include "store/session_store.hpp"

#include "store/sql.hpp"

namespace grono::store {

using soci::into;
using soci::use;

std::optional<Session> SessionStore::find(std::string_view digest) {
  const std::string key(digest);
  const Timestamp now = transaction_.now();
  Session row;
  soci::statement statement =
      (transaction_.sql().prepare << "SELECT digest, csrf_token, account, via, created_at, expires_at FROM session "
                                     "WHERE digest = :digest AND expires_at > :now",
       into(row.digest), into(row.csrf_token), into(row.user), into(row.via), into(row.created_at),
       into(row.expires_at), use(key, "digest"), use(now, "now"));
  std::optional<Session> found;
  each_row(statement, [&] { found = row; });
  return found;
}

void SessionStore::insert(Session& session) {
  session.created_at = transaction_.now();
  transaction_.sql() << "INSERT INTO session (digest, csrf_token, account, via, created_at, expires_at) VALUES "
                        "(:digest, :csrf, :account, :via, :created, :expires)",
      use(session.digest, "digest"), use(session.csrf_token, "csrf"), use(session.user, "account"),
      use(session.via, "via"), use(session.created_at, "created"), use(session.expires_at, "expires");
  transaction_.audit("session.started", "user", session.user.str(),
                     nlohmann::json{{"via", {{"after", session.via}}}}.dump());
}

void SessionStore::extend(std::string_view digest, Timestamp expires_at) {
  const std::string key(digest);
  transaction_.sql() << "UPDATE session SET expires_at = :expires WHERE digest = :digest", use(expires_at, "expires"),
      use(key, "digest");
}

void SessionStore::remove(std::string_view digest) {
  const std::string key(digest);
  transaction_.sql() << "DELETE FROM session WHERE digest = :digest", use(key, "digest");
}

void SessionStore::remove_of(cluster::UserId user, std::string_view except_digest) {
  const std::string kept(except_digest);
  transaction_.sql() << "DELETE FROM session WHERE account = :account AND digest <> :kept", use(user, "account"),
      use(kept, "kept");
}

void SessionStore::remove_expired() {
  const Timestamp now = transaction_.now();
  transaction_.sql() << "DELETE FROM session WHERE expires_at <= :now", use(now, "now");
}

}  // namespace grono::store
