#include "mapping/category_relations.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "mapping/unknown.hpp"

namespace grono::mapping {
namespace {

using Numbers = std::vector<std::uint32_t>;

Similarity random_similarity(std::size_t industries, unsigned seed, double unknown = 0) {
  std::mt19937 random(seed);
  Similarity made{"random", std::vector<double>(industries * industries, kUnknown)};
  std::uniform_real_distribution<double> share;
  for (std::size_t i = 0; i < industries; ++i)
    for (std::size_t j = 0; j < i; ++j)
      made.values[i * industries + j] = made.values[j * industries + i] =
          share(random) < unknown ? kUnknown : share(random);
  return made;
}

Categories random_categories(std::size_t industries, std::uint32_t count, unsigned seed) {
  std::mt19937 random(seed);
  Categories made{Numbers(industries), count};
  for (std::uint32_t i = 0; i < industries; ++i) {
    const auto drawn = static_cast<std::uint32_t>(random() % (count + 1));
    made.of[i] = i < count ? i : drawn == count ? kNoCategory : drawn;
  }
  return made;
}

// Industries 0 and 1 hang together by 0.8, 2 and 3 by 0.6; 1 and 2 by 0.7, else 0.1.
Similarity two_pairs() {
  return {"hand", {0, .8, .1, .1, .8, 0, .7, .1, .1, .7, 0, .6, .1, .1, .6, 0}};
}

TEST(CategoryRelations, ByHand) {
  const auto found = category_relations(two_pairs(), {{0, 0, 1, 1}, 2});
  EXPECT_DOUBLE_EQ(found.of_industry(0, 0), 0.8);
  EXPECT_DOUBLE_EQ(found.of_industry(2, 0), 0.4);
  EXPECT_DOUBLE_EQ(found.of_industry(2, 1), 0.6);
  EXPECT_DOUBLE_EQ(found.of_categories(0, 0), 0.8);
  EXPECT_DOUBLE_EQ(found.of_categories(0, 1), 0.25);
  EXPECT_DOUBLE_EQ(found.of_categories(1, 0), 0.25);
  const auto score = validation_score(found);
  EXPECT_EQ(score.cluster_avg, 100);
  EXPECT_EQ(score.industry_95, 100);
  EXPECT_EQ(score.overall(), 100);
}

TEST(ValidationScore, CountsWhatPasses) {
  // The worse definition: {0, 3} and {1, 2}. 0 and 3 fit the others better, 1 and 2 do not.
  const auto found = validation_score(category_relations(two_pairs(), {{0, 1, 1, 0}, 2}));
  EXPECT_EQ(found.cluster_avg, 50);  // 0.1 < 0.4 < 0.7
  EXPECT_EQ(found.industry_avg, 50);
  EXPECT_EQ(found.overall(), 50);
}

TEST(ValidationScore, AnIndustryAloneDoesNotPass) {
  const auto found = validation_score(category_relations(two_pairs(), {{0, 0, 1, kNoCategory}, 2}));
  EXPECT_EQ(found.cluster_avg, 50);
  EXPECT_NEAR(found.industry_avg, 200 / 3.0, 1e-12);
  EXPECT_TRUE(std::isnan(validation_score(category_relations(two_pairs(), {{0, 0, 0, 0}, 1})).overall()));
}

TEST(ValidationScore, WhatASimilarityDoesNotKnowDoesNotCount) {
  Similarity similarity = two_pairs();
  for (const std::size_t other : {0U, 1U, 2U})
    similarity.values[3 * 4 + other] = similarity.values[other * 4 + 3] = kUnknown;
  const auto found = validation_score(category_relations(similarity, {{0, 0, 1, 1}, 2}));
  EXPECT_NEAR(found.industry_avg, 200 / 3.0, 1e-12);  // 0 and 1 of those three that are known
}

TEST(Separation, IsWhatIndustriesHaveAboveTheirClosestOther) {
  // 0.8 - 0.1, 0.8 - 0.4, 0.6 - 0.4, 0.6 - 0.1
  EXPECT_NEAR(separation(category_relations(two_pairs(), {{0, 0, 1, 1}, 2})), (0.7 + 0.4 + 0.2 + 0.5) / 4,
              1e-12);
  // Who is alone counts nothing: 0.8 - 0.1, 0.8 - 0.7.
  EXPECT_NEAR(separation(category_relations(two_pairs(), {{0, 0, 1, 2}, 3})), (0.7 + 0.1) / 4, 1e-12);
  EXPECT_TRUE(std::isnan(separation(category_relations(two_pairs(), {{0, 0, 0, 0}, 1}))));
}

/// By the letter of the formulas, and the percentile by sorting.
struct ByFormula {
  ByFormula(const Similarity& similarity, const Categories& all) : m(similarity.values), categories(all) {}

