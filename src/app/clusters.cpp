#include "app/clusters.hpp"

#include "app/clock.hpp"
#include "app/errors.hpp"
#include "app/json.hpp"
#include "cluster/json.hpp"
#include "cluster/names.hpp"
#include "cluster/rules.hpp"
#include "store/cluster_store.hpp"
#include "store/organisation_store.hpp"

namespace grono::app {
namespace {

using cluster::Cluster;
using cluster::Permission;

void check_coordinator(store::Transaction& transaction, const Cluster& cluster) {
  if (!cluster.coordinator) return;
  const auto found = store::OrganisationStore(transaction).find(*cluster.coordinator);
  if (!found || found->merged_into)
    throw InvalidInput("/coordinator", "there is no such organisation", "choose one of the catalogue");
}

}  // namespace

std::optional<Cluster> find_cluster(store::Transaction& transaction, std::string_view id_or_slug) {
  store::ClusterStore clusters(transaction);
  if (const auto id = cluster::ClusterId::parse(id_or_slug)) return clusters.find(*id);
  return clusters.find_by_slug(id_or_slug);
}

Cluster read_cluster(store::Transaction& transaction, std::string_view id_or_slug) {
  auto found = find_cluster(transaction, id_or_slug);
  if (!found) throw store::NotFound("there is no such cluster");
  return *std::move(found);
}

std::optional<Cluster> find_cluster(const Installation& installation, std::string_view id_or_slug) {
  std::optional<Cluster> found;
  installation.database().read(
      [&](store::Transaction& transaction) { found = find_cluster(transaction, id_or_slug); });
  return found;
}

Cluster read_cluster(const Installation& installation, std::string_view id_or_slug) {
  std::optional<Cluster> found;
  installation.database().read(
      [&](store::Transaction& transaction) { found = read_cluster(transaction, id_or_slug); });
  return *std::move(found);
}

Cluster create_cluster(store::Transaction& transaction, const Installation& installation,
                       const Caller& caller, const nlohmann::json& draft) {
  require(caller, Permission::create_cluster);
  Cluster made = cluster::cluster_from_json(draft);
  cluster::normalise(made, installation.classifications());
  check_coordinator(transaction, made);
  made.id = new_id<cluster::ClusterId>();
  store::ClusterStore(transaction).insert(made);
  return made;
}

Cluster edit_cluster(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                     std::string_view id_or_slug, std::int64_t version, const nlohmann::json& draft) {
  Cluster stored = read_cluster(transaction, id_or_slug);
  require(caller, Permission::edit_cluster, {stored.id, std::nullopt, {}});
  Cluster edited = cluster::cluster_from_json(draft, std::move(stored));
  cluster::normalise(edited, installation.classifications());
  check_coordinator(transaction, edited);
  edited.version = version;
  store::ClusterStore(transaction).update(edited);
  return edited;
}

nlohmann::json to_json(const Cluster& cluster, const cluster::Classifications& classifications) {
  nlohmann::json made = cluster::to_json(cluster);
  nlohmann::json field = nlohmann::json::array();
  for (const cluster::ActivityCode& code : cluster.field) field.push_back(titled(code, classifications));
  made["field"] = std::move(field);
  return made;
}

}  // namespace grono::app
