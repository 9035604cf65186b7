#include "cluster/commerce/product.hpp"

#include "base/error.hpp"
#include "cluster/commerce/shared_fields.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "cluster/text_rules.hpp"

namespace grono::cluster {

using nlohmann::json;

Sharing sharing_of(const Product& product) {
  const OrganisationId owner = product.organisation.value_or(OrganisationId{});
  if (product.is_withdrawn) return for_owner_alone(owner);
  return {product.visibility, owner, product.named};
}

std::vector<Audience> viewers(const Product& product) {
  Ties ties{{product.cluster}, {}};
  if (product.project) ties.projects = {*product.project};
  return audiences_for(sharing_of(product), ties);
}

Subject managed(const Product& product) {
  return {product.cluster, product.organisation, {}};
}

void normalise(Product& product, Date today) {
  normalise_texts("/title", product.title, 200, false);
  if (product.title.empty()) throw InvalidInput("/title", "is empty", "write it in at least one language");
  normalise_texts("/description", product.description, 20'000, true);
  normalise_tags("/tags", product.tags, kMostTagsOfCommerce);
  normalise_website("/website", product.website);
  normalise_trl("/trl", product.trl, today);
  if (product.device) normalise_device("/device", *product.device, today);
  normalise_reminder_days("/reminder_days", product.reminder_days);
  normalise_named("/named", product.visibility, product.named);
  check_commerce_visibility(product.visibility, product.organisation.value_or(OrganisationId{}),
                            product.project.has_value());
  if (product.project_result && !product.project)
    throw InvalidInput("/project", "is missing", "say of which project it is a result");
}

json to_json(const Product& product) {
  json named = json::array();
  for (const OrganisationId& each : product.named) named.push_back(each.str());
  json made = {{"id", product.id.str()},
               {"cluster", product.cluster.str()},
               {"kind", name_of(product.kind)},
               {"title", product.title},
               {"description", product.description},
               {"tags", product.tags},
               {"website", product.website},
               {"trl", to_json(product.trl)},
               {"reminder_days", product.reminder_days},
               {"is_withdrawn", product.is_withdrawn},
               {"visibility", name_of(product.visibility)},
               {"named", std::move(named)},
               {"version", product.version},
               {"created_at", to_string(product.created_at)},
               {"updated_at", to_string(product.updated_at)}};
  if (product.device) made["device"] = to_json(*product.device);
  if (product.organisation) made["organisation"] = product.organisation->str();
  if (product.project) made["project"] = product.project->str();
  if (product.project_result) made["project_result"] = product.project_result->str();
  return made;
}

Product product_from_json(const json& object, Product base) {
  JsonReader reader(object, "");
  base.kind = reader.required("kind", reader.named<ProductKind>("kind"));
  base.title = reader.localised("title");
  base.description = reader.localised("description");
  base.tags = reader.texts("tags");
  base.website = reader.text("website").value_or("");
  base.trl = reader.list("trl", trl_entry_from_json);
  const json* device = reader.value("device");
  base.device = device ? std::optional(device_from_json(*device, "/device")) : std::nullopt;
  base.reminder_days = reminder_days_from(reader);
  base.is_withdrawn = reader.flag("is_withdrawn");
  base.visibility = reader.named<Visibility>("visibility").value_or(Visibility::members);
  base.named = reader.ids<OrganisationId>("named");
  const auto organisation = reader.id<OrganisationId>("organisation");
  const auto project = reader.id<ProjectId>("project");
  const auto project_result = reader.id<PartId>("project_result");
  if (base.version == 0) {
    base.organisation = organisation;
    base.project = project;
    base.project_result = project_result;
  }
  reader.ignore({"id", "cluster", "organisation_name", "is_owner_member", "current_trl", "project_title",
                 "protected_by", "offers", "may", "version", "created_at", "updated_at"});
  reader.expect_nothing_else();
  return base;
}

}  // namespace grono::cluster
