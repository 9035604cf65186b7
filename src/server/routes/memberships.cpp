#include "app/memberships.hpp"

#include <nlohmann/json.hpp>

#include "server/filters.hpp"

namespace grono::server {
namespace {

using nlohmann::json;

Response list_memberships(Context& context) {
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    const auto statuses = named_from<cluster::MembershipStatus>(context, "status");
    const auto page =
        app::list_memberships(transaction, context.caller(), context.request.parameter("cluster"), statuses,
                              context.request.page());
    for (const auto& view : page.items)
      made["items"].push_back(app::to_json(view, context.installation.classifications()));
    if (page.next) made["next"] = *page.next;
  });
  return json_response(made);
}

Response begin_membership(Context& context) {
  app::require_may_begin(context.caller());
  const auto wanted = app::new_membership_from(context.request.json());
  return context.create([&](store::Transaction& transaction) {
    const auto view =
        app::begin_membership(transaction, context.caller(), context.request.parameter("cluster"), wanted);
    return json_response(app::to_json(view, context.installation.classifications()), 201);
  });
}

Response record_event(Context& context) {
  const auto id = context.id<cluster::MembershipId>();
  Response made;
  context.write([&](store::Transaction& transaction) {
    app::require_may_decide(transaction, context.caller(), id);
    const auto view =
        app::record_event(transaction, context.caller(), id, app::new_event_from(context.request.json()));
    made = json_response(app::to_json(view, context.installation.classifications()));
  });
  return made;
}

}  // namespace

void add_membership_routes(RouteTable& table) {
  table.add("GET", "/clusters/{cluster}/memberships", list_memberships);
  table.add("POST", "/clusters/{cluster}/memberships", begin_membership);
  table.add("POST", "/memberships/{id}/events", record_event);
}

}  // namespace grono::server
