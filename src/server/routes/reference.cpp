#include <algorithm>

#include <nlohmann/json.hpp>

#include "app/code_finder.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "server/filters.hpp"
#include "store/errors.hpp"

namespace grono::server {
namespace {

using nlohmann::json;

json render(const std::string& scheme, const cluster::CodeEntry& entry) {
  json title = json::object();
  if (!entry.title_pl.empty()) title["pl"] = entry.title_pl;
  if (!entry.title_en.empty()) title["en"] = entry.title_en;
  return {{"scheme", scheme}, {"code", entry.code}, {"level", entry.level}, {"title", std::move(title)}};
}

const std::string& known_scheme(Context& context) {
  const std::string& scheme = context.request.parameter("scheme");
  const auto schemes = context.installation.classifications().schemes();
  if (std::find(schemes.begin(), schemes.end(), scheme) == schemes.end())
    throw store::NotFound("there is no classification \"" + scheme + "\"");
  return scheme;
}

Response list_classifications(Context& context) {
  const auto& all = context.installation.classifications();
  json items = json::array();
  for (const std::string& scheme : all.schemes()) {
    json made = {{"scheme", scheme}, {"codes", all.entries(scheme).size()}};
    if (const auto day = all.valid_until(scheme)) made["valid_until"] = to_string(*day);
    items.push_back(std::move(made));
  }
  return json_response({{"items", std::move(items)}});
}

Response codes(Context& context) {
  const std::string& scheme = known_scheme(context);
  const auto limit = static_cast<std::size_t>(context.request.query_integer("limit", 50, 1, 200));
  const std::string query = sought_text(context);
  json items = json::array();
  if (query.empty()) {
    for (const cluster::CodeEntry& entry : context.installation.classifications().entries(scheme))
      if (items.size() < limit) items.push_back(render(scheme, entry));
  } else {
    for (const auto& found : context.installation.code_finder().find(query, scheme, limit))
      items.push_back(render(found.scheme, *found.entry));
  }
  return json_response({{"items", std::move(items)}});
}

Response corresponding(Context& context) {
  const std::string& scheme = known_scheme(context);
  const auto& all = context.installation.classifications();
  const auto code = all.normalise(scheme, context.request.parameter("code"));
  if (!code) throw store::NotFound("there is no such code in " + scheme);
  const auto to = context.request.query_value("to");
  const auto schemes = all.schemes();
  if (!to || std::find(schemes.begin(), schemes.end(), *to) == schemes.end())
    throw InvalidInput("query/to", to ? "\"" + *to + "\" is not a classification" : "is missing",
                       "name the version, as pkd_2025");
  json items = json::array();
  for (const auto& each : all.corresponding({scheme, *code, false}, *to)) {
    json made = render(*to, *all.find(*to, each.to_code));
    made["is_partial"] = each.is_partial;
    items.push_back(std::move(made));
  }
  return json_response({{"items", std::move(items)}});
}

Response localities(Context& context) {
  const auto limit = static_cast<std::size_t>(context.request.query_integer("limit", 50, 1, 200));
  json items = json::array();
  const std::string query = context.request.query_value("q").value_or("");
  if (!query.empty())
    for (const geo::Locality& each : context.installation.gazetteer().starting_with(query, limit)) {
      json made = {{"name", each.name}, {"country", each.country}, {"lon", each.position.lon}, {"lat", each.position.lat}};
      if (!each.region.empty()) made["region"] = each.region;
      if (!each.nuts.empty()) made["nuts"] = each.nuts;
      if (!each.lau.empty()) made["lau"] = each.lau;
      if (each.population > 0) made["population"] = each.population;
      items.push_back(std::move(made));
    }
  return json_response({{"items", std::move(items)}});
}

}  // namespace

void add_reference_routes(RouteTable& table) {
  table.add("GET", "/classifications", list_classifications);
  table.add("GET", "/classifications/{scheme}/codes", codes);
  table.add("GET", "/classifications/{scheme}/codes/{code}/corresponding", corresponding);
  table.add("GET", "/localities", localities);
}

}  // namespace grono::server
