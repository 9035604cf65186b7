#include "mapping/complements.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "mapping/relatedness.hpp"

namespace grono::mapping {
namespace {

using Values = std::vector<double>;

TEST(MeanRelatedness, WeighsPairsByTheirEstablishments) {
  const Values phi = {9, .5, .2, .5, 9, .1, .2, .1, 9};  // what stands on the diagonal is no pair
  EXPECT_DOUBLE_EQ(mean_relatedness(Values{2, 1, 0}, phi), .5);
  // Pairs: 2 of .5, 6 of .2, 3 of .1.
  EXPECT_DOUBLE_EQ(mean_relatedness(Values{2, 1, 3}, phi), (2 * .5 + 6 * .2 + 3 * .1) / 11);
}

TEST(MeanRelatedness, OneActivityHasNoPairs) {
  EXPECT_TRUE(std::isnan(mean_relatedness(Values{5, 0}, Values{1, 1, 1, 1})));
  EXPECT_TRUE(std::isnan(mean_relatedness(Values{}, Values{})));
}

TEST(MeanRelatedness, IsTheMeanOverAllPairsOfEstablishments) {
  std::mt19937 random(5);
  for (int round = 0; round < 20; ++round) {
    constexpr std::size_t kActivities = 6;
    Values phi(kActivities * kActivities), count(kActivities);
    for (std::size_t a = 0; a < kActivities; ++a)
      for (std::size_t b = 0; b < a; ++b)
        phi[a * kActivities + b] = phi[b * kActivities + a] = static_cast<double>(random() % 100) / 100;
    std::vector<std::size_t> establishments;
    for (std::size_t a = 0; a < kActivities; ++a) {
      count[a] = static_cast<double>(random() % 5 + 1);
      establishments.insert(establishments.end(), static_cast<std::size_t>(count[a]), a);
    }
    double sum = 0, pairs = 0;
    for (std::size_t i = 0; i < establishments.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (establishments[i] != establishments[j]) {
          sum += phi[establishments[i] * kActivities + establishments[j]];
          ++pairs;
        }
    EXPECT_NEAR(mean_relatedness(count, phi), sum / pairs, 1e-12);
  }
}

// Activities 0..3; the group has 0 and 1 more than everybody, half of 2's expected, none of 3.
struct Town {
  Values count = {6, 3, 1, 0}, everywhere = {40, 20, 20, 20}, phi = {0,  .4, .3, .6,  //
                                                                     .4, 0,  0,  .2,  //
                                                                     .3, 0,  0,  .2,  //
                                                                     .6, .2, .2, 0};
  [[nodiscard]] std::vector<MissingActivity> missing(const MissingRule& rule = {}) const {
    return missing_activities({count, 10}, {everywhere, 100}, phi, rule);
  }
};

TEST(MissingActivities, AreThoseRelatedToWhatIsThere) {
  const auto found = Town().missing();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].activity, 3U);  // related by .8 of 1 to what is there
  EXPECT_DOUBLE_EQ(found[0].density, .8);
  EXPECT_EQ(found[0].count, 0);
  EXPECT_DOUBLE_EQ(found[0].expected, 2);
  EXPECT_EQ(found[0].goes_with, (std::vector<std::uint32_t>{0, 1}));
  EXPECT_EQ(found[1].activity, 2U);
  EXPECT_DOUBLE_EQ(found[1].density, .3 / .5);
  EXPECT_EQ(found[1].goes_with, (std::vector<std::uint32_t>{0}));
}

TEST(MissingActivities, AreNotThoseThatAreThereOrRelatedToNothingOfIt) {
  Town town;
  town.count[2] = 1.5;  // of 2 expected
  EXPECT_EQ(town.missing().size(), 1U);
  town.everywhere[3] = 0;  // of nobody
  EXPECT_TRUE(town.missing().empty());
  town = Town();
  for (const std::size_t other : {0U, 1U}) town.phi[3 * 4 + other] = -1;  // less than none is none
  EXPECT_EQ(town.missing().front().activity, 2U);
  EXPECT_EQ(town.missing().size(), 1U);
}

TEST(MissingActivities, AreAsManyAsAskedForTheDensestFirst) {
  EXPECT_EQ(Town().missing({.most = 1}).front().activity, 3U);
  EXPECT_EQ(Town().missing({.most = 1}).size(), 1U);
  EXPECT_EQ(Town().missing({.most_goes_with = 1}).front().goes_with.size(), 1U);
}

TEST(MissingActivities, TheirDensityIsThatOfARegionAmongRegions) {
  // The group as the first of two regions, everybody as both.
  std::mt19937 random(9);
  constexpr std::uint32_t kActivities = 12;
  for (int round = 0; round < 10; ++round) {
    Values table(2 * kActivities), group(kActivities), everywhere(kActivities),
        phi(kActivities * kActivities);
    double in_group = 0, all = 0;
    for (std::uint32_t i = 0; i < kActivities; ++i) {
      group[i] = table[i] = static_cast<double>(random() % 4);
      table[kActivities + i] = static_cast<double>(random() % 9 + 1);
      everywhere[i] = table[i] + table[kActivities + i];
      in_group += group[i];
      all += everywhere[i];
      for (std::uint32_t j = 0; j < i; ++j)
        phi[i * kActivities + j] = phi[j * kActivities + i] = static_cast<double>(random() % 100) / 100;
    }
    const Specialisation specialised(location_quotients({table, 2, kActivities}), 2, kActivities);
    const auto densities = relatedness_density(specialised, phi);
    for (const auto& each : missing_activities({group, in_group}, {everywhere, all}, phi, {.most = 99}))
      EXPECT_NEAR(each.density, densities[each.activity], 1e-12);
  }
}

}  // namespace
}  // namespace grono::mapping
