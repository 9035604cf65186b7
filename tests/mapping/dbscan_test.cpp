#include "mapping/dbscan.hpp"

#include <map>
#include <set>

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "base/error.hpp"
#include "geo/earth_points.hpp"
#include "point_sets.hpp"

namespace grono::mapping {
namespace {

using testing::draw;
using testing::PointSet;

// DBSCAN by the book: all distances.
DbscanResult all_pairs(const PointSet& points, double radius, std::uint32_t min_points) {
  const std::size_t n = points.size();
  const auto near = [&](std::size_t a, std::size_t b) { return points.squared(a, b) <= radius * radius; };
  DbscanResult made;
  made.core.resize(n);
  made.label.assign(n, -1);
  for (std::size_t i = 0; i < n; ++i) {
    std::uint32_t neighbours = 0;
    for (std::size_t j = 0; j < n; ++j) neighbours += near(i, j) ? 1U : 0U;
    made.core[i] = neighbours >= min_points ? 1 : 0;
  }
  std::int32_t clusters = 0;
  for (std::size_t seed = 0; seed < n; ++seed) {
    if (made.core[seed] == 0 || made.label[seed] >= 0) continue;
    std::vector<std::size_t> reached{seed};
    made.label[seed] = clusters++;
    while (!reached.empty()) {
      const std::size_t at = reached.back();
      reached.pop_back();
      for (std::size_t j = 0; j < n; ++j)
        if (made.core[j] != 0 && made.label[j] < 0 && near(at, j)) {
          made.label[j] = made.label[at];
          reached.push_back(j);
        }
    }
  }
  for (std::size_t i = 0; i < n; ++i) {
    if (made.core[i] != 0) continue;
    double nearest2 = radius * radius;
    std::size_t nearest = n;
    for (std::size_t j = 0; j < n; ++j)
      if (made.core[j] != 0 &&
          (points.squared(i, j) < nearest2 || (points.squared(i, j) == nearest2 && nearest == n))) {
        nearest2 = points.squared(i, j);
        nearest = j;
      }
    if (nearest < n) made.label[i] = made.label[nearest];
  }
  std::map<std::int32_t, std::int32_t> number;
  for (std::int32_t& label : made.label)
    if (label >= 0) label = number.try_emplace(label, static_cast<std::int32_t>(number.size())).first->second;
  made.clusters = static_cast<std::uint32_t>(number.size());
  return made;
}

void expect_as_all_pairs(const PointSet& points, double radius, std::uint32_t min_points) {
  const DbscanResult found = dbscan(points.view(), {radius, min_points}),
                     expected = all_pairs(points, radius, min_points);
  ASSERT_EQ(found.core, expected.core);
  ASSERT_EQ(found.label, expected.label);
  ASSERT_EQ(found.clusters, expected.clusters);
}

TEST(Dbscan, FindsWhatTheMapShows) {
  // Letters are clusters (A core, a border), # is noise.
  const auto drawn = draw(R"(
AAA......BB...
AAA......BB...
AAAa..........
.........CC..#
.#......CCC...)");
  const DbscanResult found = dbscan(drawn.points.view(), {100, 3});
  std::map<char, std::set<std::int32_t>> labels;
  for (std::size_t i = 0; i < drawn.drawn.size(); ++i)
    labels[static_cast<char>(std::toupper(drawn.drawn[i]))].insert(found.label[i]);
  EXPECT_EQ(labels['#'], std::set{-1});
  EXPECT_EQ(labels['A'], std::set{0});
  EXPECT_EQ(labels['B'], std::set{1});
  EXPECT_EQ(labels['C'], std::set{2});
  EXPECT_EQ(found.clusters, 3U);
}

TEST(Dbscan, CountsThePointItselfAndNeighboursAtTheRadius) {
  const PointSet pair{{0, 300}, {0, 400}, {}, false};  // exactly 500 m apart
  EXPECT_EQ(dbscan(pair.view(), {500, 2}).label, (std::vector<std::int32_t>{0, 0}));
  EXPECT_EQ(dbscan(pair.view(), {499.999, 2}).label, (std::vector<std::int32_t>{-1, -1}));
  EXPECT_EQ(dbscan(pair.view(), {1, 1}).label, (std::vector<std::int32_t>{0, 1}));
}

TEST(Dbscan, BorderPointJoinsItsNearestCoreAndOfEquallyNearTheLowestRow) {
  // Two groups of three, a point between them that is no core.
  const PointSet nearer_right{{0, 0, 1, 10.0, 10, 9, 5.5}, {0, 1, 0, 0, 1, 0, 0}, {}, false};
  EXPECT_EQ(dbscan(nearer_right.view(), {4.5, 4}).label, all_pairs(nearer_right, 4.5, 4).label);
  const PointSet middle{{9, 9, 10, 10, 1, 1, 0, 0, 5}, {0, 1, 0, 1, 0, 1, 0, 1, 0}, {}, false};
  const DbscanResult found = dbscan(middle.view(), {4, 4});
  EXPECT_EQ(found.core.back(), 0);
  EXPECT_EQ(found.label.back(), found.label[0]);
}

TEST(Dbscan, IsThatOfAllPairs) {
  for (std::uint32_t seed = 1; seed <= 25; ++seed)
    for (const double radius : {150.0, 500.0, 2000.0})
      for (const std::uint32_t min_points : {1U, 2U, 5U, 10U, 30U}) {
        SCOPED_TRACE(seed);
        expect_as_all_pairs(testing::towns(40 + 17 * seed, seed, seed % 3 * 0.2), radius, min_points);
      }
}

TEST(Dbscan, IsThatOfAllPairsInSpace) {
  for (std::uint32_t seed = 1; seed <= 15; ++seed)
    for (const double radius : {200.0, 600.0, 3000.0})
      expect_as_all_pairs(testing::in_space(testing::towns(300, seed), seed), radius, 5);
}

TEST(Dbscan, IsThatOfAllPairsWhereDistancesAreEqual) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed)
    for (const double radius : {100.0, 200.0, 500.0})
      expect_as_all_pairs(testing::on_a_grid(200, seed), radius, 4);
}

TEST(Dbscan, CrowdedCellsOnBothSidesOfAGapAreQuickAndApart) {
  // 200,000 points each side of a gap a millimetre too wide: pair by pair it would take minutes.
  PointSet points;
  for (int i = 0; i < 200'000; ++i) {
    points.add(0, i * 0.0015);
    points.add(500.001, i * 0.0015);
  }
  EXPECT_EQ(dbscan(points.view(), {500, 10}).clusters, 2U);
  for (double& x : points.x) x = x == 0 ? 0 : 500;
  EXPECT_EQ(dbscan(points.view(), {500, 10}).clusters, 1U);
}

TEST(Dbscan, NothingOnePointTwoPointsAndAllEqual) {
  EXPECT_TRUE(dbscan({}, {500, 10}).label.empty());
  EXPECT_EQ(dbscan(PointSet{{1}, {1}, {}, false}.view(), {500, 2}).label, std::vector{-1});
  EXPECT_EQ(dbscan(PointSet{{1}, {1}, {}, false}.view(), {500, 1}).label, std::vector{0});
  const PointSet equal{std::vector<double>(20, 7), std::vector<double>(20, 7), {}, false};
  EXPECT_EQ(dbscan(equal.view(), {1e-9, 20}).label, std::vector(20, 0));
  EXPECT_EQ(dbscan(equal.view(), {500, 21}).label, std::vector(20, -1));
}

TEST(Dbscan, TheOrderOfRowsChangesNumbersOnly) {
  const PointSet points = testing::towns(3000, 5);
  const DbscanResult found = dbscan(points.view(), {400, 8});
  const auto order = testing::shuffled(points.size(), 9);
  const DbscanResult other = dbscan(testing::reordered(points, order).view(), {400, 8});
  std::map<std::int32_t, std::int32_t> same;
  for (std::size_t i = 0; i < order.size(); ++i) {
    ASSERT_EQ(other.core[i], found.core[order[i]]);
    ASSERT_EQ(same.try_emplace(other.label[i], found.label[order[i]]).first->second, found.label[order[i]]);
  }
  EXPECT_EQ(other.clusters, found.clusters);
}

TEST(Dbscan, MovingAndScalingByPowersOfTwoChangesNothing) {
  PointSet points = testing::on_a_grid(400, 3);
  const DbscanResult found = dbscan(points.view(), {200, 5});
  for (double& x : points.x) x = (x + 65'536) * 4;
  for (double& y : points.y) y = (y - 1'048'576) * 4;
  EXPECT_EQ(dbscan(points.view(), {800, 5}).label, found.label);
}

TEST(Dbscan, IsTheSameForAnyNumberOfThreads) {
  const PointSet points = testing::towns(60'000, 4);
  std::vector<DbscanResult> found;
  for (const std::size_t threads : {1U, 2U, 4U}) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    found.push_back(dbscan(points.view(), {120, 10}));
  }
  EXPECT_EQ(found[1].label, found[0].label);
  EXPECT_EQ(found[2].label, found[0].label);
}

TEST(Dbscan, OnEarthClustersReachOverTheAntimeridianAndThePoles) {
  // Places 100 m apart: a row across 180 degrees, a ring around the north pole, and a row on the equator.
  std::vector<double> lon, lat;
  for (int i = -10; i <= 10; ++i) {
    lon.push_back(i < 0 ? 180 + i * 0.0018 : -180 + i * 0.0018);
    lat.push_back(60);
  }
  for (int i = 0; i < 12; ++i) {
    lon.push_back(i * 30 - 180);
    lat.push_back(90 - 190 / 111'694.0);
  }
  for (int i = 0; i < 21; ++i) {
    lon.push_back(20 + i * 0.0009);
    lat.push_back(0);
  }
  const auto earth = geo::earth_points(lon, lat);
  const Points points{earth.x, earth.y, earth.z, true};
  const DbscanResult found = dbscan(points, {105, 3});
  EXPECT_EQ(found.clusters, 3U);
  for (std::size_t i = 0; i < lon.size(); ++i) EXPECT_EQ(found.label[i], i < 21 ? 0 : i < 33 ? 1 : 2) << i;
  EXPECT_EQ(dbscan(points, {95, 3}).clusters, 0U);
  EXPECT_THROW((void)dbscan(points, {8'000'000, 3}), InvalidInput);
}

TEST(Dbscan, RefusesWhatCanNotBeAndSaysWhere) {
  const PointSet points = testing::towns(10, 1);
  for (const double radius : {0.0, -1.0, std::nan(""), HUGE_VAL})
    EXPECT_THROW((void)dbscan(points.view(), {radius, 10}), InvalidInput) << radius;
  EXPECT_THROW((void)dbscan(points.view(), {500, 0}), InvalidInput);
  EXPECT_THROW((void)dbscan(points.view(), {1e-9, 2}), InvalidInput);
  PointSet broken = points;
  broken.y[4] = HUGE_VAL;
  try {
    (void)dbscan(broken.view(), {500, 10});
    FAIL() << "a point at infinity was taken";
  } catch (const InvalidInput& wrong) {
    EXPECT_EQ(wrong.where(), "row 5");
  }
}

}  // namespace
}  // namespace grono::mapping
