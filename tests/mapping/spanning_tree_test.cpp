#include "mapping/spanning_tree.hpp"

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "base/error.hpp"
#include "point_sets.hpp"

namespace grono::mapping {
namespace {

using testing::PointSet;

// Core distances from all distances, sorted.
std::vector<double> all_core_squares(const PointSet& points, std::uint32_t min_points) {
  std::vector<double> cores(points.size()), squares(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    for (std::size_t j = 0; j < points.size(); ++j) squares[j] = points.squared(i, j);
    std::sort(squares.begin(), squares.end());
    cores[i] = squares[min_points - 1];
  }
  return cores;
}

struct Edge {
  double reach2, distance2;
  std::uint32_t a, b;
  auto operator<=>(const Edge&) const = default;
};

// Kruskal over all pairs, in the documented order.
std::vector<Edge> all_pairs_tree(const PointSet& points, std::uint32_t min_points) {
  const auto cores = all_core_squares(points, min_points);
  std::vector<Edge> pairs, tree;
  for (std::uint32_t a = 0; a < points.size(); ++a)
    for (std::uint32_t b = a + 1; b < points.size(); ++b)
      pairs.push_back({std::max({cores[a], cores[b], points.squared(a, b)}), points.squared(a, b), a, b});
  std::sort(pairs.begin(), pairs.end());
  std::vector<std::size_t> group(points.size());
  for (std::size_t i = 0; i < group.size(); ++i) group[i] = i;
  for (const Edge& pair : pairs) {
    const std::size_t from = group[pair.a], to = group[pair.b];
    if (from == to) continue;
    std::replace(group.begin(), group.end(), from, to);
    tree.push_back(pair);
  }
  return tree;
}

void expect_the_tree_of_all_pairs(const PointSet& points, std::uint32_t min_points) {
  const ReachabilityTree found = reachability_tree(points.view(), min_points);
  const auto cores = all_core_squares(points, min_points);
  ASSERT_EQ(found.core_distance_m.size(), points.size());
  for (std::size_t i = 0; i < points.size(); ++i)
    ASSERT_EQ(found.core_distance_m[i], std::sqrt(cores[i])) << "row " << i;
  const auto expected = all_pairs_tree(points, min_points);
  ASSERT_EQ(found.edges.size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    ASSERT_EQ(found.edges[i].a, expected[i].a) << "edge " << i;
    ASSERT_EQ(found.edges[i].b, expected[i].b) << "edge " << i;
    ASSERT_EQ(found.edges[i].distance_m, std::sqrt(expected[i].reach2)) << "edge " << i;
  }
}

TEST(SpanningTree, ByHandOnALine) {
  // 0 - 1 - 3 - 7, two neighbours each (itself the first): core distances 1, 1, 2, 4.
  const PointSet points{{0, 1, 3, 7}, {0, 0, 0, 0}, {}, false};
  const ReachabilityTree found = reachability_tree(points.view(), 2);
  EXPECT_EQ(found.core_distance_m, (std::vector<double>{1, 1, 2, 4}));
  ASSERT_EQ(found.edges.size(), 3U);
  EXPECT_EQ(found.edges[0].distance_m, 1);
  EXPECT_EQ(found.edges[1].distance_m, 2);
  EXPECT_EQ(found.edges[2].distance_m, 4);
}

TEST(SpanningTree, IsThatOfAllPairs) {
  for (std::uint32_t seed = 1; seed <= 14; ++seed)
    for (const std::uint32_t min_points : {1U, 2U, 5U, 10U}) {
      SCOPED_TRACE(seed);
      const std::size_t count = 10 + 11 * seed;
      expect_the_tree_of_all_pairs(testing::towns(count, seed, 0), min_points);
      expect_the_tree_of_all_pairs(testing::towns(count, seed, 0.4), min_points);
      expect_the_tree_of_all_pairs(testing::towns(count, seed, 0.03), min_points);
    }
}

TEST(SpanningTree, IsThatOfAllPairsInSpace) {
  for (std::uint32_t seed = 1; seed <= 10; ++seed)
    expect_the_tree_of_all_pairs(testing::in_space(testing::towns(200, seed), seed), 7);
}

TEST(SpanningTree, IsThatOfAllPairsWhereDistancesAreEqual) {
  for (std::uint32_t seed = 1; seed <= 8; ++seed)
    for (const std::uint32_t min_points : {1U, 4U, 10U})
      expect_the_tree_of_all_pairs(testing::on_a_grid(250, seed), min_points);
}

TEST(SpanningTree, PointsThatAreAllEqualAreOneStar) {
  const PointSet points{std::vector<double>(50, 3.5), std::vector<double>(50, -1), {}, false};
  expect_the_tree_of_all_pairs(points, 10);
}

TEST(SpanningTree, OnePointHasNoEdgeAndTwoHaveOne) {
  expect_the_tree_of_all_pairs({{5}, {5}, {}, false}, 1);
  expect_the_tree_of_all_pairs({{5, 8}, {5, 9}, {}, false}, 1);
  expect_the_tree_of_all_pairs({{5, 8}, {5, 9}, {}, false}, 2);
}

TEST(SpanningTree, IsTheSameForAnyNumberOfThreads) {
  const PointSet points = testing::towns(20'000, 3);
  std::vector<ReachabilityTree> found;
  for (const std::size_t threads : {1U, 2U, 4U}) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    found.push_back(reachability_tree(points.view(), 10));
  }
  for (std::size_t i = 1; i < found.size(); ++i) {
    EXPECT_EQ(found[i].core_distance_m, found[0].core_distance_m);
    EXPECT_TRUE(std::equal(found[i].edges.begin(), found[i].edges.end(), found[0].edges.begin(),
                           [](const SpanningEdge& a, const SpanningEdge& b) {
                             return a.a == b.a && a.b == b.b && a.distance_m == b.distance_m;
                           }));
  }
}

TEST(SpanningTree, ManyOnOneCoordinateAreQuick) {
  // 200,000 points on 50 places: a search through its twins by every point would take minutes.
  PointSet points;
  for (int i = 0; i < 200'000; ++i) points.add(i % 50 * 1000.0, i % 7 * 10.0);
  EXPECT_EQ(reachability_tree(points.view(), 10).edges.size(), points.size() - 1);
}

TEST(SpanningTree, RefusesWhatHasNoPlaceAndSaysTheRow) {
  PointSet points{{0, 1, std::nan("")}, {0, 0, 0}, {}, false};
  try {
    (void)reachability_tree(points.view(), 2);
    FAIL() << "a point without place was taken";
  } catch (const InvalidInput& wrong) {
    EXPECT_EQ(wrong.where(), "row 3");
  }
  points.x[2] = 2;
  EXPECT_THROW((void)reachability_tree(points.view(), 0), InvalidInput);
  EXPECT_THROW((void)reachability_tree(points.view(), 4), InvalidInput);
}

}  // namespace
}  // namespace grono::mapping
