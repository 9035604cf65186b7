#include "app/clusters.hpp"

#include <nlohmann/json.hpp>

#include "server/route.hpp"
#include "store/cluster_store.hpp"

namespace grono::server {
namespace {

using nlohmann::json;

Response answer(const Context& context, const cluster::Cluster& cluster, int status = 200) {
  return json_response(app::to_json(cluster, context.installation.classifications()), status)
      .with_version(cluster.version);
}

Response list_clusters(Context& context) {
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    const auto page = store::ClusterStore(transaction).list(context.request.page());
    for (const auto& cluster : page.items)
      made["items"].push_back(app::to_json(cluster, context.installation.classifications()));
    if (page.next) made["next"] = *page.next;
  });
  return json_response(made);
}

Response create_cluster(Context& context) {
  app::require(context.caller(), cluster::Permission::create_cluster);
  const json draft = context.request.json();
  return context.create([&](store::Transaction& transaction) {
    const auto made = app::create_cluster(transaction, context.installation, context.caller(), draft);
    return answer(context, made, 201).with("Location", "/api/v1/clusters/" + made.slug);
  });
}

Response read_cluster(Context& context) {
  const auto cluster = app::read_cluster(context.installation, context.request.parameter("cluster"));
  if (context.has_version(cluster.version)) return empty_response(304).with_version(cluster.version);
  return answer(context, cluster);
}

Response edit_cluster(Context& context) {
  const std::string& name = context.request.parameter("cluster");
  Response made;
  context.write([&](store::Transaction& transaction) {
    const auto stored = app::read_cluster(transaction, name);
    app::require(context.caller(), cluster::Permission::edit_cluster, {stored.id, std::nullopt, {}});
    made = answer(context, app::edit_cluster(transaction, context.installation, context.caller(), name,
                                             context.expected_version(), context.request.json()));
  });
  return made;
}

Response numbers(Context& context) {
  const auto numbers = app::cluster_numbers(context.installation, context.request.parameter("cluster"));
  return json_response(app::to_json(numbers, context.installation.classifications()));
}

}  // namespace

void add_cluster_routes(RouteTable& table) {
  table.add("GET", "/clusters", list_clusters);
  table.add("POST", "/clusters", create_cluster);
  table.add("GET", "/clusters/{cluster}", read_cluster);
  table.add("PUT", "/clusters/{cluster}", edit_cluster);
  table.add("GET", "/clusters/{cluster}/numbers", numbers);
}

}  // namespace grono::server
