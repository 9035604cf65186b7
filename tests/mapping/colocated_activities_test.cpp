#include "mapping/colocated_activities.hpp"

#include <string_view>

#include <gtest/gtest.h>

namespace grono::mapping {
namespace {

// A line an area, a letter an establishment: 'a' is activity 0.
std::vector<AreaCount> drawn(std::string_view map) {
  std::vector<AreaCount> made;
  std::uint64_t area = 0;
  for (const char c : map)
    if (c == '\n')
      ++area;
    else if (c != '.')
      made = sum_of(made, std::vector<AreaCount>{{area, static_cast<std::uint32_t>(c - 'a'), 1}});
  return made;
}

ColocationRule small() {
  return {.min_establishments = 3, .min_areas = 4, .min_areas_of_activity = 1, .most_activities = 10};
}

TEST(ColocatedActivities, ThoseOfOneAreaAreRelated) {
  const auto found = colocated_activities(drawn("aab.\n"
                                                "abb.\n"
                                                "ccc.\n"
                                                "ccab\n"
                                                "z...\n"),  // too few to be compared
                                          small());
  EXPECT_EQ(found.areas, 4U);
  ASSERT_EQ(found.activity, (std::vector<std::uint32_t>{0, 1, 2}));
  // a: 4 of 13, b: 4, c: 5. LQ >= 1: a and b in the first two only (1 of 4 is below 4 of 13), c in the last
  // two.
  const std::vector<double> expected = {0, 1, 0, 1, 0, 0, 0, 0, 0};
  EXPECT_EQ(found.related, expected);
}

TEST(ColocatedActivities, ProximityIsTheSmallerOfBothShares) {
  const auto found = colocated_activities(
      drawn("ab.\n"
            "ab.\n"
            "ac.\n"
            "bb.\n"),
      {.min_establishments = 2, .min_areas = 4, .min_areas_of_activity = 1, .most_activities = 10});
  // a: 3 of 8, in areas 1 2 3; b: 4 of 8, in 1 2 4; c in 3.
  EXPECT_EQ(found.related, (std::vector<double>{0, 2.0 / 3, 1.0 / 3, 2.0 / 3, 0, 0, 1.0 / 3, 0, 0}));
}

TEST(ColocatedActivities, TooFewAreasTellNothing) {
  const auto found = colocated_activities(drawn("aab\nabb\nccc\nab\n"), small());
  EXPECT_EQ(found.areas, 3U);
  EXPECT_TRUE(found.activity.empty());
  EXPECT_TRUE(found.related.empty());
}

TEST(ColocatedActivities, OfRareOnesNothingIsTold) {
  ColocationRule rule = small();
  rule.min_areas_of_activity = 2;
  EXPECT_EQ(colocated_activities(drawn("aab\nabb\nabc\naab\n"), rule).activity,
            (std::vector<std::uint32_t>{0, 1}));
  rule.min_areas_of_activity = 1;
  rule.most_activities = 2;
  EXPECT_EQ(colocated_activities(drawn("aab\nabb\nabc\naab\n"), rule).activity,
            (std::vector<std::uint32_t>{0, 1}));
  rule.min_areas_of_activity = 5;
  EXPECT_TRUE(colocated_activities(drawn("aab\nabb\nabc\naab\n"), rule).activity.empty());
}

}  // namespace
}  // namespace grono::mapping
