#include "cluster/json.hpp"
#include "cluster/json_reader.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;

GeographicScope scope_from(JsonReader& parent) {
  GeographicScope made;
  const json* object = parent.value("scope");
  if (!object) return made;
  JsonReader reader(*object, parent.at("scope"));
  made.level = reader.required("level", reader.named<ScopeLevel>("level"));
  made.areas = reader.texts("areas");
  reader.expect_nothing_else();
  return made;
}

bool is_difference(const std::string& field) {
  return field != "version" && field != "created_at" && field != "updated_at" && field != "id";
}

}  // namespace

json to_json(const Cluster& cluster) {
  json field = json::array();
  for (const ActivityCode& code : cluster.field) field.push_back(to_json(code));
  json made = {{"id", cluster.id.str()},
               {"slug", cluster.slug},
               {"name", cluster.name},
               {"summary", cluster.summary},
               {"field", std::move(field)},
               {"tags", cluster.tags},
               {"scope", {{"level", name_of(cluster.scope.level)}, {"areas", cluster.scope.areas}}},
               {"is_invented", cluster.is_invented},
               {"version", cluster.version},
               {"created_at", to_string(cluster.created_at)},
               {"updated_at", to_string(cluster.updated_at)}};
  if (cluster.coordinator) made["coordinator"] = cluster.coordinator->str();
  return made;
}

Cluster cluster_from_json(const json& json, Cluster base) {
  JsonReader reader(json, "");
  base.slug = reader.required("slug", reader.text("slug"));
  base.name = reader.localised("name");
  base.summary = reader.localised("summary");
  base.field = reader.list("field", activity_from_json);
  base.tags = reader.texts("tags");
  base.scope = scope_from(reader);
  base.coordinator = reader.id<OrganisationId>("coordinator");
  reader.ignore({"id", "is_invented", "version", "created_at", "updated_at", "may"});
  reader.expect_nothing_else();
  return base;
}

json to_json(const Membership& membership) {
  json events = json::array();
  for (const MembershipEvent& event : membership.events) {
    json made = {{"kind", name_of(event.kind)},
                 {"on", to_string(event.on)},
                 {"role", name_of(event.role)},
                 {"recorded_at", to_string(event.recorded_at)}};
    if (!event.note.empty()) made["note"] = event.note;
    if (event.recorded_by) made["recorded_by"] = event.recorded_by->str();
    events.push_back(std::move(made));
  }
  json made = {{"id", membership.id.str()},
               {"cluster", membership.cluster.str()},
               {"organisation", membership.organisation.str()},
               {"status", name_of(status(membership))},
               {"role", name_of(role(membership))},
               {"events", std::move(events)}};
  if (const auto day = since(membership)) made["since"] = to_string(*day);
  if (const auto day = until(membership)) made["until"] = to_string(*day);
  return made;
}

json to_json(const RoleGrant& grant) {
  json made = {{"role", name_of(grant.role)}};
  if (grant.cluster) made["cluster"] = grant.cluster->str();
  if (grant.organisation) made["organisation"] = grant.organisation->str();
  return made;
}

json differences(const json& before, const json& after) {
  json made = json::object();
  for (const auto& [field, value] : before.items())
    if (is_difference(field) && (!after.contains(field) || after[field] != value)) made[field]["before"] = value;
  for (const auto& [field, value] : after.items())
    if (is_difference(field) && (!before.contains(field) || before[field] != value)) made[field]["after"] = value;
  return made;
}

}  // namespace grono::cluster
