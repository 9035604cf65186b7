#include "cluster/commerce/waiting_times.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include <gmock/gmock.h>

namespace grono::cluster {
namespace {

using ::testing::DoubleNear;
using ::testing::Optional;

// Times of remission under 6-mercaptopurine and under placebo, in weeks (Freireich and others 1963), the textbook example of the
// log-rank test.
const std::vector<WaitingTime> kTreated = {{6, true},   {6, true},   {6, true},   {6, false},  {7, true},   {9, false},  {10, true},
                                           {10, false}, {11, false}, {13, true},  {16, true},  {17, false}, {19, false}, {20, false},
                                           {22, true},  {23, true},  {25, false}, {32, false}, {32, false}, {34, false}, {35, false}};
const std::vector<WaitingTime> kPlacebo = {{1, true},  {1, true},  {2, true},  {2, true},  {3, true},  {4, true},  {4, true},
                                           {5, true},  {5, true},  {8, true},  {8, true},  {8, true},  {8, true},  {11, true},
                                           {11, true}, {12, true}, {12, true}, {15, true}, {17, true}, {22, true}, {23, true}};

TEST(WaitingTimes, GivePublishedMedians) {
  EXPECT_THAT(waiting_quantile(kTreated, 0.5), Optional(23.0));
  EXPECT_THAT(waiting_quantile(kPlacebo, 0.5), Optional(8.0));
}

TEST(WaitingTimes, GiveThePublishedLogRankTest) {
  // Chi-square 16.79 with one degree of freedom.
  EXPECT_THAT(log_rank_p(kTreated, kPlacebo), Optional(DoubleNear(std::erfc(std::sqrt(16.79 / 2)), 1e-6)));
  EXPECT_NEAR(log_rank_p(kTreated, kPlacebo).value(), log_rank_p(kPlacebo, kTreated).value(), 1e-12);
}

TEST(WaitingTimes, TellNothingOfWhatHasNotEnded) {
  EXPECT_EQ(waiting_quantile({}, 0.5), std::nullopt);
  const std::vector<WaitingTime> open = {{3, false}, {9, false}};
  EXPECT_EQ(waiting_quantile(open, 0.5), std::nullopt);
  EXPECT_EQ(log_rank_p(open, open), std::nullopt);
  const std::vector<WaitingTime> few = {{3, true}, {9, false}, {9, false}};
  EXPECT_EQ(waiting_quantile(few, 0.5), std::nullopt) << "two of three still wait";
}

TEST(WaitingTimes, WithoutOpenOnesAreOrderStatistics) {
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    std::vector<WaitingTime> times(1 + random() % 40);
    std::vector<double> lengths;
    for (WaitingTime& each : times) {
      each = {static_cast<double>(random() % 20), true};
      lengths.push_back(each.length);
    }
    std::sort(lengths.begin(), lengths.end());
    for (const double part : {0.25, 0.5, 0.75, 1.0}) {
      const auto rank = static_cast<std::size_t>(std::ceil(part * static_cast<double>(times.size()) - 1e-9));
      EXPECT_THAT(waiting_quantile(times, part), Optional(lengths[rank - 1])) << part;
    }
  }
}

TEST(WaitingTimes, GoByOrderAndNotByUnit) {
  auto scaled = kTreated;
  for (WaitingTime& each : scaled) each.length *= 7;
  std::reverse(scaled.begin(), scaled.end());
  auto placebo = kPlacebo;
  for (WaitingTime& each : placebo) each.length *= 7;
  EXPECT_THAT(waiting_quantile(scaled, 0.5), Optional(161.0));
  EXPECT_EQ(log_rank_p(scaled, placebo), log_rank_p(kTreated, kPlacebo));
}

// By the definition, at each end that happens: who waits, who ends, in which group.
std::optional<double> log_rank_by_definition(const std::vector<WaitingTime>& first, const std::vector<WaitingTime>& second) {
  double difference = 0, variance = 0;
  for (double at = 0; at < 40; ++at) {
    const auto waiting = [&](const auto& group) {
      return static_cast<double>(std::count_if(group.begin(), group.end(), [&](auto each) { return each.length >= at; }));
    };
    const auto ending = [&](const auto& group) {
      return static_cast<double>(
          std::count_if(group.begin(), group.end(), [&](auto each) { return each.is_over && each.length == at; }));
    };
    const double n1 = waiting(first), n = n1 + waiting(second), d = ending(first) + ending(second);
    if (d == 0) continue;
    difference += ending(first) - d * n1 / n;
    if (n > 1) variance += d * n1 * (n - n1) * (n - d) / (n * n * (n - 1));
  }
  if (variance <= 0) return std::nullopt;
  return std::erfc(std::abs(difference) / std::sqrt(2 * variance));
}

TEST(WaitingTimes, AgreeWithTheDefinitionOfTheTest) {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    std::vector<WaitingTime> groups[2];
    for (auto& group : groups)
      for (std::size_t i = random() % 12; i > 0; --i)
        group.push_back({static_cast<double>(random() % 15), random() % 3 != 0});
    const auto made = log_rank_p(groups[0], groups[1]), should = log_rank_by_definition(groups[0], groups[1]);
    ASSERT_EQ(made.has_value(), should.has_value());
    if (made) {
      EXPECT_NEAR(*made, *should, 1e-12);
    }
  }
}

}  // namespace
}  // namespace grono::cluster
