#include "store/resource_store.hpp"

#include "base/error.hpp"
#include "cluster/json.hpp"
#include "store/newest_first.hpp"
#include "store/sql.hpp"
#include "store/viewers.hpp"

namespace grono::store {
namespace {

using cluster::Resource;
using cluster::ResourceId;
using soci::into;
using soci::use;

struct ResourceRow {
  Resource resource;
  AsJson<cluster::LocalisedText> title, description, conditions;
  AsJson<std::vector<std::string>> tags, named;
  std::string terms;
  long long version = 0;

  ResourceRow() = default;
  explicit ResourceRow(const Resource& from)
      : resource(from),
        title{from.title},
        description{from.description},
        conditions{from.conditions},
        tags{from.tags},
        named{texts_of(from.named)},
        terms(cluster::to_json(from.terms).dump()),
        version(from.version) {}

  Resource made() const {
    Resource it = resource;
    it.title = title.value;
    it.description = description.value;
    it.conditions = conditions.value;
    it.tags = tags.value;
    it.named = ids_of<cluster::OrganisationId>(named.value);
    it.terms = cluster::terms_from_json(nlohmann::json::parse(terms), "/terms");
    it.version = version;
    return it;
  }
};

template <class Bind>
std::vector<Resource> read_resources(Transaction& transaction, const std::string& rest, const Bind& bind) {
  ResourceRow row;
  Resource& it = row.resource;
  auto temporary =
      (transaction.sql().prepare
           << "SELECT r.id, r.cluster, r.organisation, r.kind, r.title, r.description, r.conditions, "
              "r.location, r.tags, r.terms, r.is_paused, r.visibility, r.named, r.version, "
              "r.created_at, r.updated_at FROM resource r WHERE " +
                  rest,
       into(it.id), into(it.cluster), into(it.organisation), into(it.kind), into(row.title),
       into(row.description), into(row.conditions), into(it.location), into(row.tags), into(row.terms),
       into(it.is_paused), into(it.visibility), into(row.named), into(row.version), into(it.created_at),
       into(it.updated_at));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<Resource> made;
  each_row(statement, [&] { made.push_back(row.made()); });
  return made;
}

std::optional<Resource> one_resource(std::vector<Resource> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

Conditions resource_conditions(const Transaction& transaction, const ResourceFilter& filter) {
  Conditions made("r.deleted_at IS NULL");
  made.add_viewers(transaction, "r.id", filter.audiences);
  made.add("r.cluster = ", filter.cluster.str());
  made.add_names("r.kind", filter.kinds);
  made.add_words("r.words", filter.words);
  return made;
}

// Of what those who run the cluster do not see, its audit log knows nothing but that something happened.
void audit_resource(Transaction& transaction, std::string_view action, const Resource& resource,
                    const nlohmann::json& changes) {
  const bool is_told = cluster::runners_see(cluster::sharing_of(resource), cluster::ties_of(resource));
  transaction.audit(action, "resource", resource.id.str(), is_told ? changes.dump() : "{}",
                    is_told ? std::optional(resource.cluster) : std::nullopt);
}

void tell_of_resource(Transaction& transaction, const Resource& resource, bool is_there) {
  auto before = viewers_of(transaction, resource.id.str());
  auto now = is_there ? cluster::audiences_for(cluster::sharing_of(resource), cluster::ties_of(resource))
                      : std::vector<cluster::Audience>();
  write_viewers(transaction, resource.id.str(), now);
  transaction.changed(
      {"resource", resource.id.str(), resource.version, std::nullopt, std::move(now), std::move(before)});
}

}  // namespace

std::optional<Resource> ResourceStore::find(ResourceId id) {
  return one_resource(read_resources(transaction_, "r.id = :id AND r.deleted_at IS NULL",
                                     [&](auto& statement) { statement, use(id, "id"); }));
}

std::optional<Resource> ResourceStore::find_deleted(ResourceId id) {
  return one_resource(read_resources(transaction_, "r.id = :id AND r.deleted_at IS NOT NULL",
                                     [&](auto& statement) { statement, use(id, "id"); }));
}

Page<Resource> ResourceStore::list(const ResourceFilter& filter, const PageRequest& page) {
  return newest_first<ResourceId>(resource_conditions(transaction_, filter), "r.id", page,
                                [&](const std::string& rest, const auto& bind) {
                                  return read_resources(transaction_, rest, bind);
                                });
}

std::int64_t ResourceStore::count(const ResourceFilter& filter) {
  return count_where(transaction_, "resource r", resource_conditions(transaction_, filter));
}

std::vector<Resource> ResourceStore::lent_by(std::span<const cluster::OrganisationId> organisations,
                                             std::span<const cluster::ClusterId> clusters) {
  Conditions conditions("r.deleted_at IS NULL");
  conditions.add_either({{"r.organisation", texts_of(organisations)},
                         {"r.organisation IS NULL AND r.cluster", texts_of(clusters)}});
  return read_resources(transaction_, conditions.text() + " ORDER BY r.id",
                        [&](auto& statement) { conditions.bind(statement); });
}

void ResourceStore::insert(Resource& resource, const std::string& words) {
  GRONO_INVARIANT(!resource.id.is_nil());
  resource.version = 1;
  resource.created_at = resource.updated_at = transaction_.now();
  const ResourceRow row(resource);
  transaction_.sql()
      << "INSERT INTO resource (id, cluster, organisation, kind, title, description, conditions, location, "
         "tags, terms, is_paused, visibility, named, words, bookings, version, created_at, updated_at) "
         "VALUES (:id, :cluster, :organisation, :kind, :title, :description, :conditions, :location, :tags, "
         ":terms, :paused, :visibility, :named, :words, 0, :version, :created, :updated)",
      use(resource.id, "id"), use(resource.cluster, "cluster"), use(resource.organisation, "organisation"),
      use(resource.kind, "kind"), use(row.title, "title"), use(row.description, "description"),
      use(row.conditions, "conditions"), use(resource.location, "location"), use(row.tags, "tags"),
      use(row.terms, "terms"), use(resource.is_paused, "paused"), use(resource.visibility, "visibility"),
      use(row.named, "named"), use(words, "words"), use(row.version, "version"),
      use(resource.created_at, "created"), use(resource.updated_at, "updated");
  tell_of_resource(transaction_, resource, true);
  audit_resource(transaction_, "resource.created", resource,
                 cluster::differences(nlohmann::json::object(), cluster::to_json(resource)));
}

void ResourceStore::update(Resource& resource, const std::string& words) {
  const auto before = find(resource.id);
  const long long expected = resource.version;
  if (!before || before->version != expected) throw VersionConflict("the resource was changed meanwhile");
  resource.version = expected + 1;
  resource.updated_at = transaction_.now();
  const ResourceRow row(resource);
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE resource SET kind = :kind, title = :title, description = :description, conditions = :conditions, "
              "location = :location, tags = :tags, terms = :terms, is_paused = :paused, visibility = :visibility, "
              "named = :named, words = :words, version = :version, updated_at = :updated WHERE id = :id AND "
              "version = :expected AND deleted_at IS NULL",
       use(resource.kind, "kind"), use(row.title, "title"), use(row.description, "description"),
       use(row.conditions, "conditions"), use(resource.location, "location"), use(row.tags, "tags"),
       use(row.terms, "terms"), use(resource.is_paused, "paused"), use(resource.visibility, "visibility"),
       use(row.named, "named"), use(words, "words"), use(row.version, "version"),
       use(resource.updated_at, "updated"), use(resource.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the resource was changed meanwhile");
  tell_of_resource(transaction_, resource, true);
  audit_resource(transaction_, "resource.updated", resource,
                 cluster::differences(cluster::to_json(*before), cluster::to_json(resource)));
}

void ResourceStore::remove(ResourceId id, std::int64_t version) {
  const auto before = find(id);
  if (!before) throw NotFound("there is no such resource");
  const Timestamp now = transaction_.now();
  const long long expected = version;
  soci::statement statement =
      (transaction_.sql().prepare << "UPDATE resource SET deleted_at = :now WHERE id = :id AND "
                                     "version = :expected AND deleted_at IS NULL",
       use(now, "now"), use(id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the resource was changed meanwhile");
  tell_of_resource(transaction_, *before, false);
  audit_resource(transaction_, "resource.deleted", *before, nlohmann::json::object());
}

void ResourceStore::restore(ResourceId id) {
  const auto deleted = find_deleted(id);
  if (!deleted) throw NotFound("there is no such resource to bring back");
  transaction_.sql() << "UPDATE resource SET deleted_at = NULL WHERE id = :id", use(id, "id");
  tell_of_resource(transaction_, *deleted, true);
  audit_resource(transaction_, "resource.restored", *deleted, nlohmann::json::object());
}

void ResourceStore::pause(const Resource& resource) {
  if (resource.is_paused) return;
  const Timestamp now = transaction_.now();
  transaction_.sql()
      << "UPDATE resource SET is_paused = 1, version = version + 1, updated_at = :now WHERE id = :id",
      use(now, "now"), use(resource.id, "id");
  Resource paused = resource;
  paused.is_paused = true;
  ++paused.version;
  tell_of_resource(transaction_, paused, true);
  audit_resource(transaction_, "resource.updated", paused,
                 cluster::differences(cluster::to_json(resource), cluster::to_json(paused)));
}

}  // namespace grono::store
