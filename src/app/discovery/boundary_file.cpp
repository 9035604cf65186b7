#include "app/discovery/boundary_file.hpp"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "exchange/mapped_file.hpp"

namespace grono::app {
namespace {

using nlohmann::json;

void add_polygon(const json& rings, geo::Boundary& area) {
  for (const json& ring : rings) {
    auto& corners = area.rings.emplace_back();
    for (const json& corner : ring)
      corners.push_back({corner.at(0).get<double>(), corner.at(1).get<double>()});
    if (corners.empty()) area.rings.pop_back();
  }
}

geo::Boundary area_of(const json& feature, const std::string& name_property) {
  geo::Boundary area;
  const json& properties = feature.at("properties");
  area.name = properties.at(name_property).get<std::string>();
  if (const auto country = properties.find("country"); country != properties.end() && country->is_string())
    area.country = country->get<std::string>();
  const json& geometry = feature.at("geometry");
  if (geometry.at("type") == "Polygon")
    add_polygon(geometry.at("coordinates"), area);
  else if (geometry.at("type") == "MultiPolygon")
    for (const json& polygon : geometry.at("coordinates")) add_polygon(polygon, area);
  return area;
}

}  // namespace

geo::Boundaries read_boundaries(const std::string& path, const std::string& name_property) {
  const exchange::MappedFile file(path);
  std::vector<geo::Boundary> areas;
  std::size_t number = 0;
  try {
    const json collection = json::parse(file.text());
    for (const json& feature : collection.at("features")) {
      ++number;
      areas.push_back(area_of(feature, name_property));
    }
  } catch (const json::exception&) {
    throw InvalidInput(
        path,
        number == 0 ? "it is no GeoJSON FeatureCollection" : fmt::format("feature {} can't be used", number),
        fmt::format("give polygons with a text property \"{}\"", name_property));
  }
  return geo::Boundaries(std::move(areas));
}

}  // namespace grono::app
