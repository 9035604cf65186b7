#include "mapping/scope.hpp"

#include <array>

#include <gtest/gtest.h>

namespace grono::mapping {
namespace {

using Shares = std::vector<AreaShare>;

TEST(Scope, SharesAreOfThoseThatLieSomewhere) {
  const auto found = area_shares(std::array{7U, 2U, 9U, 2U, 99U}, 99);
  ASSERT_EQ(found.size(), 3U);
  EXPECT_EQ(found[0].area, 2U);
  EXPECT_DOUBLE_EQ(found[0].share, 0.5);
  EXPECT_EQ(found[1].area, 7U);
  EXPECT_TRUE(area_shares(std::array{99U}, 99).empty());
}

TEST(Scope, ByWhatItCovers) {
  const Shares one = {{0, 1.0}}, two = {{0, 0.7}, {1, 0.3}}, barely = {{0, 0.97}, {1, 0.03}};
  EXPECT_EQ(scope_of(one, one, 10'000), Scope::city);
  EXPECT_EQ(scope_of(one, one, 150'000), Scope::region);
  EXPECT_EQ(scope_of(one, two, 60'000), Scope::region);
  EXPECT_EQ(scope_of(one, two, 150'000), Scope::country);
  EXPECT_EQ(scope_of(two, two, 10'000), Scope::cross_border);
  EXPECT_EQ(scope_of(barely, barely, 150'000), Scope::region);
  EXPECT_EQ(scope_of({}, {}, 60'000), Scope::region);
  EXPECT_EQ(scope_of({}, {}, 160'000), Scope::country);
  EXPECT_EQ(name_of(Scope::cross_border), "cross-border");
}

}  // namespace
}  // namespace grono::mapping
