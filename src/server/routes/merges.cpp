#include <nlohmann/json.hpp>

#include "app/merge.hpp"
#include "server/route.hpp"

namespace grono::server {
namespace {

using cluster::Permission;
using nlohmann::json;

Response list_merges(Context& context) {
  app::require_somewhere(context.caller(), Permission::merge_organisations);
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    const auto page = store::MergeStore(transaction).list(context.request.page());
    for (const auto& merge : page.items)
      made["items"].push_back(app::to_json(transaction, merge, context.installation.classifications()));
    if (page.next) made["next"] = *page.next;
  });
  return json_response(made);
}

Response merge(Context& context) {
  app::require_somewhere(context.caller(), Permission::merge_organisations);
  const auto request = app::merge_request_from(context.request.json());
  return context.create([&](store::Transaction& transaction) {
    const auto made = app::merge_organisations(transaction, context.installation, context.caller(), request);
    return json_response(app::to_json(transaction, made, context.installation.classifications()), 201);
  });
}

Response undo_merge(Context& context) {
  const auto id = context.id<cluster::MergeId>();
  context.write([&](store::Transaction& transaction) { app::undo_merge(transaction, context.caller(), id); });
  return empty_response();
}

}  // namespace

void add_merge_routes(RouteTable& table) {
  table.add("GET", "/merges", list_merges);
  table.add("POST", "/merges", merge);
  table.add("DELETE", "/merges/{id}", undo_merge);
}

}  // namespace grono::server
