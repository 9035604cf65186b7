#include "network/repulsion.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

namespace grono::network {
namespace {

std::vector<Place> random_points(std::size_t count, std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto share = [&] { return std::generate_canonical<double, 32>(random); };
  std::vector<Place> made(count);
  for (auto& [x, y] : made) x = 10 * share() * share(), y = 10 * share();
  return made;
}

Place push_by_definition(const std::vector<Place>& points, const Place& place) {
  Place sum;
  for (const auto& [x, y] : points) {
    const double dx = place.x - x, dy = place.y - y, squared = dx * dx + dy * dy;
    if (squared > 0) sum.x += dx / squared, sum.y += dy / squared;
  }
  return sum;
}

TEST(Repulsion, OfAFewPointsIsExact) {
  const auto points = random_points(6, 1);
  const Repulsion repulsion(points);
  for (const Place& place : points) {
    const Place found = repulsion.push(place), expected = push_by_definition(points, place);
    EXPECT_NEAR(found.x, expected.x, 1e-12);
    EXPECT_NEAR(found.y, expected.y, 1e-12);
  }
}

TEST(Repulsion, OfManyPointsIsNearTheSumOverAll) {
  const auto points = random_points(2'000, 2);
  const Repulsion repulsion(points);
  double error = 0, all = 0;
  for (const Place& place : points) {
    const Place found = repulsion.push(place), expected = push_by_definition(points, place);
    error += std::hypot(found.x - expected.x, found.y - expected.y);
    all += std::hypot(expected.x, expected.y);
  }
  EXPECT_LT(error / all, 0.03);
}

TEST(Repulsion, PointsInOnePlaceDoNotPush) {
  const std::vector<Place> points(10'000, {3, 4});
  const Repulsion repulsion(points);
  EXPECT_EQ(repulsion.push({3, 4}).x, 0);
  EXPECT_NEAR(repulsion.push({4, 4}).x, 10'000, 1e-6);
  EXPECT_EQ(Repulsion({}).push({1, 1}).x, 0);
}

}  // namespace
}  // namespace grono::network
