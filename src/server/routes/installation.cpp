#include <fstream>
#include <iterator>

#include <nlohmann/json.hpp>

#include "server/problem.hpp"
#include "server/route.hpp"
#include "server/version.hpp"
#include "store/cluster_store.hpp"

namespace grono::server {
namespace {

Response health(Context& context) {
  context.read([](store::Transaction& transaction) { static_cast<void>(store::ClusterStore(transaction).list({"", 1})); });
  return json_response({{"status", "ready"}, {"version", kVersion}});
}

Response meta(Context& context) {
  nlohmann::json made = {{"name", "Grono"}, {"version", kVersion}, {"languages", {"pl", "en"}}, {"has_invented", false}};
  context.read([&](store::Transaction& transaction) {
    made["database"] = transaction.backend() == store::Backend::sqlite ? "sqlite" : "postgresql";
    for (const cluster::Cluster& each : store::ClusterStore(transaction).list({"", 200}).items) {
      if (!made.contains("default_cluster")) made["default_cluster"] = each.slug;
      if (each.is_invented) made["has_invented"] = true;
    }
  });
  return json_response(made);
}

// The document the tests hold every answer against.
Response document(Context& context) {
  std::ifstream in(context.installation.settings().share / "openapi.yaml", std::ios::binary);
  if (!in) throw HttpError(404, "the document is not beside the program");
  return text_response({std::istreambuf_iterator<char>(in), {}}, "application/yaml");
}

}  // namespace

void add_installation_routes(RouteTable& table) {
  table.add("GET", "/health", health);
  table.add("GET", "/meta", meta);
  table.add("GET", "/openapi.yaml", document);
}

}  // namespace grono::server
