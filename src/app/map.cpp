#include "app/map.hpp"

#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cluster/names.hpp"

namespace grono::app {
namespace {

// The top of the code's path: "C" for 32.50.Z.
std::string section_of(const cluster::ActivityCode& code, const cluster::Classifications& classifications) {
  const auto path = classifications.path(code.scheme, code.code);
  return path.empty() ? std::string() : std::string(path.back());
}

// Only a name can hold what JSON has to escape.
std::string properties_of(const Card& card, const std::string& section) {
  std::string made = fmt::format(R"({{"id":"{}","name":{},"kind":"{}")", card.id.str(),
                                 nlohmann::json(card.name).dump(), cluster::name_of(card.kind));
  if (!section.empty()) made += fmt::format(R"(,"activity":"{}")", section);
  if (card.size) made += fmt::format(R"(,"size":"{}")", cluster::name_of(*card.size));
  if (card.is_invented) made += R"(,"is_invented":true)";
  return made + "}";
}

}  // namespace

std::string map_geojson(const Installation& installation, const Caller& caller, const Filter& filter) {
  Catalogue& catalogue = installation.catalogue();
  std::string made = R"({"type":"FeatureCollection","features":[)";
  bool is_first = true;
  std::map<cluster::ActivityCode, std::string> sections;  // many organisations share a code
  catalogue.for_each_card(catalogue.ids(filter, caller.actor), [&](const Card& card) {
    if (card.positions.empty()) return;
    std::string section;
    if (card.activity) {
      const auto [found, is_new] = sections.try_emplace(*card.activity);
      if (is_new) found->second = section_of(*card.activity, installation.classifications());
      section = found->second;
    }
    const std::string properties = properties_of(card, section);
    for (const geo::LonLat& place : card.positions) {
      fmt::format_to(
          std::back_inserter(made),
          R"({}{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{:.6f},{:.6f}]}},"properties":{}}})",
          is_first ? "" : ",", place.lon, place.lat, properties);
      is_first = false;
    }
  });
  made += "]}";
  return made;
}

}  // namespace grono::app
