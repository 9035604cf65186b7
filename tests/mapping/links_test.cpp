#include "mapping/links.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "mapping/shift_share.hpp"

namespace grono::mapping {
namespace {

using Columns = std::vector<double>;

// Everybody changes to everybody alike: as chance but for the diagonal that nobody takes.
TEST(SkillRelatedness, IsPositiveWherePeopleChangeMore) {
  const Columns changes = {900, 30, 10, 10, 50, 10, 30, 10, 20};
  const auto found = skill_relatedness({changes, 3});
  // 0 and 2: F_02 = 10, out 40, in of 2 20, all 100: 8 expected; back 30, out 40, in of 0 40: 16.
  const double there = (10 / 8.0 - 1) / (10 / 8.0 + 1), back = (30 / 16.0 - 1) / (30 / 16.0 + 1);
  EXPECT_NEAR(found[2], (there + back) / 2, 1e-12);
  EXPECT_EQ(found[2], found[6]);
  EXPECT_EQ(found[0], 0);
  EXPECT_EQ(skill_relatedness({Columns{0, 0, 0, 0}, 2}), (Columns{0, 0, 0, 0}));
  EXPECT_EQ(skill_relatedness({Columns{1, std::nan(""), 5, 1}, 2})[1],
            skill_relatedness({Columns{0, 0, 5, 0}, 2})[1]);
  EXPECT_THROW(static_cast<void>(skill_relatedness({Columns{1, -1, 0, 0}, 2})), InvalidInput);
  EXPECT_THROW(static_cast<void>(skill_relatedness({Columns{1, 2, 3}, 2})), InvalidInput);
}

TEST(InputOutputLinks, AreTheStrongestOfFourShares) {
  // 0 sells 6 to 1 and 2 to 2; 1 sells 1 to 0; 2 sells 9 to 0.
  const Columns purchases = {0, 6, 2, 1, 0, 0, 9, 0, 0};
  const auto found = input_output_links({purchases, 3});
  EXPECT_DOUBLE_EQ(found[1], 1);  // all that 1 buys comes from 0, and all it sells goes there
  EXPECT_DOUBLE_EQ(found[2], 1);
  EXPECT_DOUBLE_EQ(found[5], 0);
  const auto partly = input_output_links({Columns{0, 3, 1, 1, 0, 3, 4, 4, 0}, 3});
  EXPECT_DOUBLE_EQ(partly[1], 0.75);  // of what 0 sells
}

TEST(OccupationLinks, AreTheCorrelationOfShares) {
  // Shares .5 .5 0, and .6 .2 .2; the third is the first in another size, the fourth has nobody.
  const Columns staff = {5, 5, 0, 30, 10, 10, 700, 700, std::nan(""), 0, 0, 0};
  const auto found = occupation_links({staff, 4, 3});
  const double third = 1 / 3.0;
  const double above = (.5 - third) * (.6 - third) + (.5 - third) * (.2 - third) + -third * (.2 - third);
  const double one = 2 * (.5 - third) * (.5 - third) + third * third;
  const double other = (.6 - third) * (.6 - third) + 2 * (.2 - third) * (.2 - third);
  EXPECT_NEAR(found[1], above / std::sqrt(one * other), 1e-12);
  EXPECT_NEAR(found[2], 1, 1e-12);
  EXPECT_EQ(found[1], found[4]);
  EXPECT_TRUE(std::isnan(found[0]));
  EXPECT_TRUE(std::isnan(found[3]));
  try {
    static_cast<void>(occupation_links({Columns{1, 2, 3, -4}, 2, 2}));
    ADD_FAILURE();
  } catch (const InvalidInput& problem) {
    EXPECT_EQ(problem.where(), "row 2, column 2");
  }
}

TEST(ShiftShare, PartsAddUpToTheChange) {
  const Columns before = {100, 50, 80, 20, 10, std::nan("")}, after = {130, 40, 90, 30, 10, 7};
  const auto found = shift_share({before, 3, 2}, {after, 3, 2});
  for (std::size_t cell = 0; cell < 5; ++cell)
    EXPECT_NEAR(found.everywhere[cell] + found.industry[cell] + found.region[cell],
                after[cell] - before[cell], 1e-12);
  EXPECT_TRUE(std::isnan(found.region[5]));
  // All: 260 to 300; the first industry 190 to 230.
  EXPECT_NEAR(found.everywhere[0], 100 * (300 / 260.0 - 1), 1e-12);
  EXPECT_NEAR(found.industry[0], 100 * (230 / 190.0 - 300 / 260.0), 1e-12);
  double own = 0;
  for (const std::size_t cell : {0U, 2U, 4U}) own += found.region[cell];
  EXPECT_NEAR(own, 0, 1e-12);  // what one region gains of an industry another loses
  EXPECT_THROW(static_cast<void>(shift_share({before, 3, 2}, {after, 2, 3})), InvalidInput);
}

}  // namespace
}  // namespace grono::mapping
