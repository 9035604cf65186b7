#include "cluster/resource/resource.hpp"

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "cluster/text_rules.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;

constexpr std::size_t kMostTagsOfResource = 50;

}  // namespace

Sharing sharing_of(const Resource& resource) {
  return {resource.visibility, resource.organisation.value_or(OrganisationId{}), resource.named};
}

Ties ties_of(const Resource& resource) {
  return {{resource.cluster}, {}};
}

Subject managed(const Resource& resource) {
  return {resource.cluster, resource.organisation, {}};
}

Subject lent(const Resource& resource) {
  if (resource.organisation) return {std::nullopt, resource.organisation, {}};
  return {resource.cluster, std::nullopt, {}};
}

void normalise(Resource& resource) {
  normalise_texts("/title", resource.title, 200, false);
  if (resource.title.empty()) throw InvalidInput("/title", "is empty", "write it in at least one language");
  normalise_texts("/description", resource.description, 20'000, true);
  normalise_texts("/conditions", resource.conditions, 20'000, true);
  resource.location = stored_text("/location", resource.location, 200, false);
  normalise_tags("/tags", resource.tags, kMostTagsOfResource);
  normalise_named("/named", resource.visibility, resource.named);
  if (resource.visibility == Visibility::partners)
    throw InvalidInput("/visibility", "a resource has no partners",
                       "choose the members, or name organisations");
  if (resource.visibility == Visibility::owner && !resource.organisation)
    throw InvalidInput("/visibility",
                       "the resource is the cluster's: there is no organisation that alone could see it",
                       "choose the coordinator");
  try {
    normalise(resource.terms);
  } catch (const InvalidInput& problem) {
    throw InvalidInput("/terms" + problem.where(), problem.problem(), problem.mend());
  }
}

json to_json(const Resource& resource) {
  json named = json::array();
  for (const OrganisationId& each : resource.named) named.push_back(each.str());
  json made = {{"id", resource.id.str()},
               {"cluster", resource.cluster.str()},
               {"kind", name_of(resource.kind)},
               {"title", resource.title},
               {"description", resource.description},
               {"conditions", resource.conditions},
               {"location", resource.location},
               {"tags", resource.tags},
               {"terms", to_json(resource.terms)},
               {"is_paused", resource.is_paused},
               {"visibility", name_of(resource.visibility)},
               {"named", std::move(named)},
               {"version", resource.version},
               {"created_at", to_string(resource.created_at)},
               {"updated_at", to_string(resource.updated_at)}};
  if (resource.organisation) made["organisation"] = resource.organisation->str();
  return made;
}

Resource resource_from_json(const json& object, Resource base) {
  JsonReader reader(object, "");
  base.kind = reader.required("kind", reader.named<ResourceKind>("kind"));
  base.title = reader.localised("title");
  base.description = reader.localised("description");
  base.conditions = reader.localised("conditions");
  base.location = reader.text("location").value_or("");
  base.tags = reader.texts("tags");
  const json* terms = reader.value("terms");
  base.terms = terms ? terms_from_json(*terms, "/terms") : BookingTerms{};
  base.is_paused = reader.flag("is_paused");
  base.visibility = reader.named<Visibility>("visibility").value_or(Visibility::members);
  base.named = reader.ids<OrganisationId>("named");
  // The organisation is told when the resource is made; then it stays.
  const auto organisation = reader.id<OrganisationId>("organisation");
  if (base.version == 0) base.organisation = organisation;
  reader.ignore({"id", "cluster", "organisation_name", "is_owner_member", "may", "version", "created_at",
                 "updated_at"});
  reader.expect_nothing_else();
  return base;
}

}  // namespace grono::cluster
