#include "app/duplicates.hpp"

#include <nlohmann/json.hpp>

#include "app/json.hpp"
#include "app/organisations.hpp"
#include "base/error.hpp"
#include "server/route.hpp"

namespace grono::server {
namespace {

using nlohmann::json;

json render(const Context& context, const std::vector<app::Duplicate>& duplicates) {
  json items = json::array();
  for (const auto& each : duplicates)
    items.push_back(
        {{"organisation", app::summary(each.organisation, context.installation.classifications())},
         {"reason", app::name_of(each.same.by)},
         {"evidence", each.same.evidence},
         {"certainty", each.same.certainty()}});
  return items;
}

Response duplicates(Context& context) {
  const auto found =
      app::find_duplicates(context.installation, context.caller(), context.id<cluster::OrganisationId>());
  return json_response({{"items", render(context, found)}});
}

Response check_organisation(Context& context) {
  app::require(context.caller(), cluster::Permission::manage_own_account);
  const auto checked = app::check_draft(context.installation, context.caller(), context.request.json());
  const text::Messages& messages = context.installation.messages(context.caller().language);
  json errors = json::array();
  for (const InvalidInput& problem : checked.problems) {
    errors.push_back({{"pointer", problem.where()}, {"detail", messages.say(problem.problem())}});
    if (!problem.mend().empty()) errors.back()["mend"] = messages.say(problem.mend());
  }
  const auto found = app::find_duplicates_of(context.installation, context.caller(), checked.organisation);
  return json_response({{"errors", std::move(errors)}, {"duplicates", render(context, found)}});
}

}  // namespace

void add_duplicate_routes(RouteTable& table) {
  table.add("GET", "/organisations/{id}/duplicates", duplicates);
  table.add("POST", "/checks/organisation", check_organisation);
}

}  // namespace grono::server
