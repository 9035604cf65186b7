#include "geo/earth_points.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <fmt/core.h>
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include "base/error.hpp"
#include "geo/lonlat.hpp"

namespace grono::geo {
namespace {

constexpr double kEquatorialRadius_m = 6'378'137;
constexpr double kFlattening = 1 / 298.257223563;
constexpr double kEccentricitySquared = kFlattening * (2 - kFlattening);

void require_place(double lon, double lat, std::size_t index) {
  if (std::isfinite(lon) && std::isfinite(lat) && std::abs(lat) <= 90) return;
  throw InvalidInput(fmt::format("row {}", index + 1),
                     fmt::format("longitude {}, latitude {} is no place on Earth", lon, lat),
                     "give degrees, longitude first, or say that coordinates are projected metres");
}

}  // namespace

EarthPoints earth_points(std::span<const double> lon, std::span<const double> lat) {
  GRONO_INVARIANT(lon.size() == lat.size());
  EarthPoints made{std::vector<double>(lon.size()), std::vector<double>(lon.size()),
                   std::vector<double>(lon.size())};
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, lon.size(), 8192), [&](const auto& part) {
    for (std::size_t i = part.begin(); i < part.end(); ++i) {
      require_place(lon[i], lat[i], i);
      const double sin_lat = std::sin(lat[i] * kRadian), cos_lat = std::cos(lat[i] * kRadian);
      const double normal = kEquatorialRadius_m / std::sqrt(1 - kEccentricitySquared * sin_lat * sin_lat);
      // A longitude in its own turn first, so that 180 and -180 are one place to the last bit.
      const double turn = std::remainder(lon[i], 360.0);
      const double angle = (turn == -180 ? 180 : turn) * kRadian;
      // The pole is one point, whatever its longitude.
      const double ring = std::abs(lat[i]) == 90 ? 0 : normal * cos_lat;
      made.x[i] = ring * std::cos(angle);
      made.y[i] = ring * std::sin(angle);
      made.z[i] = normal * (1 - kEccentricitySquared) * sin_lat;
    }
  });
  return made;
}

double chord_m(double geodesic) {
  return 2 * kMeanRadius_m * std::sin(std::min(geodesic / (2 * kMeanRadius_m), std::numbers::pi / 2));
}

double geodesic_m(double chord) {
  return 2 * kMeanRadius_m * std::asin(std::min(1.0, chord / (2 * kMeanRadius_m)));
}

}  // namespace grono::geo
