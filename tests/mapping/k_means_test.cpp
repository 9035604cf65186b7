#include "mapping/k_means.hpp"

#include <algorithm>
#include <random>
#include <set>

#include <gtest/gtest.h>

namespace grono::mapping {
namespace {

using Numbers = std::vector<std::uint32_t>;
using PointRows = std::vector<std::vector<double>>;

std::vector<double> products(const PointRows& points) {
  std::vector<double> made;
  for (const auto& a : points)
    for (const auto& b : points) {
      double sum = 0;
      for (std::size_t axis = 0; axis < a.size(); ++axis) sum += a[axis] * b[axis];
      made.push_back(sum);
    }
  return made;
}

double squares(const PointRows& points, const Numbers& group) {
  double sum = 0;
  for (const std::uint32_t g : std::set<std::uint32_t>(group.begin(), group.end()))
    for (std::size_t axis = 0; axis < points[0].size(); ++axis) {
      double mean = 0, members = 0;
      for (std::size_t i = 0; i < points.size(); ++i)
        if (group[i] == g) mean += points[i][axis], ++members;
      mean /= members;
      for (std::size_t i = 0; i < points.size(); ++i)
        if (group[i] == g) sum += (points[i][axis] - mean) * (points[i][axis] - mean);
    }
  return sum;
}

PointRows random_points(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  PointRows made(count);
  for (auto& point : made) point = {std::normal_distribution()(random), std::normal_distribution()(random)};
  return made;
}

std::size_t groups_in(const Numbers& group) {
  return std::set<std::uint32_t>(group.begin(), group.end()).size();
}

TEST(KMeans, FarGroupsAreFound) {
  const PointRows points = {{9, 9}, {0, 0}, {9, 8}, {0, 1}, {-5, 20}};
  EXPECT_EQ(k_means(products(points), 5, {3, 1, 5}), (Numbers{0, 1, 0, 1, 2}));
}

TEST(KMeans, IsTheLeastOfAllPartitionsOfFewItems) {
  for (unsigned seed = 0; seed < 10; ++seed) {
    const PointRows points = random_points(8, seed);
    double least = 1e300;
    for (int code = 0; code < 6'561; ++code) {
      Numbers group;
      for (int i = 0, rest = code; i < 8; ++i, rest /= 3)
        group.push_back(static_cast<std::uint32_t>(rest % 3));
      if (groups_in(group) == 3) least = std::min(least, squares(points, group));
    }
    EXPECT_NEAR(squares(points, k_means(products(points), 8, {3, seed, 50})), least, 1e-9);
  }
}

TEST(KMeans, NoSingleMoveMakesItBetter) {
  const PointRows points = random_points(60, 4);
  auto group = k_means(products(points), 60, {7, 9, 1});
  const double found = squares(points, group);
  for (std::size_t i = 0; i < 60; ++i)
    for (std::uint32_t other = 0; other < 7; ++other) {
      const std::uint32_t own = std::exchange(group[i], other);
      EXPECT_TRUE(groups_in(group) < 7 || squares(points, group) >= found - 1e-9);
      group[i] = own;
    }
}

TEST(KMeans, EqualItemsStillMakeAsManyGroups) {
  const PointRows same(6, {2, 3});
  EXPECT_EQ(groups_in(k_means(products(same), 6, {4, 1, 2})), 4U);
  const PointRows two = {{1, 1}, {1, 1}, {1, 1}, {5, 5}};
  EXPECT_EQ(groups_in(k_means(products(two), 4, {3, 1, 2})), 3U);
  EXPECT_EQ(k_means(products(two), 4, {4, 1, 2}), (Numbers{0, 1, 2, 3}));
  EXPECT_EQ(k_means(products(two), 4, {1, 1, 2}), (Numbers{0, 0, 0, 0}));
  EXPECT_EQ(k_means(std::vector<double>{4}, 1, {1, 1, 1}), (Numbers{0}));
}

TEST(KMeans, OneSeedGivesOneAnswer) {
  const PointRows points = random_points(200, 6);
  EXPECT_EQ(k_means(products(points), 200, {12, 3, 2}), k_means(products(points), 200, {12, 3, 2}));
  EXPECT_NE(k_means(products(points), 200, {12, 3, 1}), k_means(products(points), 200, {12, 4, 1}));
}

}  // namespace
}  // namespace grono::mapping
