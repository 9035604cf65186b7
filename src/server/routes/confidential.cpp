#include "app/confidential/matching.hpp"

#include <nlohmann/json.hpp>

#include "app/organisations.hpp"
#include "server/filters.hpp"

namespace grono::server {
namespace {

using cluster::CapabilityId;
using cluster::OrganisationId;
using nlohmann::json;

Response overview(Context& context) {
  return json_response(
      app::to_json(app::matching_overview(context.installation, context.caller(), context.id<OrganisationId>())));
}

// What there is after a write.
Response changed(Context& context, const std::function<void(store::Transaction&)>& work) {
  context.write(work);
  return overview(context);
}

Response candidates(Context& context) {
  const auto written = context.request.query_value("item");
  const auto item = CapabilityId::parse(written.value_or(""));
  if (!item) throw InvalidInput("query/item", written ? "is not an id" : "is missing", "give the id of an own item");
  json items = json::array();
  for (const auto& each : app::matching_candidates(context.installation, context.caller(),
                                                   context.id<OrganisationId>(), *item))
    items.push_back(app::to_json(each, context.installation.classifications()));
  return json_response({{"items", std::move(items)}});
}

Response give_consent(Context& context) {
  const auto organisation = context.id<OrganisationId>();
  const auto item = context.id<CapabilityId>("item");
  return changed(context, [&](store::Transaction& transaction) {
    app::consent(transaction, context.installation, context.caller(), organisation, item);
  });
}

Response end_consent(Context& context) {
  const auto organisation = context.id<OrganisationId>();
  const auto item = context.id<CapabilityId>("item");
  return changed(context, [&](store::Transaction& transaction) {
    app::end_consent(transaction, context.caller(), organisation, item);
  });
}

Response approach(Context& context) {
  const auto organisation = context.id<OrganisationId>();
  context.read([&](store::Transaction& transaction) {
    app::require_on(transaction, context.caller(), cluster::Permission::match_confidentially, organisation);
  });
  static_cast<void>(app::approach(context.installation, context.caller(), organisation, context.request.json()));
  return overview(context);
}

Response answer_match(Context& context) {
  const auto organisation = context.id<OrganisationId>();
  return changed(context, [&](store::Transaction& transaction) {
    app::require_on(transaction, context.caller(), cluster::Permission::match_confidentially, organisation);
    app::answer_match(transaction, context.caller(), organisation, context.id<cluster::MatchId>("match"),
                      context.request.json());
  });
}

}  // namespace

void add_confidential_routes(RouteTable& table) {
  table.add("GET", "/organisations/{id}/matching", overview);
  table.add("GET", "/organisations/{id}/matching/candidates", candidates);
  table.add("PUT", "/organisations/{id}/matching/consents/{item}", give_consent);
  table.add("DELETE", "/organisations/{id}/matching/consents/{item}", end_consent);
  table.add("POST", "/organisations/{id}/matching/approaches", approach);
  table.add("POST", "/organisations/{id}/matching/matches/{match}/answer", answer_match);
}

}  // namespace grono::server
