#include "app/map.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cluster/names.hpp"

namespace grono::app {
namespace {

// The top of the code's path: "C" for 32.50.Z.
std::string section_of(const Card& card, const cluster::Classifications& classifications) {
  if (!card.activity) return {};
  const auto path = classifications.path(card.activity->scheme, card.activity->code);
  return path.empty() ? std::string() : std::string(path.back());
}

std::string properties_of(const Card& card, const cluster::Classifications& classifications) {
  nlohmann::json made = {{"id", card.id.str()}, {"name", card.name}, {"kind", cluster::name_of(card.kind)}};
  if (std::string section = section_of(card, classifications); !section.empty())
    made["activity"] = std::move(section);
  if (card.size) made["size"] = cluster::name_of(*card.size);
  if (card.is_invented) made["is_invented"] = true;
  return made.dump();
}

}  // namespace

std::string map_geojson(const Installation& installation, const Caller& caller, const Filter& filter) {
  Catalogue& catalogue = installation.catalogue();
  std::string made = R"({"type":"FeatureCollection","features":[)";
  bool is_first = true;
  for (const Card& card : catalogue.cards(catalogue.ids(filter, caller.actor))) {
    if (card.positions.empty()) continue;
    const std::string properties = properties_of(card, installation.classifications());
    for (const geo::LonLat& place : card.positions) {
      fmt::format_to(
          std::back_inserter(made),
          R"({}{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{:.6f},{:.6f}]}},"properties":{}}})",
          is_first ? "" : ",", place.lon, place.lat, properties);
      is_first = false;
    }
  }
  made += "]}";
  return made;
}

}  // namespace grono::app
