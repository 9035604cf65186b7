#include "app/duplicates.hpp"

#include <nlohmann/json.hpp>

#include "app/json.hpp"
#include "server/route.hpp"

namespace grono::server {
namespace {

using nlohmann::json;

Response duplicates(Context& context) {
  json items = json::array();
  for (const auto& each :
       app::find_duplicates(context.installation, context.caller(), context.id<cluster::OrganisationId>()))
    items.push_back(
        {{"organisation", app::summary(each.organisation, context.installation.classifications())},
         {"reason", app::name_of(each.same.by)},
         {"evidence", each.same.evidence},
         {"certainty", each.same.certainty()}});
  return json_response({{"items", std::move(items)}});
}

}  // namespace

void add_duplicate_routes(RouteTable& table) {
  table.add("GET", "/organisations/{id}/duplicates", duplicates);
}

}  // namespace grono::server
