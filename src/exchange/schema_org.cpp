#include "exchange/schema_org.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "cluster/json.hpp"
#include "cluster/names.hpp"
#include "exchange/json_cells.hpp"
#include "exchange/organisation_cells.hpp"

namespace grono::exchange {

namespace {

using cluster::OrganisationKind;
using nlohmann::json;
using nlohmann::ordered_json;
using SchemaOrgCells = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view kUuid = "urn:uuid:";

constexpr std::array kTypes = {std::pair(OrganisationKind::enterprise, "Corporation"),
                               std::pair(OrganisationKind::university, "CollegeOrUniversity"),
                               std::pair(OrganisationKind::research_institute, "ResearchOrganization"),
                               std::pair(OrganisationKind::clinical_user, "MedicalOrganization"),
                               std::pair(OrganisationKind::public_authority, "GovernmentOrganization"),
                               std::pair(OrganisationKind::association, "NGO")};

std::string type_of(OrganisationKind kind) {
  for (const auto& [each, type] : kTypes)
    if (each == kind) return type;
  return "Organization";
}

ordered_json to_schema_org(const cluster::Place& place) {
  ordered_json address = {{"@type", "PostalAddress"}, {"addressCountry", place.country}};
  if (!place.street.empty()) address["streetAddress"] = place.street;
  if (!place.postal_code.empty()) address["postalCode"] = place.postal_code;
  if (!place.locality.empty()) address["addressLocality"] = place.locality;
  ordered_json made = {{"@type", "Place"}, {"address", std::move(address)}, {"grono:isSeat", place.is_seat}};
  if (!place.id.is_nil()) made["@id"] = std::string(kUuid) + place.id.str();
  if (!place.lau.empty()) made["grono:lau"] = place.lau;
  if (!place.nuts.empty()) made["grono:nuts"] = place.nuts;
  if (place.position) {
    made["geo"] = {
        {"@type", "GeoCoordinates"}, {"latitude", place.position->lat}, {"longitude", place.position->lon}};
    if (place.position_source) made["grono:positionSource"] = cluster::name_of(*place.position_source);
  }
  return made;
}

ordered_json names_of(const std::vector<cluster::Capability>& items) {
  ordered_json made = ordered_json::array();
  for (const auto& item : items)
    if (const auto title = cluster::in_language(item.title, "en"))
      made.push_back(
          {{"@type", "Offer"}, {"name", {{"@language", title->language}, {"@value", title->text}}}});
  return made;
}

ordered_json number_in_register(const char* name, const std::string& value) {
  return {{"@type", "PropertyValue"}, {"propertyID", name}, {"value", value}};
}

void add_registers(ordered_json& made, const cluster::Registers& registers) {
  if (registers.nip) made["taxID"] = *registers.nip;
  if (registers.eu_vat) made["vatID"] = *registers.eu_vat;
  if (registers.regon) made["identifier"].push_back(number_in_register("REGON", *registers.regon));
  if (registers.krs) made["identifier"].push_back(number_in_register("KRS", *registers.krs));
}

// What schema.org has no word for, in our own form.
void add_own(ordered_json& made, const cluster::Organisation& organisation) {
  const json own = cluster::to_json(organisation);
  made["grono:kind"] = own.at("kind");
  if (own.contains("turnover")) made["grono:turnover"] = own.at("turnover");
  if (!organisation.activities.empty()) made["grono:activities"] = own.at("activities");
  if (!organisation.offers.empty()) made["grono:offers"] = own.at("offers");
  if (!organisation.needs.empty()) made["grono:needs"] = own.at("needs");
  if (organisation.is_invented) made["grono:isInvented"] = true;
}

const json* member(const json& object, const char* name) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? nullptr : &*found;
}

// One value and a list of values mean the same in JSON-LD.
std::vector<const json*> values(const json& object, const char* name) {
  const json* value = member(object, name);
  if (value == nullptr) return {};
  if (!value->is_array()) return {value};
  std::vector<const json*> all;
  for (const auto& each : *value) all.push_back(&each);
  return all;
}

std::string text(const json& object, const char* name) {
  const auto all = values(object, name);
  if (all.empty()) return {};
  if (const json* value = member(*all.front(), "@value")) return json_cell(*value);
  if (const json* value = member(*all.front(), "value")) return json_cell(*value);
  if (const json* value = member(*all.front(), "name")) return json_cell(*value);
  return all.front()->is_structured() ? std::string() : json_cell(*all.front());
}

std::string uuid_in(const json& object) {
  const std::string id = text(object, "@id");
  return id.starts_with(kUuid) ? id.substr(kUuid.size()) : std::string();
}

json place_of(const json& node) {
  json made = json::object();
  const auto put = [&](const char* field, std::string value) {
    if (!value.empty()) made[field] = std::move(value);
  };
  put("id", uuid_in(node));
  put("lau", text(node, "grono:lau"));
  put("nuts", text(node, "grono:nuts"));
  put("position_source", text(node, "grono:positionSource"));
  if (const json* seat = member(node, "grono:isSeat"); seat && seat->is_boolean()) made["is_seat"] = *seat;
  if (const json* address = member(node, "address"); address && address->is_string())
    put("address", *address);
  else if (address) {
    put("street", text(*address, "streetAddress"));
    put("postal_code", text(*address, "postalCode"));
    put("locality", text(*address, "addressLocality"));
    put("country", text(*address, "addressCountry"));
  }
  if (const json* geo = member(node, "geo")) {
    if (const json* lat = member(*geo, "latitude")) made["lat"] = *lat;
    if (const json* lon = member(*geo, "longitude")) made["lon"] = *lon;
  }
  return made;
}

void add_places(SchemaOrgCells& cells, const json& node) {
  std::vector<json> places;
  for (const auto* place : values(node, "location"))
    if (auto made = place_of(*place); !made.empty()) places.push_back(std::move(made));
  json own = place_of(node);
  own.erase("id");  // that is the organisation's
  if (places.empty() && !own.empty()) places.push_back(std::move(own));
  if (places.empty()) return;
  for (const auto& [field, value] : places.front().items()) {
    const bool is_named_otherwise = field == "id" || field == "lat" || field == "lon";
    const std::string column = field == "id" ? "place_id" : field == "lat" ? "latitude" : "longitude";
    cells.emplace_back(is_named_otherwise ? column : field, json_cell(value));
  }
  if (places.size() > 1)
    cells.emplace_back("other_places", json(std::vector<json>(places.begin() + 1, places.end())).dump());
}

void add_registers(SchemaOrgCells& cells, const json& node) {
  cells.emplace_back("nip", text(node, "taxID"));
  cells.emplace_back("eu_vat", text(node, "vatID"));
  for (const auto* number : values(node, "identifier")) {
    const std::string name = text(*number, "propertyID");
    for (const auto& [known, field] :
         {std::pair("REGON", "regon"), std::pair("KRS", "krs"), std::pair("NIP", "nip")})
      if (name == known) cells.emplace_back(field, text(*number, "value"));
  }
}

void add_description(SchemaOrgCells& cells, const json& node) {
  json others = json::object();
  for (const auto* each : values(node, "description")) {
    const std::string language = text(*each, "@language");
    const json* value = member(*each, "@value");
    if (value == nullptr)
      cells.emplace_back("description", json_cell(*each));
    else if (language == "pl" || language == "en")
      cells.emplace_back("description_" + language, json_cell(*value));
    else if (!language.empty())
      others[language] = json_cell(*value);
  }
  if (!others.empty()) cells.emplace_back("description_other", others.dump());
}

void add_tags(SchemaOrgCells& cells, const json& node) {
  std::vector<std::string> tags;
  for (const auto* tag : values(node, "keywords")) tags.push_back(json_cell(*tag));
  if (member(node, "keywords") && !member(node, "keywords")->is_array() && !tags.empty())
    cells.emplace_back("tags", tags.front());
  else
    cells.emplace_back("tags", join_list(tags));
}

void add_capabilities(SchemaOrgCells& cells, const json& node, const char* own, const char* common,
                      const char* field) {
  if (const json* list = member(node, own)) return static_cast<void>(cells.emplace_back(field, list->dump()));
  std::string titles;
  for (const auto* each : values(node, common))
    if (const std::string name = text(*each, "name"); !name.empty())
      titles += (titles.empty() ? "" : "; ") + name;
  cells.emplace_back(field, titles);
}

std::string kind_of(const json& node) {
  if (const std::string own = text(node, "grono:kind"); !own.empty()) return own;
  const std::string type = text(node, "@type");
  for (const auto& [kind, name] : kTypes)
    if (type == name) return std::string(cluster::name_of(kind));
  return {};
}

}  // namespace