  [[nodiscard]] double mean(const std::vector<std::uint32_t>& from,
                            const std::vector<std::uint32_t>& to) const {
    double sum = 0, pairs = 0;
    for (const auto i : from)
      for (const auto j : to)
        if (i != j && !std::isnan(m[i * categories.of.size() + j]))
          sum += m[i * categories.of.size() + j], ++pairs;
    return pairs > 0 ? sum / pairs : kUnknown;
  }
  [[nodiscard]] std::vector<std::uint32_t> members(std::uint32_t c) const {
    std::vector<std::uint32_t> made;
    for (std::uint32_t i = 0; i < categories.of.size(); ++i)
      if (categories.of[i] == c) made.push_back(i);
    return made;
  }
  // Whether `from`, which belongs to c, is above the mean and the percentile of the others; nothing if none
  // is known.
  void take(const std::vector<std::uint32_t>& from, std::uint32_t c, double& all, double& avg,
            double& high) const {
    std::vector<double> others;
    for (std::uint32_t d = 0; d < categories.count; ++d)
      if (const double value = mean(from, members(d)); d != c && !std::isnan(value)) others.push_back(value);
    if (others.empty()) return;
    std::sort(others.begin(), others.end());
    double sum = 0;
    for (const double each : others) sum += each;
    const double place = 0.95 * static_cast<double>(others.size() - 1);
    const auto low = static_cast<std::size_t>(place);
    const double next = others[std::min(low + 1, others.size() - 1)];
    const double percentile = others[low] + (place - static_cast<double>(low)) * (next - others[low]);
    const double within = mean(from, members(c));
    ++all;
    avg += within > sum / static_cast<double>(others.size()) ? 1 : 0;
    high += within > percentile ? 1 : 0;
  }
  const std::vector<double>& m;
  const Categories& categories;
};

TEST(ValidationScore, IsItsFormula) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const auto similarity = random_similarity(40, seed, seed % 2 == 0 ? 0 : 0.3);
    const auto categories = random_categories(40, 2 + seed % 9, seed);
    const auto relations = category_relations(similarity, categories);
    const ByFormula formula(similarity, categories);
    double clusters = 0, c_avg = 0, c_95 = 0, industries = 0, i_avg = 0, i_95 = 0;
    for (std::uint32_t c = 0; c < categories.count; ++c) {
      formula.take(formula.members(c), c, clusters, c_avg, c_95);
      for (std::uint32_t d = 0; d < categories.count; ++d) {
        const double expected = formula.mean(formula.members(c), formula.members(d));
        EXPECT_EQ(std::isnan(relations.of_categories(c, d)), std::isnan(expected));
        if (!std::isnan(expected)) {
          EXPECT_NEAR(relations.of_categories(c, d), expected, 1e-12);
        }
      }
      for (const std::uint32_t i : formula.members(c)) formula.take({i}, c, industries, i_avg, i_95);
    }
    const auto found = validation_score(relations);
    EXPECT_NEAR(found.cluster_avg, 100 * c_avg / clusters, 1e-9);
    EXPECT_NEAR(found.cluster_95, 100 * c_95 / clusters, 1e-9);
    EXPECT_NEAR(found.industry_avg, 100 * i_avg / industries, 1e-9);
    EXPECT_NEAR(found.industry_95, 100 * i_95 / industries, 1e-9);
  }
}

