#include "app/partners.hpp"

#include <array>

#include "app/clusters.hpp"
#include "app/labels.hpp"
#include "app/profile.hpp"
#include "cluster/json.hpp"
#include "cluster/json_reader.hpp"
#include "store/organisation_store.hpp"
#include "text/unicode.hpp"

namespace grono::app {
namespace {

using cluster::JsonReader;
using nlohmann::json;

constexpr std::array kSeek = {std::pair(std::string_view("anything"), matching::Query::In::anything),
                              std::pair(std::string_view("offers"), matching::Query::In::offers),
                              std::pair(std::string_view("needs"), matching::Query::In::needs)};

template <class Value>
std::vector<Value> names_from(JsonReader& reader, std::string_view field) {
  return reader.list(field, [](const json& element, const std::string& pointer) {
    const auto value =
        element.is_string() ? cluster::value_of<Value>(element.get<std::string>()) : std::nullopt;
    if (!value) throw InvalidInput(pointer, "is not one of its values", "the API document lists them");
    return *value;
  });
}

std::optional<geo::LonLat> near_from(JsonReader& parent) {
  const json* object = parent.value("near");
  if (!object) return std::nullopt;
  JsonReader reader(*object, parent.at("near"));
  const geo::LonLat place{reader.required("lon", reader.number("lon")),
                          reader.required("lat", reader.number("lat"))};
  reader.expect_nothing_else();
  if (!geo::is_on_earth(place))
    throw InvalidInput(
        parent.at("near"), "is not on Earth",
        "longitude is from -180 to 180, latitude from -90 to 90; check that they are not swapped");
  return place;
}

template <class Number>
void check_range(const std::string& pointer, const std::optional<Number>& value, Number from, Number to) {
  if (value && !(*value >= from && *value <= to))
    throw InvalidInput(pointer, "is out of range",
                       "give a number from " + std::to_string(from) + " to " + std::to_string(to));
}

// The codes in the spelling of their scheme.
std::vector<cluster::ActivityCode> activities_from(JsonReader& reader,
                                                   const cluster::Classifications& classifications) {
  return reader.list("activities", [&](const json& element, const std::string& pointer) {
    cluster::ActivityCode code = cluster::activity_from_json(element, pointer);
    const auto found = classifications.normalise(code.scheme, code.code);
    if (!found)
      throw InvalidInput(pointer + "/code", "\"" + code.code + "\" is not in " + code.scheme,
                         "look the code up; each version of a classification has its own codes");
    code.code = *found;
    return code;
  });
}

void look_up(PartnerQuery& query, JsonReader& reader, store::Transaction& transaction) {
  if (const auto name = reader.text("cluster")) {
    const auto found = find_cluster(transaction, *name);
    if (!found)
      throw InvalidInput(reader.at("cluster"), "there is no cluster \"" + *name + "\"",
                         "give its id or its short name");
    query.cluster = found->id;
  }
  query.on_behalf_of = reader.id<cluster::OrganisationId>("on_behalf_of");
  if (query.on_behalf_of && !store::OrganisationStore(transaction).find(*query.on_behalf_of))
    throw InvalidInput(reader.at("on_behalf_of"), "there is no such organisation", "give the id of your own");
}

}  // namespace

PartnerQuery partner_query_from(const json& body, const Installation& installation) {
  constexpr std::size_t most_characters = 5'000;
  JsonReader reader(body, "");
  PartnerQuery query;
  query.text = reader.text("text").value_or("");
  if (text::length(query.text) > most_characters)
    throw InvalidInput(reader.at("text"), "is too long", "shorten it to 5000 characters");
  query.seek = reader.one_of("seek", kSeek).value_or(matching::Query::In::anything);
  query.kinds = names_from<cluster::OrganisationKind>(reader, "kinds");
  query.sizes = names_from<cluster::SizeClass>(reader, "sizes");
  query.activities = activities_from(reader, installation.classifications());
  query.capability_kinds = names_from<cluster::CapabilityKind>(reader, "capability_kinds");
  query.tags = reader.texts("tags");
  query.places = reader.texts("places");
  query.trl_min = reader.small_integer("trl_min");
  check_range(reader.at("trl_min"), query.trl_min, 1, 9);
  query.near = near_from(reader);
  query.within_m = reader.number("within_m");
  if (query.within_m && !(*query.within_m > 0))
    throw InvalidInput(reader.at("within_m"), "is not above zero", "give a distance in metres");
  if (query.within_m && !query.near)
    throw InvalidInput(reader.at("near"), "is missing beside within_m", "say from where the distance counts");
  const auto limit = reader.small_integer("limit");
  check_range(reader.at("limit"), limit, 1, 200);
  query.limit = static_cast<std::size_t>(limit.value_or(20));
  installation.database().read([&](store::Transaction& transaction) { look_up(query, reader, transaction); });
  reader.expect_nothing_else();
  return query;
}

Found find_partners(const Installation& installation, const Caller& caller, const PartnerQuery& sought) {
  matching::Query query = to_query({.text = sought.text,
                                    .cluster = sought.cluster,
                                    .kinds = sought.kinds,
                                    .places = sought.places,
                                    .activities = {},
                                    .competences = {},
                                    .sizes = sought.sizes},
                                   installation.classifications());
  query.as_you_type = false;
  query.in = sought.seek;
  for (const cluster::ActivityCode& code : sought.activities)
    query.codes.push_back(matching_code(code, installation.classifications()));
  query.tags = sought.tags;
  std::vector<std::string> capabilities;
  for (const cluster::CapabilityKind kind : sought.capability_kinds) capabilities.push_back(labels::of(kind));
  if (!capabilities.empty()) query.labels.push_back(std::move(capabilities));
  if (sought.on_behalf_of) query.completing = sought.on_behalf_of->uuid;
  query.trl_min = sought.trl_min;
  query.near = sought.near;
  query.within_m = sought.within_m;
  query.limit = sought.limit;
  const bool ranks = !query.texts.empty() || !query.codes.empty() || !query.tags.empty() ||
                     query.completing || query.near || query.trl_min;
  query.order = ranks ? matching::Query::Order::relevance : matching::Query::Order::name;
  return find_with_cards(installation, caller, std::move(query), cluster::DisclosureChannel::partners);
}

}  // namespace grono::app
