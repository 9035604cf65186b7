#include "geo/lonlat.hpp"

#include <algorithm>
#include <cmath>

#include <GeographicLib/Geodesic.hpp>

namespace grono::geo {
bool is_on_earth(LonLat place) noexcept {
  return std::isfinite(place.lon) && std::isfinite(place.lat) && std::abs(place.lon) <= 180 && std::abs(place.lat) <= 90;
}

double distance_m(LonLat a, LonLat b) {
  double metres = 0;
  GeographicLib::Geodesic::WGS84().Inverse(a.lat, a.lon, b.lat, b.lon, metres);
  return metres;
}

double quick_distance_m(LonLat a, LonLat b) noexcept {
  const double half_lat = std::sin((b.lat - a.lat) * kRadian / 2);
  const double half_lon = std::sin((b.lon - a.lon) * kRadian / 2);
  const double h = half_lat * half_lat + std::cos(a.lat * kRadian) * std::cos(b.lat * kRadian) * half_lon * half_lon;
  return 2 * kMeanRadius_m * std::asin(std::sqrt(std::min(1.0, h)));
}

UnitVector unit_vector(LonLat place) noexcept {
  const double lon = place.lon * kRadian, lat = place.lat * kRadian;
  return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

double quick_distance_m(const UnitVector& a, const UnitVector& b) noexcept {
  const double x = a.x - b.x, y = a.y - b.y, z = a.z - b.z;
  return 2 * kMeanRadius_m * std::asin(std::min(1.0, std::sqrt(x * x + y * y + z * z) / 2));
}

}  // namespace grono::geo