ordered_json schema_org_context() {
  // Our own lists are JSON literals, which other readers of JSON-LD keep as they are.
  const ordered_json literal = {{"@type", "@json"}};
  return {{"@vocab", "https://schema.org/"},
          {"grono", "urn:grono:"},
          {"grono:activities", literal},
          {"grono:offers", literal},
          {"grono:needs", literal}};
}

ordered_json to_schema_org(const cluster::Organisation& organisation) {
  ordered_json made = {{"@type", type_of(organisation.kind)}};
  if (!organisation.id.is_nil()) made["@id"] = std::string(kUuid) + organisation.id.str();
  made["legalName"] = organisation.legal_name;
  if (!organisation.short_name.empty()) made["alternateName"] = organisation.short_name;
  add_registers(made, organisation.registers);
  if (organisation.website) made["url"] = *organisation.website;
  if (organisation.founded) made["foundingDate"] = std::to_string(*organisation.founded);
  if (organisation.employees)
    made["numberOfEmployees"] = {{"@type", "QuantitativeValue"}, {"value", *organisation.employees}};
  for (const auto& [language, written] : organisation.description)
    made["description"].push_back({{"@language", language}, {"@value", written}});
  if (!organisation.tags.empty()) made["keywords"] = organisation.tags;
  for (const auto& place : organisation.places) made["location"].push_back(to_schema_org(place));
  if (!organisation.offers.empty()) made["makesOffer"] = names_of(organisation.offers);
  add_own(made, organisation);
  return made;
}

SchemaOrgCells from_schema_org(const json& node) {
  SchemaOrgCells cells;
  cells.emplace_back("id", uuid_in(node));
  const std::string legal = text(node, "legalName"), name = text(node, "name");
  cells.emplace_back("legal_name", legal.empty() ? name : legal);
  cells.emplace_back("short_name", text(node, "alternateName"));
  cells.emplace_back("kind", kind_of(node));
  add_registers(cells, node);
  cells.emplace_back("website", text(node, "url"));
  cells.emplace_back("founded", text(node, "foundingDate"));
  cells.emplace_back("employees", text(node, "numberOfEmployees"));
  cells.emplace_back("turnover", text(node, "grono:turnover"));
  add_description(cells, node);
  add_tags(cells, node);
  add_places(cells, node);
  if (const json* activities = member(node, "grono:activities"))
    cells.emplace_back("activities", activities->dump());
  add_capabilities(cells, node, "grono:offers", "makesOffer", "offers");
  add_capabilities(cells, node, "grono:needs", "seeks", "needs");
  cells.emplace_back("is_invented", text(node, "grono:isInvented"));
  std::erase_if(cells, [](const auto& cell) { return cell.second.empty(); });
  return cells;
}

}  // namespace grono::exchange
