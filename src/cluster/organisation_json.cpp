#include "cluster/json.hpp"
#include "cluster/json_reader.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;

json to_json(const Registers& registers) {
  json made = json::object();
  if (registers.nip) made["nip"] = *registers.nip;
  if (registers.regon) made["regon"] = *registers.regon;
  if (registers.krs) made["krs"] = *registers.krs;
  if (registers.eu_vat) made["eu_vat"] = *registers.eu_vat;
  return made;
}

json to_json(const Place& place) {
  json made = {{"id", place.id.str()}, {"is_seat", place.is_seat}, {"country", place.country}};
  const auto put = [&](const char* field, const std::string& value) {
    if (!value.empty()) made[field] = value;
  };
  put("street", place.street);
  put("postal_code", place.postal_code);
  put("locality", place.locality);
  put("lau", place.lau);
  put("nuts", place.nuts);
  if (place.position) {
    made["lon"] = place.position->lon;
    made["lat"] = place.position->lat;
    made["position_source"] = name_of(place.position_source.value_or(CoordinateSource::given));
  }
  return made;
}

json to_json(const Capability& item) {
  json made = {{"id", item.id.str()},
               {"kind", name_of(item.kind)},
               {"title", item.title},
               {"description", item.description},
               {"tags", item.tags},
               {"visibility", name_of(item.visibility)}};
  if (item.trl_from) made["trl_from"] = *item.trl_from;
  if (item.trl_to) made["trl_to"] = *item.trl_to;
  for (const OrganisationId& named : item.named) made["named"].push_back(named.str());
  return made;
}

template <class T>
json list_to_json(const std::vector<T>& items) {
  json made = json::array();
  for (const T& item : items) made.push_back(to_json(item));
  return made;
}

Registers registers_from(JsonReader& parent) {
  Registers made;
  const json* object = parent.value("registers");
  if (!object) return made;
  JsonReader reader(*object, parent.at("registers"));
  made.nip = reader.text("nip");
  made.regon = reader.text("regon");
  made.krs = reader.text("krs");
  made.eu_vat = reader.text("eu_vat");
  reader.expect_nothing_else();
  return made;
}

Place place_from(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  Place made;
  made.id = reader.id<PlaceId>("id").value_or(PlaceId{});
  made.is_seat = reader.flag("is_seat");
  made.street = reader.text("street").value_or("");
  made.postal_code = reader.text("postal_code").value_or("");
  made.locality = reader.text("locality").value_or("");
  made.country = reader.text("country").value_or("PL");
  made.lau = reader.text("lau").value_or("");
  made.nuts = reader.text("nuts").value_or("");
  const auto lon = reader.number("lon"), lat = reader.number("lat");
  if (lon.has_value() != lat.has_value())
    throw InvalidInput(reader.at(lon ? "lat" : "lon"), "is missing beside its other half",
                       "give both longitude and latitude, or neither");
  if (lon) made.position = geo::LonLat{*lon, *lat};
  const auto source = reader.named<CoordinateSource>("position_source");
  if (made.position) made.position_source = source.value_or(CoordinateSource::given);
  reader.expect_nothing_else();
  return made;
}

Capability capability_from(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  Capability made;
  made.id = reader.id<CapabilityId>("id").value_or(CapabilityId{});
  made.kind = reader.required("kind", reader.named<CapabilityKind>("kind"));
  made.title = reader.localised("title");
  made.description = reader.localised("description");
  made.trl_from = reader.small_integer("trl_from");
  made.trl_to = reader.small_integer("trl_to");
  made.tags = reader.texts("tags");
  made.visibility = reader.named<Visibility>("visibility").value_or(Visibility::members);
  made.named = reader.ids<OrganisationId>("named");
  reader.expect_nothing_else();
  return made;
}

// The fields a client sets; the rest of `made` stays.
void read_settable(JsonReader& reader, Organisation& made) {
  made.legal_name = reader.required("legal_name", reader.text("legal_name"));
  made.short_name = reader.text("short_name").value_or("");
  made.kind = reader.required("kind", reader.named<OrganisationKind>("kind"));
  made.registers = registers_from(reader);
  made.website = reader.text("website");
  made.founded = reader.small_integer("founded");
  made.employees = reader.small_integer("employees");
  made.turnover = reader.named<TurnoverClass>("turnover");
  made.description = reader.localised("description");
  made.tags = reader.texts("tags");
  made.places = reader.list("places", place_from);
  made.activities = reader.list("activities", activity_from_json);
  made.offers = reader.list("offers", capability_from);
  made.needs = reader.list("needs", capability_from);
}

}  // namespace

json to_json(const ActivityCode& code) {
  return {{"scheme", code.scheme}, {"code", code.code}, {"is_main", code.is_main}};
}

ActivityCode activity_from_json(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  ActivityCode made;
  made.scheme = reader.required("scheme", reader.text("scheme"));
  made.code = reader.required("code", reader.text("code"));
  made.is_main = reader.flag("is_main");
  reader.ignore({"title", "valid_until"});
  reader.expect_nothing_else();
  return made;
}

json to_json(const Organisation& organisation) {
  json made = {{"id", organisation.id.str()},
               {"legal_name", organisation.legal_name},
               {"short_name", organisation.short_name},
               {"kind", name_of(organisation.kind)},
               {"registers", to_json(organisation.registers)},
               {"description", organisation.description},
               {"tags", organisation.tags},
               {"places", list_to_json(organisation.places)},
               {"activities", list_to_json(organisation.activities)},
               {"offers", list_to_json(organisation.offers)},
               {"needs", list_to_json(organisation.needs)},
               {"is_invented", organisation.is_invented},
               {"version", organisation.version},
               {"created_at", to_string(organisation.created_at)},
               {"updated_at", to_string(organisation.updated_at)}};
  if (const auto size = size_class(organisation)) made["size"] = name_of(*size);
  if (organisation.website) made["website"] = *organisation.website;
  if (organisation.founded) made["founded"] = *organisation.founded;
  if (organisation.employees) made["employees"] = *organisation.employees;
  if (organisation.turnover) made["turnover"] = name_of(*organisation.turnover);
  if (organisation.merged_into) made["merged_into"] = organisation.merged_into->str();
  return made;
}

Organisation organisation_from_json(const json& json, Organisation base) {
  JsonReader reader(json, "");
  read_settable(reader, base);
  reader.ignore({"id", "size", "is_invented", "version", "created_at", "updated_at", "merged_into", "may"});
  reader.expect_nothing_else();
  return base;
}

Organisation organisation_from_snapshot(const json& json) {
  JsonReader reader(json, "");
  Organisation made;
  read_settable(reader, made);
  made.id = reader.required("id", reader.id<OrganisationId>("id"));
  made.is_invented = reader.flag("is_invented");
  made.version = reader.required("version", reader.integer("version"));
  made.created_at = reader.required("created_at", reader.moment("created_at"));
  made.updated_at = reader.required("updated_at", reader.moment("updated_at"));
  made.merged_into = reader.id<OrganisationId>("merged_into");
  reader.ignore({"size"});
  reader.expect_nothing_else();
  return made;
}

}  // namespace grono::cluster
