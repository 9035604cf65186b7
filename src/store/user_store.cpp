#include "store/user_store.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/error.hpp"
#include "cluster/json.hpp"
#include "store/sql.hpp"
#include "store/viewers.hpp"
#include "text/fold.hpp"

namespace grono::store {
namespace {

using cluster::RoleGrant;
using cluster::UserId;
using soci::into;
using soci::use;

nlohmann::json audit_json(const User& user) {
  nlohmann::json grants = nlohmann::json::array();
  for (const RoleGrant& grant : user.grants) grants.push_back(cluster::to_json(grant));
  return {{"email", user.email},
          {"display_name", user.display_name},
          {"language", user.language},
          {"grants", std::move(grants)},
          {"has_password", user.password_hash.has_value()},
          {"is_disabled", user.is_disabled}};
}

void read_grants(Transaction& transaction, std::vector<User>& users) {
  if (users.empty()) return;
  std::vector<UserId> ids;
  std::unordered_map<UserId, User*> by_id;
  for (User& each : users) {
    ids.push_back(each.id);
    by_id.emplace(each.id, &each);
  }
  const std::string parameter = ids_parameter<UserId>(transaction, ids);
  UserId owner;
  RoleGrant grant;
  soci::statement statement = (transaction.sql().prepare << "SELECT account, role, cluster, organisation FROM "
                                                            "role_grant WHERE account" +
                                                                in_ids(transaction),
                               into(owner), into(grant.role), into(grant.cluster), into(grant.organisation),
                               use(parameter, "ids"));
  each_row(statement, [&] { by_id.at(owner)->grants.push_back(grant); });
  for (User& each : users) std::sort(each.grants.begin(), each.grants.end());
}

template <class Bind>
std::vector<User> read_users(Transaction& transaction, const std::string& rest, const Bind& bind) {
  std::vector<User> made;
  User row;
  long long version = 0;
  auto temporary = (transaction.sql().prepare << "SELECT id, email, display_name, language, password_hash, "
                                                 "is_disabled, version, created_at, last_seen_at FROM account " +
                                                     rest,
                    into(row.id), into(row.email), into(row.display_name), into(row.language), into(row.password_hash),
                    into(row.is_disabled), into(version), into(row.created_at), into(row.last_seen_at));
  bind(temporary);
  soci::statement statement = temporary;
  each_row(statement, [&] {
    row.version = version;
    made.push_back(row);
  });
  read_grants(transaction, made);
  return made;
}

void write_grants(Transaction& transaction, User& user) {
  std::sort(user.grants.begin(), user.grants.end());
  user.grants.erase(std::unique(user.grants.begin(), user.grants.end()), user.grants.end());
  transaction.sql() << "DELETE FROM role_grant WHERE account = :id", use(user.id, "id");
  for (const RoleGrant& grant : user.grants)
    transaction.sql() << "INSERT INTO role_grant (account, role, cluster, organisation) VALUES (:id, :role, :cluster, "
                         ":organisation)",
        use(user.id, "id"), use(grant.role, "role"), use(grant.cluster, "cluster"),
        use(grant.organisation, "organisation");
}

std::optional<User> only(std::vector<User> found) {
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

}  // namespace

std::optional<User> UserStore::find(UserId id) {
  return only(read_users(transaction_, "WHERE id = :id", [&](auto& statement) { statement, use(id, "id"); }));
}

std::vector<User> UserStore::find(std::span<const UserId> ids) {
  const std::string parameter = ids_parameter(transaction_, ids);
  auto found = read_users(transaction_, "WHERE id" + in_ids(transaction_),
                    [&](auto& statement) { statement, use(parameter, "ids"); });
  std::vector<User> made;
  for (const UserId& id : ids)
    if (const auto at = std::find_if(found.begin(), found.end(), [&](const User& user) { return user.id == id; });
        at != found.end())
      made.push_back(*at);
  return made;
}

std::optional<User> UserStore::find_by_email(std::string_view email) {
  const std::string key = text::fold(email);
  return only(read_users(transaction_, "WHERE email_key = :key", [&](auto& statement) { statement, use(key, "key"); }));
}

Page<User> UserStore::list(std::string_view query, const PageRequest& page) {
  const int most = page.limit + 1;
  const std::string like = "%" + text::fold(query) + "%";
  Page<User> made;
  made.items = read_users(transaction_,
                    "WHERE email_key > :cursor AND (email_key LIKE :like OR name_key LIKE :name) "
                    "ORDER BY email_key LIMIT :most",
                    [&](auto& statement) {
                      statement, use(page.cursor, "cursor"), use(like, "like"), use(like, "name"),
                          use(most, "most");
                    });
  if (made.items.size() == static_cast<std::size_t>(most)) {
    made.items.pop_back();
    made.next = text::fold(made.items.back().email);
  }
  return made;
}

std::vector<User> UserStore::with_grant_for(cluster::OrganisationId organisation) {
  return read_users(transaction_, "WHERE id IN (SELECT account FROM role_grant WHERE organisation = :id) ORDER BY email_key",
              [&](auto& statement) { statement, use(organisation, "id"); });
}

std::vector<UserId> UserStore::with_role(cluster::Role role, cluster::ClusterId cluster) {
  UserId id;
  soci::statement statement =
      (transaction_.sql().prepare << "SELECT DISTINCT g.account FROM role_grant g JOIN account a ON a.id = g.account "
                                     "WHERE g.role = :role AND g.cluster = :cluster AND a.is_disabled = 0",
       into(id), use(role, "role"), use(cluster, "cluster"));
  std::vector<UserId> made;
  each_row(statement, [&] { made.push_back(id); });
  return made;
}

std::vector<User> UserStore::of_groups(std::span<const cluster::Audience> groups, std::string_view query, int most) {
  const GroupList list(transaction_, groups);
  std::string key = text::fold(query);
  std::erase_if(key, [](char c) { return c == '%' || c == '_'; });  // they mean something to LIKE
  const std::string begins = key + "%", word = "% " + key + "%";
  return read_users(transaction_,
              "WHERE is_disabled = 0 AND (name_key LIKE :begins OR name_key LIKE :word) AND id IN ("
              "WITH wanted (name) AS (" +
                  list.select() +
                  ") SELECT g.account FROM role_grant g WHERE 'people_of:' || g.organisation IN (SELECT name FROM wanted)"
                  " OR (g.role IN ('manager', 'animator') AND ('members_of:' || g.cluster IN (SELECT name FROM wanted)"
                  " OR 'runners_of:' || g.cluster IN (SELECT name FROM wanted)))"
                  " OR g.organisation IN (SELECT m.organisation FROM membership m WHERE m.status = 'active' AND "
                  "'members_of:' || m.cluster IN (SELECT name FROM wanted))"
                  " OR g.organisation IN (SELECT b.organisation FROM project_part b WHERE b.kind = 'partner' AND "
                  "b.state = 'active' AND b.deleted_at IS NULL AND 'partners_in:' || b.project IN (SELECT name FROM "
                  "wanted))) ORDER BY name_key, id LIMIT :most",
              [&](auto& statement) {
                statement, use(begins, "begins"), use(word, "word");
                list.bind(statement);
                statement, use(most, "most");
              });
}

std::int64_t UserStore::count() {
  long long count = 0;
  transaction_.sql() << "SELECT count(*) FROM account", into(count);
  return count;
}

std::int64_t UserStore::count_with(cluster::Role role) {
  long long count = 0;
  transaction_.sql() << "SELECT count(DISTINCT a.id) FROM account a JOIN role_grant g ON g.account = a.id WHERE "
                        "g.role = :role AND a.is_disabled = 0",
      use(role, "role"), into(count);
  return count;
}

void UserStore::insert(User& user) {
  GRONO_INVARIANT(!user.id.is_nil());
  user.version = 1;
  user.created_at = transaction_.now();
  const std::string key = text::fold(user.email), name_key = text::fold(user.display_name);
  const long long version = user.version;
  transaction_.sql() << "INSERT INTO account (id, email, email_key, display_name, name_key, language, password_hash, "
                        "is_disabled, version, created_at) VALUES (:id, :email, :key, :name, :name_key, :language, :hash, "
                        ":disabled, :version, :created)",
      use(user.id, "id"), use(user.email, "email"), use(key, "key"), use(user.display_name, "name"),
      use(name_key, "name_key"), use(user.language, "language"), use(user.password_hash, "hash"), use(user.is_disabled, "disabled"),
      use(version, "version"), use(user.created_at, "created");
  write_grants(transaction_, user);
  transaction_.audit("user.created", "user", user.id.str(),
                     cluster::differences(nlohmann::json::object(), audit_json(user)).dump());
}

void UserStore::update(User& user) {
  const auto before = find(user.id);
  const long long expected = user.version, version = expected + 1;
  if (!before) throw VersionConflict("the account was removed meanwhile");
  const std::string key = text::fold(user.email), name_key = text::fold(user.display_name);
  soci::statement statement =
      (transaction_.sql().prepare << "UPDATE account SET email = :email, email_key = :key, display_name = :name, name_key = :name_key, "
                                     "language = :language, password_hash = :hash, is_disabled = :disabled, "
                                     "version = :version WHERE id = :id AND version = :expected",
       use(user.email, "email"), use(key, "key"), use(user.display_name, "name"), use(name_key, "name_key"),
       use(user.language, "language"), use(user.password_hash, "hash"), use(user.is_disabled, "disabled"), use(version, "version"), use(user.id, "id"),
       use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the account was changed meanwhile");
  user.version = version;
  write_grants(transaction_, user);
  nlohmann::json changes = cluster::differences(audit_json(*before), audit_json(user));
  // That a password was changed is worth an entry; what it was or is must not stand there.
  if (before->password_hash && user.password_hash && before->password_hash != user.password_hash)
    changes["password"] = {{"before", "set"}, {"after", "changed"}};
  transaction_.audit("user.updated", "user", user.id.str(), changes.dump());
}

void UserStore::saw(UserId id) {
  const Timestamp now = transaction_.now();
  transaction_.sql() << "UPDATE account SET last_seen_at = :now WHERE id = :id", use(now, "now"), use(id, "id");
}

}  // namespace grono::store
