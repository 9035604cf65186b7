#include "geo/earth_points.hpp"

#include <cmath>
#include <limits>

#include <GeographicLib/Geodesic.hpp>
#include <gtest/gtest.h>

#include "base/error.hpp"

namespace grono::geo {
namespace {

double straight_m(double lon_a, double lat_a, double lon_b, double lat_b) {
  const EarthPoints at = earth_points(std::vector{lon_a, lon_b}, std::vector{lat_a, lat_b});
  return std::hypot(at.x[0] - at.x[1], at.y[0] - at.y[1], at.z[0] - at.z[1]);
}

// The largest relative error of a length read from the chord, over places, directions and this distance.
double largest_error(double distance_m) {
  double largest = 0;
  for (double lat = -90; lat <= 90; lat += 7.5)
    for (const double lon : {-180.0, -179.99, 0.0, 17.3, 179.999})
      for (double direction = 0; direction < 360; direction += 15) {
        double lat_b = 0, lon_b = 0;
        GeographicLib::Geodesic::WGS84().Direct(lat, lon, direction, distance_m, lat_b, lon_b);
        largest =
            std::max(largest, std::abs(geodesic_m(straight_m(lon, lat, lon_b, lat_b)) / distance_m - 1));
      }
  return largest;
}

TEST(EarthPoints, ChordsAreGeodesicsWithinTheStatedErrorEverywhere) {
  for (const double distance_m : {50.0, 500.0, 20'000.0, 300'000.0, 900'000.0})
    EXPECT_LT(largest_error(distance_m), 1e-5) << distance_m;
  for (const double distance_m : {2'000'000.0, 5'000'000.0, kLongestGeodesic_m})
    EXPECT_LT(largest_error(distance_m), 1e-3) << distance_m;
}

TEST(EarthPoints, ChordAndGeodesicAreMonotoneAndEachOthersInverse) {
  double before = -1;
  for (double geodesic = 0; geodesic <= kLongestGeodesic_m; geodesic += 12'345) {
    const double chord = chord_m(geodesic);
    EXPECT_GT(chord, before);
    EXPECT_NEAR(geodesic_m(chord), geodesic, 1e-6 + 1e-9 * geodesic);
    before = chord;
  }
}

TEST(EarthPoints, TheAntimeridianAndThePolesAreNoSeam) {
  EXPECT_EQ(straight_m(180, 10, -180, 10), 0);
  EXPECT_EQ(straight_m(-170, 10, 190, 10), 0);
  EXPECT_EQ(straight_m(0, 90, 123, 90), 0);
  EXPECT_EQ(straight_m(-45, -90, 77, -90), 0);
  EXPECT_NEAR(straight_m(179.9999, 0, -179.9999, 0), 22.26, 0.01);
  EXPECT_NEAR(straight_m(0, 89.9999, 180, 89.9999), 22.34, 0.01);
}

TEST(EarthPoints, TakesNoPlaceThatIsNotOnEarth) {
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  for (const auto& [lon, lat] : {std::pair{nothing, 5.0}, {5.0, nothing}, {5.0, 90.001}, {HUGE_VAL, 5.0}})
    try {
      (void)earth_points(std::vector{1.0, lon}, std::vector{1.0, lat});
      ADD_FAILURE() << lon << ", " << lat;
    } catch (const InvalidInput& wrong) {
      EXPECT_EQ(wrong.where(), "row 2");
    }
}

}  // namespace
}  // namespace grono::geo
