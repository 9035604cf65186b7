#include "store/disclosure_store.hpp"

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "store/conditions.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::DisclosureId;
using soci::into;
using soci::use;

// One parameter that holds all rows, whichever the backend.
std::string from_rows(const Transaction& transaction, std::initializer_list<std::pair<const char*, const char*>> fields) {
  const bool is_sqlite = transaction.backend() == Backend::sqlite;
  std::string select, types;
  for (const auto& [name, type] : fields) {
    select += std::string(select.empty() ? "" : ", ") +
              (is_sqlite ? "json_extract(r.value, '$." + std::string(name) + "')" : "r." + std::string(name));
    types += (types.empty() ? "" : ", ") + std::string(name) + " " + type;
  }
  return "SELECT " + select +
         (is_sqlite ? " FROM json_each(:rows) r WHERE true"
                    : " FROM json_to_recordset(CAST(:rows AS json)) AS r(" + types + ")");
}

Conditions conditions_of(const DisclosureFilter& filter) {
  Conditions made("1 = 1");
  made.add("d.owner = ", filter.owner.str());
  if (filter.item) made.add("d.item = ", to_string(*filter.item));
  if (filter.organisation) made.add("d.organisation = ", filter.organisation->str());
  if (filter.from) made.add("d.at >= ", to_string(*filter.from));
  // Up to the day's end: what begins with the day sorts before what begins with the next.
  if (filter.to) made.add("d.at < ", to_string(Date(std::chrono::sys_days(*filter.to) + std::chrono::days(1))));
  return made;
}

}  // namespace

void DisclosureStore::add(std::span<const Disclosure> rows) {
  nlohmann::json written = nlohmann::json::array(), titles = nlohmann::json::array();
  for (const Disclosure& row : rows) {
    GRONO_INVARIANT(!row.id.is_nil());
    nlohmann::json made = {{"id", row.id.str()},
                           {"at", to_string(row.at)},
                           {"owner", row.what.owner.str()},
                           {"kind", cluster::name_of(row.what.kind)},
                           {"item", to_string(row.what.item)},
                           {"version", row.what.version},
                           {"account", row.account.str()},
                           {"organisation", nullptr},
                           {"channel", cluster::name_of(row.what.channel)}};
    if (row.organisation) made["organisation"] = row.organisation->str();
    if (!row.what.title.empty())
      titles.push_back({{"item", made["item"]},
                        {"version", row.what.version},
                        {"title", nlohmann::json(row.what.title).dump()}});
    written.push_back(std::move(made));
  }
  const std::string all = written.dump(), all_titles = titles.dump();
  transaction_.sql() << "INSERT INTO disclosure (id, at, owner, kind, item, version, account, organisation, channel) " +
                            from_rows(transaction_, {{"id", "text"},
                                                     {"at", "text"},
                                                     {"owner", "text"},
                                                     {"kind", "text"},
                                                     {"item", "text"},
                                                     {"version", "bigint"},
                                                     {"account", "text"},
                                                     {"organisation", "text"},
                                                     {"channel", "text"}}) +
                            " ON CONFLICT DO NOTHING",
      use(all, "rows");
  if (!titles.empty())
    transaction_.sql() << "INSERT INTO disclosed_title (item, version, title) " +
                              from_rows(transaction_, {{"item", "text"}, {"version", "bigint"}, {"title", "text"}}) +
                              " ON CONFLICT DO NOTHING",
        use(all_titles, "rows");
}

Page<Disclosure> DisclosureStore::list(const DisclosureFilter& filter, const PageRequest& page) {
  const Conditions conditions = conditions_of(filter);
  if (!page.cursor.empty() && !DisclosureId::parse(page.cursor))
    throw InvalidInput("query/cursor", "is of no page", "take it from \"next\" of the page before");
  const int most = page.limit + 1;
  Disclosure row;
  AsJson<cluster::LocalisedText> title;
  std::string item;
  long long version = 0;
  auto temporary =
      (transaction_.sql().prepare
           << "SELECT d.id, d.at, d.owner, d.kind, d.item, d.version, d.channel, d.account, d.organisation, "
              "coalesce(t.title, '{}'), coalesce(a.display_name, ''), coalesce(o.legal_name, '') FROM disclosure d "
              "LEFT JOIN disclosed_title t ON t.item = d.item AND t.version = d.version "
              "LEFT JOIN account a ON a.id = d.account LEFT JOIN organisation o ON o.id = d.organisation WHERE " +
                  conditions.text() + (page.cursor.empty() ? "" : " AND d.id < :after") +
                  " ORDER BY d.id DESC LIMIT :most",
       into(row.id), into(row.at), into(row.what.owner), into(row.what.kind), into(item), into(version),
       into(row.what.channel), into(row.account), into(row.organisation), into(title), into(row.account_name),
       into(row.organisation_name));
  conditions.bind(temporary);
  if (!page.cursor.empty()) temporary, use(page.cursor, "after");
  soci::statement statement = (temporary, use(most, "most"));
  Page<Disclosure> made;
  each_row(statement, [&] {
    const auto parsed = parse_uuid(item);
    GRONO_INVARIANT(parsed);
    row.what.item = *parsed;
    row.what.version = version;
    row.what.title = title.value;
    made.items.push_back(row);
  });
  if (made.items.size() == static_cast<std::size_t>(most)) {
    made.items.pop_back();
    made.next = made.items.back().id.str();
  }
  return made;
}

std::int64_t DisclosureStore::count(const DisclosureFilter& filter) {
  const Conditions conditions = conditions_of(filter);
  long long count = 0;
  auto temporary =
      (transaction_.sql().prepare << "SELECT count(*) FROM disclosure d WHERE " + conditions.text(), into(count));
  conditions.bind(temporary);
  soci::statement statement = temporary;
  each_row(statement, [] {});
  return count;
}

std::vector<std::pair<cluster::OrganisationId, std::string>> DisclosureStore::viewers(cluster::OrganisationId owner) {
  std::pair<cluster::OrganisationId, std::string> row;
  soci::statement statement =
      (transaction_.sql().prepare
           << "SELECT o.id, o.legal_name FROM organisation o WHERE o.id IN (SELECT DISTINCT organisation FROM "
              "disclosure WHERE owner = :owner) ORDER BY o.legal_name, o.id",
       into(row.first), into(row.second), use(owner, "owner"));
  std::vector<std::pair<cluster::OrganisationId, std::string>> made;
  each_row(statement, [&] { made.push_back(row); });
  return made;
}

std::vector<std::pair<Uuid, cluster::LocalisedText>> DisclosureStore::items(cluster::OrganisationId owner) {
  std::string item;
  AsJson<cluster::LocalisedText> title;
  soci::statement statement =
      (transaction_.sql().prepare
           << "SELECT s.item, coalesce(t.title, '{}') FROM (SELECT item, max(version) AS version FROM disclosure WHERE "
              "owner = :owner GROUP BY item) s LEFT JOIN disclosed_title t ON t.item = s.item AND t.version = "
              "s.version ORDER BY s.item",
       into(item), into(title), use(owner, "owner"));
  std::vector<std::pair<Uuid, cluster::LocalisedText>> made;
  each_row(statement, [&] {
    const auto parsed = parse_uuid(item);
    GRONO_INVARIANT(parsed);
    made.emplace_back(*parsed, title.value);
  });
  return made;
}

}  // namespace grono::store
