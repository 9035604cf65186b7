#include "mapping/scan_statistic.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace grono::mapping {
namespace {

TEST(ScanStatistic, BernoulliByHand) {
  // 4 of 5 inside, 6 of 20 everywhere, so 2 of 15 outside.
  const double expected = 4 * std::log(0.8) + std::log(0.2) + 2 * std::log(2.0 / 15) +
                          13 * std::log(13.0 / 15) - 6 * std::log(0.3) - 14 * std::log(0.7);
  EXPECT_NEAR(bernoulli_excess({4, 5, 6, 20}), expected, 1e-12);
}

TEST(ScanStatistic, PoissonByHand) {
  // 8 events where 2 of 10 are expected.
  EXPECT_NEAR(poisson_excess({8, 20, 10, 100}), 8 * std::log(4.0) + 2 * std::log(2.0 / 8), 1e-12);
}

TEST(ScanStatistic, AllInsideOrNoneOutsideHasNoLogarithmOfZero) {
  EXPECT_NEAR(bernoulli_excess({5, 5, 5, 10}), 10 * std::log(2.0), 1e-12);
  EXPECT_NEAR(poisson_excess({5, 5, 5, 10}), 5 * std::log(2.0), 1e-12);
  EXPECT_DOUBLE_EQ(bernoulli_excess({5, 10, 5, 10}), 0);
}

TEST(ScanStatistic, LessThanElsewhereIsNoExcess) {
  EXPECT_DOUBLE_EQ(bernoulli_excess({1, 10, 5, 20}), 0);
  EXPECT_DOUBLE_EQ(poisson_excess({1, 10, 5, 20}), 0);
}

TEST(ScanStatistic, TwiceOfEverythingIsTwiceTheEvidence) {
  EXPECT_NEAR(bernoulli_excess({8, 10, 12, 40}), 2 * bernoulli_excess({4, 5, 6, 20}), 1e-12);
}

TEST(LocationQuotient, ByHandWithItsInterval) {
  const AreaCounts counts{20, 50, 100, 1000};
  const auto found = location_quotient(counts, {20, 30, 80, 870});
  EXPECT_DOUBLE_EQ(found.value, 4);
  // d ln LQ = (1/0.4 - 0.05/0.1) dp - (0.95/0.1) dq with var p = 0.4*0.6/50, var q = q(1-q)/950.
  const double q = 80.0 / 950;
  const double deviation = std::sqrt(4 * 0.24 / 50 + 9.5 * 9.5 * q * (1 - q) / 950);
  EXPECT_NEAR(found.low, 4 * std::exp(-1.959963984540054 * deviation), 1e-9);
  EXPECT_NEAR(found.high, 4 * std::exp(1.959963984540054 * deviation), 1e-9);
}

TEST(LocationQuotient, OneLargePlantIsOneFact) {
  const AreaCounts persons{1000, 2000, 5000, 50000};
  const auto many = location_quotient(persons, {1000, 1000, 4000, 44000});
  const auto one = location_quotient(persons, {1000.0 * 1000, 1000, 4000, 44000});
  EXPECT_DOUBLE_EQ(many.value, one.value);
  EXPECT_LT(one.low, many.low);
  EXPECT_GT(one.high, many.high);
}

TEST(LocationQuotient, HasNoValueWhereNothingStands) {
  EXPECT_TRUE(std::isnan(location_quotient({0, 0, 5, 10}, {}).value));
  EXPECT_TRUE(std::isnan(location_quotient({0, 5, 0, 10}, {}).value));
  EXPECT_DOUBLE_EQ(location_quotient({0, 5, 5, 10}, {0, 5, 5, 0}).value, 0);
}

}  // namespace
}  // namespace grono::mapping