TEST(Fits, AnOutlierIsCloserToAnotherCategory) {
  const auto found = fits(category_relations(two_pairs(), {{0, 1, 1, 0}, 2}));
  EXPECT_TRUE(found[0].is_outlier);
  EXPECT_EQ(found[0].best_other, 1U);
  EXPECT_DOUBLE_EQ(found[0].within, 0.1);
  EXPECT_DOUBLE_EQ(found[0].best_between, 0.45);
  EXPECT_FALSE(found[1].is_outlier);
  EXPECT_DOUBLE_EQ(found[1].within, 0.7);
  const auto without = fits(category_relations(two_pairs(), {{kNoCategory, 0, 1, 1}, 2}));
  EXPECT_TRUE(std::isnan(without[0].within));
  EXPECT_EQ(without[0].best_other, 0U);
  EXPECT_FALSE(without[0].is_outlier);
  EXPECT_TRUE(std::isnan(without[1].within));  // alone
  EXPECT_FALSE(without[1].is_outlier);
}

TEST(MoveOutliers, BringsAStrayedIndustryHome) {
  Similarity similarity{"blocks", std::vector<double>(81, 0.1)};
  for (std::size_t i = 0; i < 9; ++i)
    for (std::size_t j = 0; j < 9; ++j)
      if (i / 3 == j / 3) similarity.values[i * 9 + j] = 0.9;
  const auto found = move_outliers(similarity, {{0, 0, 1, 1, 1, 1, 2, 2, 2}, 3});
  EXPECT_EQ(found.categories.of, (Numbers{0, 0, 0, 1, 1, 1, 2, 2, 2}));
  EXPECT_EQ(found.moves, 1U);
  EXPECT_TRUE(found.is_stable);
  const auto again = move_outliers(similarity, found.categories);
  EXPECT_EQ(again.moves, 0U);
}

TEST(MoveOutliers, LeavesNoneWhereItIsStable) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const auto similarity = random_similarity(50, seed, 0.1);
    const auto before = random_categories(50, 6, seed);
    const auto found = move_outliers(similarity, before);
    EXPECT_GT(found.moves, 0U);
    std::vector<std::size_t> size(6);
    for (std::size_t i = 0; i < 50; ++i) {
      EXPECT_EQ(found.categories.of[i] == kNoCategory, before.of[i] == kNoCategory);
      if (found.categories.of[i] != kNoCategory) ++size[found.categories.of[i]];
    }
    EXPECT_GT(*std::min_element(size.begin(), size.end()), 0U);
    if (!found.is_stable) continue;
    for (const Fit& fit : fits(category_relations(similarity, found.categories)))
      EXPECT_FALSE(fit.is_outlier);
  }
}

TEST(RelatedCategories, AreThoseAtThePercentileOfAllPairs) {
  CategoryRelations relations{{{}, 4}, {}, {9, .1, .2, .3, .1, 9, .4, .5, .2, .4, 9, .6, .3, .5, .6, 9}};
  const auto found = related_categories(relations, 0.8);  // of .1 to .6: .5
  EXPECT_DOUBLE_EQ(found.threshold, 0.5);
  ASSERT_EQ(found.related.size(), 2U);
  EXPECT_EQ(found.related[0].a, 1U);
  EXPECT_EQ(found.related[0].b, 3U);
  EXPECT_DOUBLE_EQ(found.related[1].between, 0.6);
  EXPECT_THROW(static_cast<void>(related_categories(relations, 95)), InvalidInput);
  relations.categories.count = 1;
  EXPECT_TRUE(related_categories(relations).related.empty());
}

}  // namespace
}  // namespace grono::mapping
