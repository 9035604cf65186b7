#include "store/moved_things.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "store/moved_links.hpp"
#include "store/moved_seats.hpp"
#include "store/moved_shares.hpp"
#include "store/sql.hpp"
#include "store/viewers.hpp"

namespace grono::store {
namespace {

using cluster::Audience;
using cluster::OrganisationId;
using nlohmann::json;
using soci::into;
using soci::use;

/// A table whose rows an organisation owns, or that names organisations as viewers.
struct Table {
  const char* name;
  bool has_owner, has_named, has_version;
};
constexpr std::array kTables = {
    Table{"resource", true, true, true},
    Table{"booking", true, false, true},
    Table{"idea", true, true, true},
    Table{"document", true, true, true},
    Table{"project", false, true, true},
    Table{"capability", false, true, false},
    Table{"product", true, true, true},
    Table{"ip_asset", true, true, true},
    Table{"market_offer", true, true, true},
    Table{"deal", true, true, true},
    Table{"matchmaking_participant", true, false, true},
    // What both have got counts against the ceiling of the one that carries on (Reg. (EU) 2023/2831, art. 3(8)).
    Table{"aid", true, false, true},
    Table{"funded_participation", true, false, false},
};

std::string next_version(const Table& table) {
  return table.has_version ? ", version = version + 1" : "";
}

std::vector<std::string> texts(Transaction& transaction, const std::string& query, const std::string& value) {
  std::string text;
  soci::statement statement = (transaction.sql().prepare << query, into(text), use(value, "value"));
  std::vector<std::string> made;
  each_row(statement, [&] { made.push_back(text); });
  return made;
}

// Whoever looks at it asks anew.
void tell_of_thing(Transaction& transaction, const Table& table, const std::string& id) {
  if (!table.has_version) return;
  transaction.changed({table.name, id, 0, std::nullopt, viewers_of(transaction, id)});
}

json move_owned(Transaction& transaction, OrganisationId from, OrganisationId to) {
  json moved = json::object();
  for (const Table& table : kTables) {
    if (!table.has_owner) continue;
    const std::string name = table.name;
    moved[name] = texts(transaction, "SELECT id FROM " + name + " WHERE organisation = :value", from.str());
    transaction.sql() << "UPDATE " + name + " SET organisation = :to" + next_version(table) +
                             " WHERE organisation = :from",
        use(to, "to"), use(from, "from");
  }
  return moved;
}

void move_owned_back(Transaction& transaction, const json& moved, OrganisationId from, OrganisationId to) {
  for (const Table& table : kTables) {
    if (!moved.contains(table.name)) continue;
    for (const std::string id : moved[table.name])
      transaction.sql() << "UPDATE " + std::string(table.name) + " SET organisation = :from" +
                               next_version(table) + " WHERE id = :id AND organisation = :to",
          use(from, "from"), use(id, "id"), use(to, "to");
  }
}

// Whoever is named in place of another stands there once.
std::string with_named(const std::string& named, const std::string& out, const std::string& in) {
  auto all = json::parse(named).get<std::vector<std::string>>();
  std::erase(all, out);
  if (!in.empty()) all.push_back(in);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return json(all).dump();
}

struct NamedRow {
  std::string id, named, owner;
};
std::vector<NamedRow> rows_naming(Transaction& transaction, const Table& table, const std::string& condition,
                                  const std::string& value) {
  NamedRow row;
  // The search index takes up offers and needs by the organisation that the log names.
  const std::string owner = table.has_version ? "''" : "organisation";
  soci::statement statement =
      (transaction.sql().prepare << "SELECT id, named, " + owner + " FROM " + std::string(table.name) +
                                        " WHERE " + condition,
       into(row.id), into(row.named), into(row.owner), use(value, "value"));
  std::vector<NamedRow> made;
  each_row(statement, [&] { made.push_back(row); });
  return made;
}

void write_named(Transaction& transaction, const Table& table, const NamedRow& row) {
  transaction.sql() << "UPDATE " + std::string(table.name) + " SET named = :named" + next_version(table) +
                           " WHERE id = :id",
      use(row.named, "named"), use(row.id, "id");
  if (!row.owner.empty())
    transaction.audit("organisation.viewers_merged", "organisation", row.owner, "{}", std::nullopt,
                      OrganisationId::parse(row.owner));
}

json move_named(Transaction& transaction, OrganisationId from, OrganisationId to) {
  json moved = json::array();
  for (const Table& table : kTables) {
    if (!table.has_named) continue;
    for (NamedRow& row : rows_naming(transaction, table, "named LIKE :value", "%" + from.str() + "%")) {
      moved.push_back(
          {{"table", table.name}, {"id", row.id}, {"had", row.named.find(to.str()) != row.named.npos}});
      row.named = with_named(row.named, from.str(), to.str());
      write_named(transaction, table, row);
    }
  }
  return moved;
}

void move_named_back(Transaction& transaction, const json& moved, OrganisationId from, OrganisationId to) {
  for (const json& each : moved)
    for (const Table& table : kTables) {
      if (each["table"] != table.name) continue;
      for (NamedRow& row : rows_naming(transaction, table, "id = :value", each["id"])) {
        if (row.named.find(to.str()) == row.named.npos) continue;
        row.named = with_named(row.named, each["had"] == true ? "" : to.str(), from.str());
        write_named(transaction, table, row);
      }
    }
}

json move_viewers(Transaction& transaction, OrganisationId from, OrganisationId to) {
  const std::string one = text_of({Audience::Kind::people_of, from.uuid}),
                    other = text_of({Audience::Kind::people_of, to.uuid});
  json moved = json::array();
  for (const std::string& thing :
       texts(transaction, "SELECT thing FROM viewer WHERE audience = :value", one)) {
    const auto there = texts(transaction, "SELECT audience FROM viewer WHERE thing = :value", thing);
    const bool had = std::find(there.begin(), there.end(), other) != there.end();
    moved.push_back({{"thing", thing}, {"had", had}});
    if (had)
      transaction.sql() << "DELETE FROM viewer WHERE thing = :thing AND audience = :one", use(thing, "thing"),
          use(one, "one");
    else
      transaction.sql() << "UPDATE viewer SET audience = :other WHERE thing = :thing AND audience = :one",
          use(other, "other"), use(thing, "thing"), use(one, "one");
  }
  return moved;
}

void move_viewers_back(Transaction& transaction, const json& moved, OrganisationId from, OrganisationId to) {
  const std::string one = text_of({Audience::Kind::people_of, from.uuid}),
                    other = text_of({Audience::Kind::people_of, to.uuid});
  for (const json& each : moved) {
    const std::string thing = each["thing"];
    const auto there = texts(transaction, "SELECT audience FROM viewer WHERE thing = :value", thing);
    const auto has = [&](const std::string& audience) {
      return std::find(there.begin(), there.end(), audience) != there.end();
    };
    if (!has(other) || has(one)) continue;
    if (each["had"] == true)
      transaction.sql() << "INSERT INTO viewer (thing, audience) VALUES (:thing, :one)", use(thing, "thing"),
          use(one, "one");
    else
      transaction.sql() << "UPDATE viewer SET audience = :one WHERE thing = :thing AND audience = :other",
          use(one, "one"), use(thing, "thing"), use(other, "other");
  }
}

// A part says in its value whose it is; an id stands nowhere else in it.
json move_parts(Transaction& transaction, OrganisationId from, OrganisationId to) {
  std::string id, value;
  long long version = 0;
  const std::string names_from = "%" + from.str() + "%";
  soci::statement statement =
      (transaction.sql().prepare
           << "SELECT id, value, version FROM project_part WHERE value LIKE :names AND project NOT IN (SELECT "
              "project FROM project_part WHERE kind = 'partner' AND organisation = :to AND deleted_at IS NULL)",
       into(id), into(value), into(version), use(names_from, "names"), use(to, "to"));
  json moved = json::array();
  each_row(statement, [&] { moved.push_back({{"id", id}, {"value", value}, {"version", version + 1}}); });
  for (const json& each : moved) {
    const std::string part = each["id"], one = from.str(), other = to.str();
    transaction.sql()
        << "UPDATE project_part SET value = replace(value, :one, :other), organisation = CASE WHEN "
           "organisation = :from THEN :to ELSE organisation END, version = version + 1 WHERE id = :id",
        use(one, "one"), use(other, "other"), use(from, "from"), use(to, "to"), use(part, "id");
  }
  return moved;
}

void move_parts_back(Transaction& transaction, const json& moved, OrganisationId from, OrganisationId to) {
  for (const json& each : moved) {
    const std::string id = each["id"], value = each["value"], one = from.str(), other = to.str();
    const long long version = each["version"];
    soci::statement unchanged =
        (transaction.sql().prepare
             << "UPDATE project_part SET value = :value, organisation = CASE WHEN organisation = :to THEN :from ELSE "
                "organisation END, version = version + 1 WHERE id = :id AND version = :version",
         use(value, "value"), use(to, "to"), use(from, "from"), use(id, "id"), use(version, "version"));
    if (run(unchanged) > 0 || value.find(other) != value.npos) continue;
    transaction.sql()
        << "UPDATE project_part SET value = replace(value, :other, :one), organisation = CASE WHEN "
           "organisation = :to THEN :from ELSE organisation END, version = version + 1 WHERE id = :id",
        use(other, "other"), use(one, "one"), use(to, "to"), use(from, "from"), use(id, "id");
  }
}

void tell_of_moved(Transaction& transaction, const json& owned, const json& named) {
  for (const Table& table : kTables) {
    if (owned.contains(table.name))
      for (const std::string id : owned[table.name]) tell_of_thing(transaction, table, id);
    for (const json& each : named)
      if (each["table"] == table.name) tell_of_thing(transaction, table, each["id"]);
  }
}

}  // namespace

json move_things(Transaction& transaction, OrganisationId from, OrganisationId to) {
  json moved = {{"owned", move_owned(transaction, from, to)},
                {"named", move_named(transaction, from, to)},
                {"viewers", move_viewers(transaction, from, to)},
                {"parts", move_parts(transaction, from, to)}};
  moved["seats"] = move_seats(transaction, from, to);
  moved["shares"] = move_shares(transaction, from, to);
  moved["links"] = move_links(transaction, from, to);
  tell_of_moved(transaction, moved["owned"], moved["named"]);
  return moved;
}

void move_things_back(Transaction& transaction, const json& moved, OrganisationId from, OrganisationId to) {
  const auto of = [&](const char* what) { return moved.contains(what) ? moved[what] : json::array(); };
  move_owned_back(transaction, of("owned"), from, to);
  move_named_back(transaction, of("named"), from, to);
  move_viewers_back(transaction, of("viewers"), from, to);
  move_parts_back(transaction, of("parts"), from, to);
  move_seats_back(transaction, of("seats"), from, to);
  move_shares_back(transaction, of("shares"));
  move_links_back(transaction, of("links"));
  tell_of_moved(transaction, of("owned"), of("named"));
}

}  // namespace grono::store
