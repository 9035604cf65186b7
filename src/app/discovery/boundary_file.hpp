#pragma once

#include <string>

#include "geo/boundaries.hpp"

namespace grono::app {

/// Areas of a GeoJSON file: its features that are a Polygon or MultiPolygon.
///
/// @param name_property  the property that names an area
/// @throws InvalidInput  the file can't be read or is no GeoJSON, or a feature has no such name
[[nodiscard]] geo::Boundaries read_boundaries(const std::string& path, const std::string& name_property);

}  // namespace grono::app
