#include "mapping/ward.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

namespace grono::mapping {
namespace {

using Numbers = std::vector<std::uint32_t>;

std::vector<double> squared_distances(const std::vector<std::vector<double>>& points) {
  std::vector<double> made;
  for (const auto& a : points)
    for (const auto& b : points) {
      double sum = 0;
      for (std::size_t axis = 0; axis < a.size(); ++axis) sum += (a[axis] - b[axis]) * (a[axis] - b[axis]);
      made.push_back(sum);
    }
  return made;
}

// Any dissimilarity, also one that no points have.
std::vector<double> random_dissimilarities(std::uint32_t items, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<double> made(std::size_t{items} * items);
  for (std::size_t i = 0; i < items; ++i)
    for (std::size_t j = 0; j < i; ++j)
      made[i * items + j] = made[j * items + i] = std::uniform_real_distribution(-1.0, 1.0)(random);
  return made;
}

/// The two nearest groups of all merge, found by looking at every pair each time.
std::vector<Merge> naive_ward(std::vector<double> d, std::uint32_t items) {
  std::vector<double> size(items, 1);
  std::vector<Merge> made;
  while (made.size() + 1 < items) {
    Merge best{0, 0, std::numeric_limits<double>::infinity()};
    for (std::uint32_t a = 0; a < items; ++a)
      for (std::uint32_t b = a + 1; b < items; ++b)
        if (size[a] > 0 && size[b] > 0 && d[a * items + b] < best.height) best = {a, b, d[a * items + b]};
    for (std::uint32_t w = 0; w < items; ++w) {
      if (w == best.a || w == best.b || size[w] == 0) continue;
      d[best.a * items + w] = d[w * items + best.a] =
          ((size[best.a] + size[w]) * d[best.a * items + w] +
           (size[best.b] + size[w]) * d[best.b * items + w] - size[w] * best.height) /
          (size[best.a] + size[best.b] + size[w]);
    }
    size[best.a] += size[best.b];
    size[best.b] = 0;
    made.push_back(best);
  }
  return made;
}

TEST(Ward, ByHand) {
  const auto tree = ward_tree(squared_distances({{0}, {1}, {5}}), 3);
  ASSERT_EQ(tree.size(), 2U);
  EXPECT_EQ(tree[0].a, 0U);
  EXPECT_EQ(tree[0].b, 1U);
  EXPECT_DOUBLE_EQ(tree[0].height, 1);
  EXPECT_DOUBLE_EQ(tree[1].height, (2 * 25 + 2 * 16 - 1) / 3.0);
  EXPECT_EQ(cut(tree, 3), (Numbers{0, 1, 2}));
  EXPECT_EQ(cut(tree, 2), (Numbers{0, 0, 1}));
  EXPECT_EQ(cut(tree, 1), (Numbers{0, 0, 0}));
}

// Twice what the union adds to the sum of squares about the middles.
TEST(Ward, HeightIsTheGrowthOfTheSumOfSquares) {
  std::mt19937 random(3);
  std::vector<std::vector<double>> points;
  for (int i = 0; i < 30; ++i)
    points.push_back({std::normal_distribution()(random), std::normal_distribution()(random)});
  const auto tree = ward_tree(squared_distances(points), 30);
  const auto squares = [&](const Numbers& group) {
    double sum = 0;
    for (const std::uint32_t g : group) {
      std::vector<double> middle(2);
      double members = 0;
      for (std::size_t i = 0; i < 30; ++i)
        if (group[i] == g) middle[0] += points[i][0], middle[1] += points[i][1], ++members;
      for (std::size_t i = 0; i < 30; ++i)
        if (group[i] == g)
          for (std::size_t axis = 0; axis < 2; ++axis)
            sum += (points[i][axis] - middle[axis] / members) * (points[i][axis] - middle[axis] / members) /
                   members;
    }
    return sum;
  };
  for (std::uint32_t groups = 1; groups < 30; ++groups)
    EXPECT_NEAR(tree[29 - groups].height, 2 * (squares(cut(tree, groups)) - squares(cut(tree, groups + 1))),
                1e-9);
}

TEST(Ward, ChainFindsWhatLookingAtEveryPairFinds) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    const std::uint32_t items = 2 + seed;
    const auto dissimilarities = random_dissimilarities(items, seed);
    const auto found = ward_tree(dissimilarities, items), expected = naive_ward(dissimilarities, items);
    ASSERT_EQ(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].a, expected[i].a) << seed << ' ' << i;
      EXPECT_EQ(found[i].b, expected[i].b) << seed << ' ' << i;
      EXPECT_NEAR(found[i].height, expected[i].height, 1e-12);
    }
  }
}

TEST(Ward, AConstantChangesNoMerge) {
  auto dissimilarities = random_dissimilarities(25, 7);
  const auto before = ward_tree(dissimilarities, 25);
  for (double& each : dissimilarities) each += 100;
  const auto after = ward_tree(dissimilarities, 25);
  for (std::size_t i = 0; i < before.size(); ++i) {
    EXPECT_EQ(before[i].a, after[i].a);
    EXPECT_NEAR(before[i].height + 100, after[i].height, 1e-9);
  }
}

TEST(Ward, OneItemAndEqualItemsHaveATree) {
  EXPECT_TRUE(ward_tree({0}, 1).empty());
  EXPECT_EQ(cut({}, 1), (Numbers{0}));
  const auto tree = ward_tree(std::vector<double>(36, 2.5), 6);
  for (std::uint32_t groups = 1; groups <= 6; ++groups) {
    const auto found = cut(tree, groups);
    EXPECT_EQ(*std::max_element(found.begin(), found.end()), groups - 1);
  }
}

}  // namespace
}  // namespace grono::mapping
