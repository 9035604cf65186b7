#include "mapping/inequality.hpp"

#include <cmath>
#include <random>

#include <gtest/gtest.h>

#include "base/error.hpp"

namespace grono::mapping {
namespace {

using Columns = std::vector<double>;
using Groups = std::vector<std::uint32_t>;

TEST(Theil, PartsAddUpToTheWhole) {
  std::mt19937 random(6);
  for (int round = 0; round < 20; ++round) {
    Columns industry, everything;
    Groups group;
    for (int region = 0; region < 30; ++region) {
      industry.push_back(static_cast<double>(random() % 4 == 0 ? 0 : random() % 500));
      everything.push_back(industry.back() + static_cast<double>(1 + random() % 5'000));
      group.push_back(static_cast<std::uint32_t>(random() % 5));
    }
    const auto found = theil(industry, everything, group, 5);
    EXPECT_NEAR(found.all, found.between + found.within, 1e-12);
    EXPECT_GE(found.between, -1e-12);
    EXPECT_GE(found.within, -1e-12);
    EXPECT_NEAR(theil(industry, everything, Groups(30), 1).between, 0, 1e-12);
  }
}

// All of an industry in one of four regions of equal size: ln 4; in one of two countries: ln 2 between, ln 2
// within.
TEST(Theil, ByHand) {
  const auto found = theil(Columns{8, 0, 0, 0}, Columns{10, 10, 10, 10}, Groups{0, 0, 1, 1}, 2);
  EXPECT_NEAR(found.all, std::log(4), 1e-12);
  EXPECT_NEAR(found.between, std::log(2), 1e-12);
  EXPECT_NEAR(found.within, std::log(2), 1e-12);
  EXPECT_TRUE(std::isnan(theil(Columns{0, 0}, Columns{1, 1}, Groups{0, 0}, 1).all));
  EXPECT_THROW(static_cast<void>(theil(Columns{1}, Columns{0}, Groups{0}, 1)), InvalidInput);
}

TEST(Krugman, FromTheSameToNothingInCommon) {
  const Columns same = {1, 2, 2, 4}, apart = {5, 0, 0, 7};
  EXPECT_EQ(krugman_specialisation({same, 2, 2}), (Columns{0, 0}));
  EXPECT_EQ(krugman_specialisation({apart, 2, 2}), (Columns{2, 2}));
  const Columns three = {8, 2, 5, 5, 0, 0};
  const auto found = krugman_specialisation({three, 3, 2});
  EXPECT_NEAR(found[0], 0.6, 1e-12);  // 0.8 and 0.2 beside 0.5 and 0.5
  EXPECT_TRUE(std::isnan(found[2]));
}

TEST(Herfindahl, CountsEqualParts) {
  EXPECT_DOUBLE_EQ(herfindahl(Columns{3, 3, 3, 3}), 0.25);
  EXPECT_DOUBLE_EQ(herfindahl(Columns{0, 9}), 1);
  EXPECT_TRUE(std::isnan(herfindahl(Columns{})));
}

}  // namespace
}  // namespace grono::mapping
