#include "app/organisations.hpp"

#include <nlohmann/json.hpp>

#include "app/clusters.hpp"
#include "app/memberships.hpp"
#include "app/neighbours.hpp"
#include "app/search.hpp"
#include "server/filters.hpp"

namespace grono::server {
namespace {

using cluster::OrganisationId;
using nlohmann::json;

app::CatalogueSort sort_from(const Context& context) {
  const std::string name = context.request.query_value("sort").value_or("relevance");
  if (name == "relevance") return app::CatalogueSort::relevance;
  if (name == "name") return app::CatalogueSort::name;
  if (name == "-name") return app::CatalogueSort::name_descending;
  if (name == "updated") return app::CatalogueSort::newest;
  throw InvalidInput("query/sort", "\"" + name + "\" is not one of its values",
                     "use one of: relevance, name, -name, updated");
}

json render(const app::Facets& facets, const cluster::Classifications& classifications) {
  return {{"kind", app::to_json(facets.kind, classifications)},
          {"place", app::to_json(facets.place, classifications)},
          {"activity", app::to_json(facets.activity, classifications)},
          {"competence", app::to_json(facets.competence, classifications)},
          {"size", app::to_json(facets.size, classifications)}};
}

Response catalogue(Context& context) {
  const bool with_facets = flag_from(context, "facets", true);
  const app::Found found =
      app::find_in_catalogue(context.installation, context.caller(), filter_from(context), sort_from(context),
                             context.request.page(), with_facets);
  const auto& classifications = context.installation.classifications();
  json made = {{"items", app::hits_to_json(found, classifications)}, {"total", found.total}};
  if (found.next) made["next"] = *found.next;
  if (found.facets) made["facets"] = render(*found.facets, classifications);
  return json_response(made);
}

Response answer(const Context& context, const app::OrganisationView& view, int status = 200) {
  return json_response(app::to_json(view, context.installation.classifications()), status)
      .with_version(view.organisation.version);
}

Response create_organisation(Context& context) {
  const auto cluster = cluster_from(context);
  app::require(context.caller(), cluster::Permission::create_organisation, {cluster, std::nullopt, {}});
  const json draft = context.request.json();
  return context.create([&](store::Transaction& transaction) {
    const auto view =
        app::create_organisation(transaction, context.installation, context.caller(), draft, cluster);
    return answer(context, view, 201).with("Location", "/api/v1/organisations/" + view.organisation.id.str());
  });
}

Response read_organisation(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    const auto view = app::read_organisation(transaction, context.caller(), context.id<OrganisationId>());
    const std::int64_t version = view.organisation.version;
    made = context.has_version(version) ? empty_response(304).with_version(version) : answer(context, view);
  });
  // What is seen depends on who asks: a copy kept for one is not for another.
  return made.with("Vary", "Cookie, Authorization");
}

Response edit_organisation(Context& context) {
  const auto id = context.id<OrganisationId>();
  Response made;
  context.write([&](store::Transaction& transaction) {
    app::require_on(transaction, context.caller(), cluster::Permission::edit_organisation, id);
    const std::int64_t version = context.expected_version();
    made = answer(context, app::edit_organisation(transaction, context.installation, context.caller(), id,
                                                  version, context.request.json()));
  });
  return made;
}

Response delete_organisation(Context& context) {
  const auto id = context.id<OrganisationId>();
  context.write([&](store::Transaction& transaction) {
    app::require_on(transaction, context.caller(), cluster::Permission::delete_organisation, id);
    app::delete_organisation(transaction, context.caller(), id, context.expected_version());
  });
  return empty_response();
}

Response restore_organisation(Context& context) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    made = answer(context,
                  app::restore_organisation(transaction, context.caller(), context.id<OrganisationId>()));
  });
  return made;
}

Response memberships(Context& context) {
  json items = json::array();
  context.read([&](store::Transaction& transaction) {
    for (const auto& view : app::memberships_of(transaction, context.caller(), context.id<OrganisationId>()))
      items.push_back(app::to_json(view, context.installation.classifications()));
  });
  return json_response({{"items", std::move(items)}});
}

app::Neighbourhood neighbourhood_from(const Context& context) {
  const auto name = context.request.query_value("by");
  if (name == "similar") return app::Neighbourhood::similar;
  if (name == "complementary") return app::Neighbourhood::complementary;
  if (name == "near") return app::Neighbourhood::near;
  throw InvalidInput("query/by", name ? "\"" + *name + "\" is not one of its values" : "is missing",
                     "use one of: similar, complementary, near");
}

Response neighbours(Context& context) {
  const auto id = context.id<OrganisationId>();
  const auto by = neighbourhood_from(context);
  const auto limit = static_cast<std::size_t>(context.request.query_integer("limit", 50, 1, 200));
  const auto found =
      app::find_neighbours(context.installation, context.caller(), id, by, cluster_from(context), limit);
  return json_response({{"items", app::hits_to_json(found, context.installation.classifications())}});
}

}  // namespace

void add_organisation_routes(RouteTable& table) {
  table.add("GET", "/organisations", catalogue);
  table.add("POST", "/organisations", create_organisation);
  table.add("GET", "/organisations/{id}", read_organisation);
  table.add("PUT", "/organisations/{id}", edit_organisation);
  table.add("DELETE", "/organisations/{id}", delete_organisation);
  table.add("POST", "/organisations/{id}/restoration", restore_organisation);
  table.add("GET", "/organisations/{id}/memberships", memberships);
  table.add("GET", "/organisations/{id}/neighbours", neighbours);
}

}  // namespace grono::server
