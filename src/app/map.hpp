#pragma once

#include <string>

#include "app/caller.hpp"
#include "app/catalogue.hpp"
#include "app/installation.hpp"

namespace grono::app {

/// Every place of every organisation that the filter finds, as a GeoJSON FeatureCollection of points;
/// properties id, name, kind, activity (section letter of the leading code), size, is_invented. Not from
/// within a transaction.
/// @note  100,000 organisations: some 20 MB, written without a tree in memory
[[nodiscard]] std::string map_geojson(const Installation& installation, const Caller& caller,
                                      const Filter& filter);

}  // namespace grono::app
