#pragma once

#include <vector>

#include "geo/lonlat.hpp"

namespace grono::geo {

/// A ring whose longitudes may go on beyond 180° or -180°, as one or more rings within them, as GeoJSON wants
/// it.
///
/// @param ring  counter-clockwise, the first corner not repeated, at most one turn wide
/// @return  counter-clockwise, the first corner not repeated; the ring itself where it stays within
/// @source  RFC 7946, section 3.1.9
[[nodiscard]] std::vector<std::vector<LonLat>> split_at_antimeridian(const std::vector<LonLat>& ring);

}  // namespace grono::geo
