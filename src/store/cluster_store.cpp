#include "store/cluster_store.hpp"

#include <unordered_map>

#include "base/error.hpp"
#include "cluster/json.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::Cluster;
using cluster::ClusterId;
using soci::into;
using soci::use;

/// A cluster with its lists as the columns hold them.
struct Row {
  Cluster cluster;
  AsJson<cluster::LocalisedText> name, summary;
  AsJson<std::vector<std::string>> tags, areas;
  std::string field;
  long long version = 0;

  Row() = default;
  explicit Row(const Cluster& from)
      : cluster(from),
        name{from.name},
        summary{from.summary},
        tags{from.tags},
        areas{from.scope.areas},
        field(cluster::to_json(from)["field"].dump()),
        version(from.version) {}

  [[nodiscard]] Cluster made() const {
    Cluster result = cluster;
    result.name = name.value;
    result.summary = summary.value;
    result.tags = tags.value;
    result.scope.areas = areas.value;
    result.version = version;
    result.field.clear();
    for (const nlohmann::json& code : nlohmann::json::parse(field))
      result.field.push_back(cluster::activity_from_json(code, "/field"));
    return result;
  }
};

template <class Bind>
std::vector<Cluster> read_clusters(Transaction& transaction, const std::string& rest, const Bind& bind) {
  Row row;
  auto temporary =
      (transaction.sql().prepare << "SELECT id, slug, name, summary, field, tags, scope_level, scope_areas, "
                                    "coordinator, is_invented, version, created_at, updated_at FROM cluster " +
                                        rest,
       into(row.cluster.id), into(row.cluster.slug), into(row.name), into(row.summary), into(row.field), into(row.tags),
       into(row.cluster.scope.level), into(row.areas), into(row.cluster.coordinator), into(row.cluster.is_invented),
       into(row.version), into(row.cluster.created_at), into(row.cluster.updated_at));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<Cluster> made;
  each_row(statement, [&] { made.push_back(row.made()); });
  return made;
}

void audit_change(Transaction& transaction, std::string_view action, const nlohmann::json& before,
                  const Cluster& after) {
  transaction.audit(action, "cluster", after.id.str(), cluster::differences(before, cluster::to_json(after)).dump(),
                    after.id);
}

std::optional<Cluster> only(std::vector<Cluster> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

std::optional<Cluster> ClusterStore::find(ClusterId id) {
  return only(read_clusters(transaction_, "WHERE id = :id", [&](auto& statement) { statement, use(id, "id"); }));
}

std::optional<Cluster> ClusterStore::find_by_slug(std::string_view slug) {
  const std::string text(slug);
  return only(read_clusters(transaction_, "WHERE slug = :slug", [&](auto& statement) { statement, use(text, "slug"); }));
}

std::vector<Cluster> ClusterStore::find(std::span<const ClusterId> ids) {
  const std::string parameter = ids_parameter(transaction_, ids);
  const auto found = read_clusters(transaction_, "WHERE id" + in_ids(transaction_),
                          [&](auto& statement) { statement, use(parameter, "ids"); });
  std::unordered_map<ClusterId, const Cluster*> by_id;
  for (const Cluster& each : found) by_id.emplace(each.id, &each);
  std::vector<Cluster> made;
  for (const ClusterId& id : ids)
    if (const auto at = by_id.find(id); at != by_id.end()) made.push_back(*at->second);
  return made;
}

Page<Cluster> ClusterStore::list(const PageRequest& page) {
  if (!page.cursor.empty() && !ClusterId::parse(page.cursor))
    throw InvalidInput("query/cursor", "is of no page", "take it from \"next\" of the page before");
  const int most = page.limit + 1;
  Page<Cluster> made;
  // Ids sort by their making.
  made.items = read_clusters(transaction_, "WHERE id > :cursor ORDER BY id LIMIT :most",
                    [&](auto& statement) { statement, use(page.cursor, "cursor"), use(most, "most"); });
  if (made.items.size() == static_cast<std::size_t>(most)) {
    made.items.pop_back();
    made.next = made.items.back().id.str();
  }
  return made;
}

void ClusterStore::insert(Cluster& cluster) {
  GRONO_INVARIANT(!cluster.id.is_nil());
  cluster.version = 1;
  cluster.created_at = cluster.updated_at = transaction_.now();
  const Row row(cluster);
  transaction_.sql() << "INSERT INTO cluster (id, slug, name, summary, field, tags, scope_level, scope_areas, "
                        "coordinator, is_invented, version, created_at, updated_at) VALUES (:id, :slug, :name, "
                        ":summary, :field, :tags, :level, :areas, :coordinator, :is_invented, :version, :created, "
                        ":updated)",
      use(cluster.id, "id"), use(cluster.slug, "slug"), use(row.name, "name"), use(row.summary, "summary"),
      use(row.field, "field"), use(row.tags, "tags"), use(cluster.scope.level, "level"), use(row.areas, "areas"),
      use(cluster.coordinator, "coordinator"), use(cluster.is_invented, "is_invented"), use(row.version, "version"),
      use(cluster.created_at, "created"), use(cluster.updated_at, "updated");
  audit_change(transaction_, "cluster.created", nlohmann::json::object(), cluster);
}

void ClusterStore::update(Cluster& cluster) {
  const auto before = find(cluster.id);
  const long long expected = cluster.version;
  if (!before || before->version != expected) throw VersionConflict("the cluster was changed meanwhile");
  cluster.version = expected + 1;
  cluster.created_at = before->created_at;
  cluster.updated_at = transaction_.now();
  const Row row(cluster);
  soci::statement statement =
      (transaction_.sql().prepare << "UPDATE cluster SET slug = :slug, name = :name, summary = :summary, "
                                     "field = :field, tags = :tags, scope_level = :level, scope_areas = :areas, "
                                     "coordinator = :coordinator, version = :version, updated_at = :updated WHERE "
                                     "id = :id AND version = :expected",
       use(cluster.slug, "slug"), use(row.name, "name"), use(row.summary, "summary"), use(row.field, "field"),
       use(row.tags, "tags"), use(cluster.scope.level, "level"), use(row.areas, "areas"),
       use(cluster.coordinator, "coordinator"), use(row.version, "version"), use(cluster.updated_at, "updated"),
       use(cluster.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the cluster was changed meanwhile");
  audit_change(transaction_, "cluster.updated", cluster::to_json(*before), cluster);
}

}  // namespace grono::store
