#pragma once

#include <span>
#include <vector>

namespace grono::geo {

/// Places on the WGS 84 ellipsoid as points in space, metres from the Earth's centre: x through (0° E, 0° N),
/// y through (90° E, 0° N), z through the north pole. There is no seam at the antimeridian and no crowding at
/// the poles.
struct EarthPoints {
  std::vector<double> x, y, z;
};

/// Places in degrees, turned into points in space.
///
/// @param lon, lat  degrees, equally long; longitude may be any turn (-180..180 or 0..360), latitude -90..90
/// @throws InvalidInput  a coordinate that is not finite or a latitude beyond a pole: names its row, 1 =
/// first
/// @note    O(n), parallel, about 15 ns a place
/// @source  geodetic to geocentric coordinates, e.g. Karney (2011), with height 0
[[nodiscard]] EarthPoints earth_points(std::span<const double> lon, std::span<const double> lat);

/// The longest geodesic that `chord_m` takes, metres: beyond it the ellipsoid's shape would cost more than
/// 0.1 %.
inline constexpr double kLongestGeodesic_m = 7'500'000;

/// Length of the straight line through the Earth between the ends of a geodesic, and back. Both are monotone,
/// and so orders and neighbourhoods by chord are those by geodesic, and take the Earth for a sphere of its
/// mean radius only to bend the line: within 0.1 % of the true geodesic up to `kLongestGeodesic_m`, within
/// 0.001 % up to 900 km (tested against GeographicLib in every direction at every latitude).
[[nodiscard]] double chord_m(double geodesic_m);
[[nodiscard]] double geodesic_m(double chord_m);

}  // namespace grono::geo
