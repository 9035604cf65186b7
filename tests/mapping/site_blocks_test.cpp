#include "mapping/site_blocks.hpp"

#include <algorithm>
#include <map>
#include <random>

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "geo/earth_points.hpp"
#include "mapping/area_sums.hpp"
#include "mapping/field_reach.hpp"
#include "mapping/fixed_density.hpp"
#include "mapping/merges_above.hpp"
#include "mapping/ordered_sites.hpp"
#include "mapping/ranks.hpp"
#include "mapping/spanning_tree.hpp"
#include "point_sets.hpp"

namespace grono::mapping {
namespace {

using testing::PointSet;

struct Count {
  std::uint32_t sites = 0;
  Count& operator+=(const Count& other) {
    sites += other.sites;
    return *this;
  }
};

// What stands in every group that is large enough, by its merge, as it is defined: site by site.
std::map<std::uint32_t, std::uint32_t> areas(const Dendrogram& dendrogram, std::vector<Count> entering,
                                             std::uint32_t min_size) {
  std::map<std::uint32_t, std::uint32_t> made;
  climb(dendrogram, std::move(entering), [&](std::uint32_t merge, const Count& count) {
    if (dendrogram.size[merge] >= min_size) made[merge] = count.sites;
  });
  return made;
}

struct Question {
  OrderedSites sites;
  std::vector<double> x, y, z;  // of the field
  std::uint32_t min_points = 3, min_size = 4;
  std::vector<double> radii_m = {};

  [[nodiscard]] Points field() const { return {x, y, z, sites.on_earth}; }
  [[nodiscard]] ReachabilityTree tree() const {
    return radii_m.empty() ? reachability_tree(field(), min_points)
                           : fixed_density_tree(field(), radii_m, min_points);
  }
};

// Every `each`-th site is of the field.
Question question_of(const Points& points, std::size_t each) {
  Question made;
  made.sites = in_order_of_space(points, {}, alone());
  for (std::size_t row = 0; row < points.size(); row += each) {
    made.x.push_back(points.x[row]);
    made.y.push_back(points.y[row]);
    if (!points.z.empty()) made.z.push_back(points.z[row]);
  }
  return made;
}

void expect_same_areas(const Question& asked) {
  const ReachabilityTree tree = asked.tree();
  const Dendrogram dendrogram = dendrogram_of(tree.edges, static_cast<std::uint32_t>(asked.x.size()));
  const FieldReach reach = field_reach(asked.sites.points(), asked.field(), tree.core_distance_m, dendrogram);
  const auto expected = areas(
      dendrogram, entering_sums<Count>(dendrogram, reach, [](Count& count, std::uint32_t) { ++count.sites; }),
      asked.min_size);
  const auto runs = SiteBlocks(asked.sites.points())
                        .entering(asked.field(), tree.core_distance_m, dendrogram, asked.min_size);
  std::vector<Count> entering(dendrogram.distance_m.size());
  std::uint32_t next = 0;
  for (const EnteringRun& run : runs) {
    EXPECT_EQ(run.first, next);
    EXPECT_LT(run.first, run.last);
    next = run.last;
    if (run.merge < entering.size()) entering[run.merge].sites += run.last - run.first;
  }
  EXPECT_EQ(next, asked.sites.size());
  EXPECT_EQ(areas(dendrogram, std::move(entering), asked.min_size), expected);
}

TEST(SiteBlocks, CountWhatIsCountedSiteBySite) {
  for (std::uint32_t seed = 1; seed <= 8; ++seed) {
    const PointSet points = testing::towns(4'000, seed);
    Question asked = question_of(points.view(), 7 * seed);
    for (const std::uint32_t min_size : {2U, 4U, 30U}) {
      asked.min_size = min_size;
      expect_same_areas(asked);
    }
  }
}

TEST(SiteBlocks, CountTheSameWhereManyDistancesAreEqual) {
  // A lattice: core distances and merges are equal in great numbers, and borders run through sites.
  PointSet points;
  std::mt19937 random(4);
  for (int i = 0; i < 3'000; ++i)
    points.add(static_cast<double>(random() % 60) * 100, static_cast<double>(random() % 60) * 100);
  for (const std::size_t each : {2U, 5U, 40U}) expect_same_areas(question_of(points.view(), each));
}

TEST(SiteBlocks, CountTheSameAtFixedDistances) {
  const PointSet points = testing::towns(3'000, 11);
  Question asked = question_of(points.view(), 6);
  asked.radii_m = {300, 700, 5'000};
  expect_same_areas(asked);
  asked.radii_m = {1e-3};  // nobody is a core
  expect_same_areas(asked);
}

TEST(SiteBlocks, CountTheSameOnEarthAcrossTheAntimeridian) {
  std::mt19937_64 random(3);
  std::normal_distribution<double> about(0, 0.4);
  std::vector<double> lon, lat;
  for (int i = 0; i < 3'000; ++i) {
    lon.push_back(std::remainder(180 + about(random), 360.0));
    lat.push_back(65 + about(random));
  }
  const auto earth = geo::earth_points(lon, lat);
  for (const std::size_t each : {3U, 20U})
    expect_same_areas(question_of({earth.x, earth.y, earth.z, true}, each));
}

TEST(SiteBlocks, EverybodyOnOnePlace) {
  const std::vector<double> x(100, 5.0), y(100, -3.0);
  expect_same_areas(question_of({x, y, {}, false}, 4));
}

TEST(SiteBlocks, AFewSites) {
  const PointSet points = testing::towns(9, 2);
  expect_same_areas(question_of(points.view(), 2));
}

TEST(SiteBlocks, AreTheSameForAnyNumberOfThreads) {
  const PointSet points = testing::towns(5'000, 21);
  const Question asked = question_of(points.view(), 25);
  const ReachabilityTree tree = asked.tree();
  const Dendrogram dendrogram = dendrogram_of(tree.edges, static_cast<std::uint32_t>(asked.x.size()));
  const auto runs = [&](std::size_t threads) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    std::vector<std::uint32_t> made;
    for (const EnteringRun& run :
         SiteBlocks(asked.sites.points()).entering(asked.field(), tree.core_distance_m, dendrogram, 4))
      made.insert(made.end(), {run.merge, run.first, run.last});
    return made;
  };
  EXPECT_EQ(runs(1), runs(4));
}

TEST(MergesAbove, AreFoundAsByWalkingUp) {
  const PointSet points = testing::towns(700, 5);
  const Dendrogram dendrogram = dendrogram_of(reachability_tree(points.view(), 3).edges, 700);
  const auto merges = static_cast<std::uint32_t>(dendrogram.distance_m.size());
  std::vector<std::uint32_t> parent(2 * points.size() - 1, merges);
  for (std::uint32_t merge = 0; merge < merges; ++merge)
    parent[dendrogram.left[merge]] = parent[dendrogram.right[merge]] = merge;
  for (const std::uint32_t min_size : {1U, 6U, 701U}) {
    const MergesAbove above(dendrogram, min_size);
    for (std::uint32_t point = 0; point < 700; point += 13)
      for (std::uint32_t at = 0; at < merges; at += 31) {
        const double distance = dendrogram.distance_m[at];
        std::uint32_t merge = parent[point];
        while (merge < merges &&
               (dendrogram.size[merge] < min_size || dendrogram.distance_m[merge] < distance))
          merge = parent[700 + merge];
        EXPECT_EQ(above.first(point, distance), merge);
        EXPECT_EQ(above.none(), merges);
      }
  }
}

}  // namespace
}  // namespace grono::mapping
