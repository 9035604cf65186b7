#include "mapping/concave_hull.hpp"

#include <algorithm>
#include <cmath>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace grono::mapping {
namespace {

using Ring = std::vector<PlanePoint>;

double area(const Ring& ring) {
  double sum = 0;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanePoint &a = ring[i], &b = ring[(i + 1) % ring.size()];
    sum += a.x * b.y - b.x * a.y;
  }
  return sum / 2;
}

// Within or on the border.
bool holds(const Ring& ring, const PlanePoint& point) {
  bool inside = false;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const PlanePoint &a = ring[i], &b = ring[(i + 1) % ring.size()];
    const double turn = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);
    if (std::abs(turn) < 1e-6 && std::min(a.x, b.x) <= point.x && point.x <= std::max(a.x, b.x) &&
        std::min(a.y, b.y) <= point.y && point.y <= std::max(a.y, b.y))
      return true;
    if ((a.y > point.y) != (b.y > point.y) && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x)
      inside = !inside;
  }
  return inside;
}

// Points as a map shows them, 1 a column and 1 a line.
Ring drawn(std::string_view map, char wanted) {
  Ring made;
  double x = 0, y = 0;
  for (const char c : map) {
    if (c == wanted) made.push_back({x, y});
    x += 1;
    if (c == '\n') {
      x = 0;
      y -= 1;
    }
  }
  return made;
}

TEST(ConcaveHull, IsConvexWhereEdgesMayBeLong) {
  const auto ring = concave_hull(Ring{{0, 0}, {4, 0}, {4, 4}, {0, 4}, {2, 2}, {2, 1}}, {}, 100, 1);
  EXPECT_EQ(ring.size(), 4U);
  EXPECT_DOUBLE_EQ(area(ring), 16);
}

TEST(ConcaveHull, FollowsABay) {
  constexpr std::string_view map =
      "mmmmmmm\n"
      "mmmmmmm\n"
      "mm...mm\n"
      "mm.f.mm\n"
      "mm...mm\n";
  const auto ring = concave_hull(drawn(map, 'm'), {}, 1.5, 1);
  EXPECT_FALSE(holds(ring, drawn(map, 'f')[0]));
  for (const PlanePoint& member : drawn(map, 'm')) EXPECT_TRUE(holds(ring, member));
}

TEST(ConcaveHull, KeepsForeignPointsOutWhereItCan) {
  constexpr std::string_view map =
      "m.....m.\n"
      "..m.m...\n"
      "m..m..m.\n"
      "..f.....\n"
      "m.....m.\n";
  const auto members = drawn(map, 'm'), foreign = drawn(map, 'f');
  EXPECT_TRUE(holds(concave_hull(members, {}, 100, 1), foreign[0]));
  const auto ring = concave_hull(members, foreign, 100, 1);
  EXPECT_FALSE(holds(ring, foreign[0]));
  for (const PlanePoint& member : members) EXPECT_TRUE(holds(ring, member));
}

TEST(ConcaveHull, AForeignPointAmongMembersStays) {
  constexpr std::string_view map =
      "mmmmm\n"
      "mmmmm\n"
      "mmfmm\n"
      "mmmmm\n"
      "mmmmm\n";
  const auto ring = concave_hull(drawn(map, 'm'), drawn(map, 'f'), 2, 1);
  EXPECT_TRUE(holds(ring, drawn(map, 'f')[0]));
  EXPECT_DOUBLE_EQ(area(ring), 16);
}

TEST(ConcaveHull, OnePlaceAndOneLineHaveABodyToo) {
  const auto octagon = concave_hull(Ring{{5, 5}, {5, 5}}, {}, 10, 2);
  EXPECT_EQ(octagon.size(), 8U);
  EXPECT_NEAR(area(octagon), 4 * 2 * std::sqrt(2.0), 1e-6);
  const auto line = concave_hull(Ring{{0, 0}, {3, 0}, {6, 0}}, {}, 10, 1);
  for (double x = 0; x <= 6; ++x) EXPECT_TRUE(holds(line, {x, 0}));
}

TEST(ConcaveHull, IsOneRingAroundEverybody) {
  std::mt19937 random(5);
  std::uniform_real_distribution<double> anywhere(0, 1000);
  for (int round = 0; round < 40; ++round) {
    Ring members, foreign;
    for (int i = 0; i < 5 + round * 3; ++i) members.push_back({anywhere(random), anywhere(random)});
    for (int i = 0; i < 30; ++i) foreign.push_back({anywhere(random), anywhere(random)});
    const auto ring = concave_hull(members, foreign, 150, 1);
    EXPECT_GT(area(ring), 0);
    EXPECT_EQ(std::set<PlanePoint>(ring.begin(), ring.end()).size(), ring.size());
    for (const PlanePoint& member : members) EXPECT_TRUE(holds(ring, member));
    const auto touched = [&](const Ring& each) {
      return std::count_if(foreign.begin(), foreign.end(),
                           [&](const PlanePoint& point) { return holds(each, point); });
    };
    EXPECT_LE(touched(ring), touched(concave_hull(members, {}, 150, 1)));
  }
}

}  // namespace
}  // namespace grono::mapping
