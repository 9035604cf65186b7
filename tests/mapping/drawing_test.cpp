#include "mapping/drawing.hpp"

#include <algorithm>
#include <map>

#include <gtest/gtest.h>

namespace grono::mapping {
namespace {

TEST(Drawing, EverySetIsAsLikely) {
  Drawing drawing;
  std::map<std::vector<std::uint32_t>, int> seen;
  constexpr int kDraws = 30'000;
  for (int i = 0; i < kDraws; ++i) {
    drawing.begin(7, static_cast<std::uint64_t>(i));
    ++seen[drawing.some_of(5, 2)];
  }
  ASSERT_EQ(seen.size(), 10U);
  // 3,000 expected each, sd 52: six of them.
  for (const auto& [set, times] : seen) EXPECT_NEAR(times, kDraws / 10, 312);
}

TEST(Drawing, IsAscendingWithoutRepeatsAndHasItsBits) {
  Drawing drawing;
  drawing.begin(1, 2);
  const auto some = drawing.some_of(200, 77);
  EXPECT_EQ(some.size(), 77U);
  EXPECT_EQ(std::adjacent_find(some.begin(), some.end(), std::greater_equal<>()), some.end());
  for (std::uint32_t number = 0; number < 200; ++number)
    EXPECT_EQ((drawing.taken()[number / 64] >> (number % 64) & 1U) != 0,
              std::binary_search(some.begin(), some.end(), number));
  EXPECT_EQ(drawing.some_of(3, 3), (std::vector<std::uint32_t>{0, 1, 2}));
  EXPECT_TRUE(drawing.some_of(3, 0).empty());
  EXPECT_TRUE(drawing.some_of(0, 0).empty());
}

TEST(Drawing, ADrawIsTheSameWheneverItIsMade) {
  Drawing one, other;
  one.begin(5, 1);
  const auto first = one.some_of(1'000, 50);
  other.begin(5, 9);
  EXPECT_NE(other.some_of(1'000, 50), first);
  other.begin(5, 1);
  EXPECT_EQ(other.some_of(1'000, 50), first);
}

}  // namespace
}  // namespace grono::mapping
