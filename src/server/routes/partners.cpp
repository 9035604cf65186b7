#include "app/partners.hpp"

#include <nlohmann/json.hpp>

#include "app/funded/proven_partners.hpp"
#include "app/suggestions.hpp"
#include "server/filters.hpp"

namespace grono::server {
namespace {

using nlohmann::json;

Response partner_search(Context& context) {
  const auto query = app::partner_query_from(context.request.json(), context.installation);
  const auto found = app::find_partners(context.installation, context.caller(), query);
  return json_response({{"items", app::hits_to_json(found, context.installation.classifications())}});
}

Response proven_partner_search(Context& context) {
  const auto query = app::proven_query_from(context.request.json(), context.installation);
  return json_response(app::to_json(app::find_proven_partners(context.installation, query),
                                    context.installation.classifications()));
}

std::string_view name_of(app::Suggestion::Kind kind) {
  switch (kind) {
    case app::Suggestion::Kind::organisation:
      return "organisation";
    case app::Suggestion::Kind::activity:
      return "activity";
    case app::Suggestion::Kind::place:
      return "place";
  }
  return "";
}

Response suggestions(Context& context) {
  const auto limit = static_cast<std::size_t>(context.request.query_integer("limit", 50, 1, 200));
  json items = json::array();
  for (const auto& each : app::suggest(context.installation, context.caller(), sought_text(context),
                                       cluster_from(context), limit))
    items.push_back({{"kind", name_of(each.kind)}, {"label", each.label}, {"value", each.value}});
  return json_response({{"items", std::move(items)}});
}

}  // namespace

void add_partner_routes(RouteTable& table) {
  table.add("POST", "/partner-search", partner_search);
  table.add("POST", "/partner-search/proven", proven_partner_search);
  table.add("GET", "/suggestions", suggestions);
}

}  // namespace grono::server
