#include "geo/lonlat.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

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
  constexpr double radius_m = 6'371'008.8;
  constexpr double radian = std::numbers::pi / 180;
  const double half_lat = std::sin((b.lat - a.lat) * radian / 2);
  const double half_lon = std::sin((b.lon - a.lon) * radian / 2);
  const double h = half_lat * half_lat + std::cos(a.lat * radian) * std::cos(b.lat * radian) * half_lon * half_lon;
  return 2 * radius_m * std::asin(std::sqrt(std::min(1.0, h)));
}

}  // namespace grono::geo
