#include "store/collection_store.hpp"

#include "base/error.hpp"
#include "store/newest_first.hpp"
#include "store/sql.hpp"
#include "store/viewers.hpp"

namespace grono::store {
namespace {

using cluster::Collection;
using cluster::CollectionId;
using cluster::ContributedFigures;
using cluster::MarketFigure;
using cluster::OrganisationId;
using soci::into;
using soci::use;

template <class Bind>
std::vector<Collection> read_collections(Transaction& transaction, const std::string& rest,
                                         const Bind& bind) {
  CollectionId id;
  cluster::ClusterId cluster;
  cluster::CollectionState state{};
  std::string content, reason;
  long long version = 0;
  Timestamp created{}, updated{};
  auto temporary =
      (transaction.sql().prepare
           << "SELECT c.id, c.cluster, c.state, c.reason, c.content, c.version, c.created_at, c.updated_at "
              "FROM market_collection c WHERE " +
                  rest,
       into(id), into(cluster), into(state), into(reason), into(content), into(version), into(created),
       into(updated));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<Collection> made;
  each_row(statement, [&] {
    Collection row = cluster::collection_from_json(nlohmann::json::parse(content));
    row.id = id;
    row.cluster = cluster;
    row.state = state;
    row.reason = reason;
    row.version = version;
    row.created_at = created;
    row.updated_at = updated;
    made.push_back(std::move(row));
  });
  return made;
}

Conditions collection_conditions(const Transaction& transaction, const CollectionFilter& filter) {
  Conditions made("1 = 1");
  made.add_viewers(transaction, "c.id", filter.audiences);
  made.add("c.cluster = ", filter.cluster.str());
  made.add_names("c.state", filter.states);
  made.add_words("c.words", filter.words);
  return made;
}

void tell_of_collection(Transaction& transaction, const Collection& collection) {
  auto before = viewers_of(transaction, collection.id.str());
  auto now = cluster::viewers_of_collection(collection);
  write_viewers(transaction, collection.id.str(), now);
  transaction.changed({"market_collection", collection.id.str(), collection.version, std::nullopt,
                       std::move(now), std::move(before)});
}

void audit_collection(Transaction& transaction, const Collection& collection, std::string_view action) {
  transaction.audit("market_collection." + std::string(action), "market_collection", collection.id.str(),
                    "{}", collection.cluster);
}

// What has to be the same for figures of two collections to be held against one another.
std::string sameness_of(const Collection& collection) {
  const nlohmann::json all = cluster::to_json(collection);
  nlohmann::json made = nlohmann::json::object();
  for (const char* field : {"indicator", "unit", "first_day", "last_day", "rows", "columns"})
    if (all.contains(field)) made[field] = all[field];
  return made.dump();
}

nlohmann::json given_json(const std::vector<ContributedFigures>& given) {
  nlohmann::json made = nlohmann::json::array();
  for (const ContributedFigures& each : given)
    for (const MarketFigure& figure : each.figures)
      made.push_back({each.organisation.str(), figure.row, figure.column, figure.value.hundredths});
  return made;
}

std::vector<ContributedFigures> given_from(const nlohmann::json& json) {
  std::vector<ContributedFigures> made;
  for (const nlohmann::json& each : json) {
    const auto id = OrganisationId::parse(each.at(0).get<std::string>());
    GRONO_INVARIANT(id);
    if (made.empty() || made.back().organisation != *id) made.push_back({*id, {}});
    made.back().figures.push_back({each.at(1).get<std::size_t>(), each.at(2).get<std::size_t>(),
                                   Money{each.at(3).get<std::int64_t>()}});
  }
  return made;
}

template <class Bind>
std::vector<Publication> read_publications(Transaction& transaction, const std::string& rest,
                                           const Bind& bind) {
  Timestamp at{};
  std::string table, given;
  auto temporary = (transaction.sql().prepare
                        << "SELECT p.published_at, p.content, p.given FROM market_publication p WHERE " +
                               rest,
                    into(at), into(table), into(given));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<Publication> made;
  each_row(statement, [&] {
    made.push_back({at, nlohmann::json::parse(table), given_from(nlohmann::json::parse(given))});
  });
  return made;
}

}  // namespace

std::optional<Collection> CollectionStore::find(CollectionId id) {
  auto found =
      read_collections(transaction_, "c.id = :id", [&](auto& statement) { statement, use(id, "id"); });
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

Page<Collection> CollectionStore::list(const CollectionFilter& filter, const PageRequest& page) {
  return newest_first<CollectionId>(
      collection_conditions(transaction_, filter), "c.id", page,
      [&](const std::string& rest, const auto& bind) { return read_collections(transaction_, rest, bind); });
}

std::int64_t CollectionStore::count(const CollectionFilter& filter) {
  return count_where(transaction_, "market_collection c", collection_conditions(transaction_, filter));
}

void CollectionStore::insert(Collection& collection, const std::string& words) {
  GRONO_INVARIANT(!collection.id.is_nil());
  collection.version = 1;
  collection.created_at = collection.updated_at = transaction_.now();
  const std::string content = cluster::to_json(collection).dump(), sameness = sameness_of(collection);
  const long long version = collection.version;
  transaction_.sql()
      << "INSERT INTO market_collection (id, cluster, state, reason, content, sameness, words, version, created_at, updated_at) "
         "VALUES (:id, :cluster, :state, :reason, :content, :sameness, :words, :version, :created, :updated)",
      use(collection.id, "id"), use(collection.cluster, "cluster"), use(collection.state, "state"),
      use(collection.reason, "reason"), use(content, "content"), use(sameness, "sameness"),
      use(words, "words"), use(version, "version"), use(collection.created_at, "created"),
      use(collection.updated_at, "updated");
  tell_of_collection(transaction_, collection);
  audit_collection(transaction_, collection, "opened");
}

void CollectionStore::update(Collection& collection, std::string_view action, const std::string& words) {
  const long long expected = collection.version, version = expected + 1;
  collection.version = version;
  collection.updated_at = transaction_.now();
  const std::string content = cluster::to_json(collection).dump(), sameness = sameness_of(collection);
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE market_collection SET state = :state, reason = :reason, content = :content, sameness = :sameness, "
              "words = :words, version = :version, updated_at = :updated WHERE id = :id AND version = :expected",
       use(collection.state, "state"), use(collection.reason, "reason"), use(content, "content"),
       use(sameness, "sameness"), use(words, "words"), use(version, "version"),
       use(collection.updated_at, "updated"), use(collection.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the collection was changed meanwhile");
  tell_of_collection(transaction_, collection);
  audit_collection(transaction_, collection, action);
}

std::vector<MarketFigure> CollectionStore::figures_of(CollectionId id, OrganisationId organisation) {
  int row = 0, column = 0;
  long long value = 0;
  soci::statement statement =
      (transaction_.sql().prepare
           << "SELECT line, cell, amount FROM market_figure WHERE collection = :id AND organisation = :organisation "
              "ORDER BY line, cell",
       into(row), into(column), into(value), use(id, "id"), use(organisation, "organisation"));
  std::vector<MarketFigure> made;
  each_row(statement, [&] {
    made.push_back({static_cast<std::size_t>(row), static_cast<std::size_t>(column), Money{value}});
  });
  return made;
}

std::vector<OrganisationId> CollectionStore::contributors(CollectionId id) {
  OrganisationId row;
  soci::statement statement =
      (transaction_.sql().prepare
           << "SELECT DISTINCT organisation FROM market_figure WHERE collection = :id ORDER BY organisation",
       into(row), use(id, "id"));
  std::vector<OrganisationId> made;
  each_row(statement, [&] { made.push_back(row); });
  return made;
}

std::vector<ContributedFigures> CollectionStore::all_figures(const Collection& collection) {
  std::vector<ContributedFigures> made;
  for (const OrganisationId& each : contributors(collection.id))
    made.push_back({each, figures_of(collection.id, each)});
  return made;
}

void CollectionStore::give(const Collection& collection, OrganisationId organisation,
                           const std::vector<MarketFigure>& figures) {
  // Whoever publishes waits for who gives, and the other way round.
  transaction_.sql() << "UPDATE market_collection SET gifts = gifts + 1 WHERE id = :id",
      use(collection.id, "id");
  transaction_.sql() << "DELETE FROM market_figure WHERE collection = :id AND organisation = :organisation",
      use(collection.id, "id"), use(organisation, "organisation");
  for (const MarketFigure& each : figures) {
    const int row = static_cast<int>(each.row), column = static_cast<int>(each.column);
    const long long value = each.value.hundredths;
    transaction_.sql()
        << "INSERT INTO market_figure (collection, organisation, line, cell, amount) VALUES (:id, :organisation, :line, :cell, "
           ":amount)",
        use(collection.id, "id"), use(organisation, "organisation"), use(row, "line"), use(column, "cell"),
        use(value, "amount");
  }
  transaction_.changed({"market_collection", collection.id.str(), collection.version, std::nullopt,
                        cluster::viewers_of_collection(collection)});
}

std::optional<Publication> CollectionStore::publication(CollectionId id) {
  auto found = read_publications(transaction_, "p.collection = :id",
                                 [&](auto& statement) { statement, use(id, "id"); });
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Publication> CollectionStore::earlier_publications(const Collection& collection) {
  const std::string sameness = sameness_of(collection);
  return read_publications(
      transaction_,
      "p.collection IN (SELECT id FROM market_collection WHERE cluster = :cluster AND sameness = :sameness AND "
      "id <> :id) ORDER BY p.published_at",
      [&](auto& statement) {
        statement, use(collection.cluster, "cluster"), use(sameness, "sameness"), use(collection.id, "id");
      });
}

void CollectionStore::publish(const Collection& collection, const Publication& publication) {
  const std::string table = publication.table.dump(), given = given_json(publication.given).dump();
  transaction_.sql()
      << "INSERT INTO market_publication (collection, published_at, content, given) VALUES (:id, :at, :content, :given)",
      use(collection.id, "id"), use(publication.at, "at"), use(table, "content"), use(given, "given");
}

}  // namespace grono::store
