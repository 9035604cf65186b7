#include "base/time.hpp"

#include <gtest/gtest.h>

namespace grono {
namespace {

TEST(Time, WritesAndReadsRfc3339) {
  const auto moment = parse_timestamp("2026-11-23T18:03:34Z");
  ASSERT_TRUE(moment);
  EXPECT_EQ(to_string(*moment), "2026-11-23T18:03:34Z");
}

TEST(Time, RefusesDaysThatDoNotExist) {
  EXPECT_FALSE(parse_date("2026-02-29"));
  EXPECT_TRUE(parse_date("2028-02-29"));
  EXPECT_FALSE(parse_date("2026-13-01"));
  EXPECT_FALSE(parse_date("2026-1-01"));
  EXPECT_FALSE(parse_date(""));
}

TEST(Time, RefusesOtherZonesAndForms) {
  EXPECT_FALSE(parse_timestamp("2026-11-23T18:03:34+01:00"));
  EXPECT_FALSE(parse_timestamp("2026-11-23 18:03:34Z"));
  EXPECT_FALSE(parse_timestamp("2026-11-23T24:00:00Z"));
}

}  // namespace
}  // namespace grono
