#include "mapping/cluster_categories.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "base/error.hpp"
#include "mapping/ellison_glaeser.hpp"
#include "mapping/unknown.hpp"

namespace grono::mapping {
namespace {

using Numbers = std::vector<std::uint32_t>;

/// A table in which the industries of a category go to the same regions.
struct Planted {
  std::vector<double> values;
  std::uint32_t regions, industries;
  Numbers category;  // numbered by first industry
  [[nodiscard]] RegionTable table() const { return {values, regions, industries}; }
};

Planted planted(std::uint32_t categories, std::uint32_t regions, std::uint32_t industries, unsigned seed) {
  std::mt19937 random(seed);
  std::exponential_distribution<double> size;
  std::uniform_real_distribution<double> noise(0.8, 1.2);
  std::vector<double> level(std::size_t{regions} * categories);
  for (double& each : level) each = 100 * size(random);
  Planted made{std::vector<double>(std::size_t{regions} * industries), regions, industries, {}};
  for (std::uint32_t i = 0; i < industries; ++i) {
    made.category.push_back(i < categories ? i : static_cast<std::uint32_t>(random() % categories));
    for (std::size_t r = 0; r < regions; ++r)
      made.values[r * industries + i] = level[r * categories + made.category[i]] * noise(random);
  }
  return made;
}

std::vector<Similarity> similarities_of(const RegionTable& table) {
  std::vector<Similarity> made = {{"lc-emp", locational_correlation(table)}, {"coi", coagglomeration(table)}};
  made.push_back({"composite", composite(made, table.industries)});
  return made;
}

const Categories& best(const CategoryCandidates& found) {
  return found.tried[found.best].scored.categories;
}

TEST(ClusterCategories, PlantedOnesAreRecoveredExactly) {
  for (unsigned seed = 0; seed < 5; ++seed) {
    const Planted figures = planted(8, 120, 60, seed);
    const auto found = cluster_categories(similarities_of(figures.table()), 60, {3, 15, 1, 3});
    EXPECT_EQ(best(found).of, figures.category) << seed;
    EXPECT_EQ(found.tried[found.best].scored.mean.overall(), 100);
    EXPECT_EQ(found.tried.size(), 3U * 3 * 13);
  }
}

TEST(ClusterCategories, EveryGroupingRecoversThemWhereTheirNumberIsGiven) {
  const Planted figures = planted(8, 120, 60, 11);
  const auto found = cluster_categories(similarities_of(figures.table()), 60, {8, 8, 1, 3});
  for (const Candidate& candidate : found.tried)
    EXPECT_EQ(candidate.scored.categories.of, figures.category) << static_cast<int>(candidate.grouping);
}

TEST(ClusterCategories, CandidatesCarryTheScoresOfTheirDefinition) {
  const Planted figures = planted(5, 40, 30, 2);
  const auto similarities = similarities_of(figures.table());
  const auto found = cluster_categories(similarities, 30, {4, 6, 1, 1});
  double highest = 0;
  for (const Candidate& candidate : found.tried) {
    const auto again = score_categories(similarities, candidate.scored.categories);
    EXPECT_EQ(again.mean.overall(), candidate.scored.mean.overall());
    double sum = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      const auto by_hand = validation_score(category_relations(similarities[i], candidate.scored.categories));
      EXPECT_EQ(by_hand.overall(), candidate.scored.by_similarity[i].overall());
      sum += by_hand.overall();
    }
    EXPECT_NEAR(candidate.scored.mean.overall(), sum / 3, 1e-9);
    highest = std::max(highest, candidate.scored.mean.overall());
    const Numbers& of = candidate.scored.categories.of;
    EXPECT_EQ(std::set<std::uint32_t>(of.begin(), of.end()).size(), candidate.scored.categories.count);
  }
  EXPECT_NEAR(found.tried[found.best].scored.mean.overall(), highest, 1e-9);
}

TEST(ClusterCategories, DoesNotSeeTheOrderOfIndustries) {
  std::mt19937 random(8);
  Planted one = planted(9, 80, 70, 3);
  for (double& each : one.values) each += 40 * std::exponential_distribution<double>()(random);  // less clear
  Numbers place(70);
  std::iota(place.begin(), place.end(), 0U);
  std::shuffle(place.begin(), place.end(), random);
  Planted other = one;
  for (std::size_t r = 0; r < 80; ++r)
    for (std::size_t i = 0; i < 70; ++i) other.values[r * 70 + place[i]] = one.values[r * 70 + i];
  const CategorySearch search{4, 20, 5, 2};
  const auto before = cluster_categories(similarities_of(one.table()), 70, search);
  const auto after = cluster_categories(similarities_of(other.table()), 70, search);
  ASSERT_EQ(before.best, after.best);
  for (std::size_t at = 0; at < before.tried.size(); ++at) {
    const Numbers& x = before.tried[at].scored.categories.of;
    const Numbers& y = after.tried[at].scored.categories.of;
    for (std::size_t i = 0; i < 70; ++i)
      for (std::size_t j = 0; j < i; ++j) ASSERT_EQ(x[i] == x[j], y[place[i]] == y[place[j]]) << at;
  }
}

TEST(ClusterCategories, AnyNumberOfThreadsGivesTheSameBits) {
  const Planted figures = planted(12, 60, 90, 5);
  const auto once = [&](std::size_t threads) {
    const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
    std::vector<double> made;
    const auto found = cluster_categories(similarities_of(figures.table()), 90, {5, 30, 7, 2});
    for (const Candidate& candidate : found.tried) {
      made.insert(made.end(), candidate.scored.categories.of.begin(), candidate.scored.categories.of.end());
      made.push_back(candidate.scored.mean.overall());
    }
    made.push_back(static_cast<double>(found.best));
    return made;
  };
  EXPECT_EQ(once(1), once(4));
}

TEST(ClusterCategories, AnIndustryWithoutEmploymentIsInNone) {
  Planted figures = planted(4, 50, 20, 6);
  for (std::size_t r = 0; r < 50; ++r) {
    figures.values[r * 20 + 7] = 0;
    figures.values[r * 20 + 13] = kUnknown;
  }
  const auto found = cluster_categories(similarities_of(figures.table()), 20, {2, 8, 1, 3});
  const Numbers& of = best(found).of;
  EXPECT_EQ(of[7], kNoCategory);
  EXPECT_EQ(of[13], kNoCategory);
  for (std::size_t i = 0; i < 20; ++i)
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_TRUE(of[i] == kNoCategory || of[j] == kNoCategory ||
                  (of[i] == of[j]) == (figures.category[i] == figures.category[j]));
}

TEST(ClusterCategories, ASimilarityMayKnowSomeIndustriesOnly) {
  const Planted figures = planted(4, 50, 20, 9);
  auto similarities = similarities_of(figures.table());
  for (std::size_t j = 0; j < 20; ++j)
    similarities[0].values[5 * 20 + j] = similarities[0].values[j * 20 + 5] = kUnknown;
  EXPECT_EQ(best(cluster_categories(similarities, 20, {2, 8, 1, 3})).of, figures.category);
}

TEST(ClusterCategories, AllEqualIsOneKindOfLike) {
  const Similarity equal{"equal", std::vector<double>(36, 0.5)};
  const auto found = cluster_categories(std::vector{equal}, 6, {2, 6, 1, 1});
  for (const Candidate& candidate : found.tried) EXPECT_EQ(candidate.scored.mean.overall(), 0);
}

TEST(ClusterCategories, SaysWhichRangeCanNotBe) {
  const Planted figures = planted(4, 50, 20, 6);
  const auto similarities = similarities_of(figures.table());
  const auto refuses = [&](const CategorySearch& search) {
    EXPECT_THROW(static_cast<void>(cluster_categories(similarities, 20, search)), InvalidInput);
  };
  refuses({1, 5, 1, 1});
  refuses({6, 5, 1, 1});
  refuses({5, 21, 1, 1});
  refuses({5, 8, 1, 0});
  const std::vector<double> alone = {1, 2, 3};
  EXPECT_THROW(
      static_cast<void>(cluster_categories(
          std::vector<Similarity>{{"lc-emp", locational_correlation({alone, 3, 1})}}, 1, {2, 2, 1, 1})),
      InvalidInput);
}

}  // namespace
}  // namespace grono::mapping
