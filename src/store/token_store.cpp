#include "store/token_store.hpp"

#include "store/sql.hpp"

namespace grono::store {
namespace {

using soci::into;
using soci::use;

template <class Bind>
std::vector<ApiToken> read_tokens(Transaction& transaction, const std::string& condition, const Bind& bind) {
  std::vector<ApiToken> made;
  ApiToken row;
  auto temporary = (transaction.sql().prepare << "SELECT id, account, name, digest, created_at, last_used_at, "
                                                 "expires_on FROM api_token WHERE " +
                                                     condition + " ORDER BY id",
                    into(row.id), into(row.user), into(row.name), into(row.digest), into(row.created_at),
                    into(row.last_used_at), into(row.expires_on));
  bind(temporary);
  soci::statement statement = temporary;
  each_row(statement, [&] { made.push_back(row); });
  return made;
}

}  // namespace

std::optional<ApiToken> TokenStore::find(std::string_view digest) {
  const std::string key(digest);
  const Date today{std::chrono::floor<std::chrono::days>(transaction_.now())};
  auto found = read_tokens(transaction_, "digest = :digest AND (expires_on IS NULL OR expires_on >= :today)",
                    [&](auto& statement) { statement, use(key, "digest"), use(today, "today"); });
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::vector<ApiToken> TokenStore::list_of(cluster::UserId user) {
  return read_tokens(transaction_, "account = :account", [&](auto& statement) { statement, use(user, "account"); });
}

void TokenStore::insert(ApiToken& token) {
  token.created_at = transaction_.now();
  transaction_.sql() << "INSERT INTO api_token (id, account, name, digest, created_at, expires_on) VALUES (:id, "
                        ":account, :name, :digest, :created, :expires)",
      use(token.id, "id"), use(token.user, "account"), use(token.name, "name"), use(token.digest, "digest"),
      use(token.created_at, "created"), use(token.expires_on, "expires");
  transaction_.audit("token.created", "user", token.user.str(),
                     nlohmann::json{{"token", {{"after", token.name}}}}.dump());
}

void TokenStore::used(cluster::TokenId id) {
  const Timestamp now = transaction_.now();
  transaction_.sql() << "UPDATE api_token SET last_used_at = :now WHERE id = :id", use(now, "now"), use(id, "id");
}

bool TokenStore::remove(cluster::TokenId id, cluster::UserId user) {
  soci::statement statement =
      (transaction_.sql().prepare << "DELETE FROM api_token WHERE id = :id AND account = :account", use(id, "id"),
       use(user, "account"));
  if (run(statement) == 0) return false;
  transaction_.audit("token.removed", "user", user.str(), nlohmann::json{{"token", {{"before", id.str()}}}}.dump());
  return true;
}

}  // namespace grono::store
