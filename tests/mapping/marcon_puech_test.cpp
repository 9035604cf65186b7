#include "mapping/marcon_puech.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "base/error.hpp"
#include "geo/earth_points.hpp"
#include "mapping/point_sets.hpp"

namespace grono::mapping {
namespace {

using testing::PointSet;
using Rows = std::vector<std::uint32_t>;

MOptions radii(std::vector<double> metres, std::uint32_t draws = 0) {
  MOptions made;
  made.radii_m = std::move(metres);
  made.bands.draws = draws;
  return made;
}

// The definition, pair by pair.
double by_definition(const PointSet& sites, const std::vector<double>& weights, const Rows& reference,
                     const Rows& neighbours, double radius) {
  const bool same = neighbours.empty();
  const Rows& others = same ? reference : neighbours;
  std::vector<bool> is_other(sites.size());
  for (const std::uint32_t row : others) is_other[row] = true;
  const auto weight = [&](std::size_t row) { return weights.empty() ? 1 : weights[row]; };
  double everything = 0, industry = 0, local = 0, global = 0;
  for (std::size_t row = 0; row < sites.size(); ++row) {
    everything += weight(row);
    if (is_other[row]) industry += weight(row);
  }
  for (const std::uint32_t i : reference) {
    double of = 0, all = 0;
    for (std::size_t j = 0; j < sites.size(); ++j) {
      if (j == i || !(sites.squared(i, j) <= radius * radius)) continue;
      all += weight(j);
      if (is_other[j]) of += weight(j);
    }
    if (!(all > 0)) continue;
    local += of / all;
    global += (industry - (same ? weight(i) : 0)) / (everything - weight(i));
  }
  return global > 0 ? local / global : std::numeric_limits<double>::quiet_NaN();
}

void expect_as_defined(const PointSet& sites, const std::vector<double>& weights, const Rows& reference,
                       const Rows& neighbours) {
  const std::vector<double> metres = {0, 10, 100, 400, 1'000, 5'000, 50'000};
  const auto found = marcon_puech(sites.view(), weights, reference, neighbours, radii(metres));
  for (std::size_t r = 0; r < metres.size(); ++r) {
    const double expected = by_definition(sites, weights, reference, neighbours, metres[r]);
    if (std::isnan(expected))
      EXPECT_TRUE(std::isnan(found.value[r])) << metres[r];
    else
      EXPECT_NEAR(found.value[r], expected, 1e-12 * (1 + expected)) << metres[r];
  }
}

Rows every(std::uint32_t step, std::uint32_t from, std::size_t count) {
  Rows made;
  for (std::uint32_t row = from; row < count; row += step) made.push_back(row);
  return made;
}

TEST(MarconPuech, IsItsDefinition) {
  for (const std::uint32_t seed : {1U, 2U, 3U}) {
    const PointSet sites = testing::towns(400, seed);
    std::vector<double> weights(400);
    std::mt19937 random(seed);
    for (double& weight : weights) weight = static_cast<double>(random() % 50);
    expect_as_defined(sites, {}, every(7, 0, 400), {});
    expect_as_defined(sites, weights, every(7, 0, 400), {});
    expect_as_defined(sites, {}, every(7, 0, 400), every(7, 3, 400));
    expect_as_defined(sites, weights, every(7, 0, 400), every(7, 3, 400));
  }
}

// a beside another a, far from them a third with b on both sides.
TEST(MarconPuech, AHandCase) {
  const auto map = testing::draw(
      "aab....\n"
      ".......\n"
      "....bab");
  Rows a;
  for (std::uint32_t row = 0; row < map.drawn.size(); ++row)
    if (map.drawn[row] == 'a') a.push_back(row);
  ASSERT_EQ(a.size(), 3U);
  // Within 200 m: the first a has a and b, the second a and b, the third b and b; 2 of 5 others are a's.
  const auto found = marcon_puech(map.points.view(), {}, a, {}, radii({50, 200}));
  EXPECT_TRUE(std::isnan(found.value[0]));
  EXPECT_EQ(found.references[0], 0U);
  EXPECT_DOUBLE_EQ(found.value[1], (0.5 + 0.5 + 0) / (3 * 2.0 / 5));
  EXPECT_EQ(found.references[1], 3U);
}

TEST(MarconPuech, ARadiusThatHoldsEverybodyGivesOne) {
  const PointSet sites = testing::towns(300, 4);
  std::vector<double> weights(300);
  for (std::size_t i = 0; i < 300; ++i) weights[i] = static_cast<double>(1 + i % 9);
  EXPECT_DOUBLE_EQ(marcon_puech(sites.view(), weights, every(5, 0, 300), {}, radii({1e6})).value[0], 1);
  EXPECT_DOUBLE_EQ(
      marcon_puech(sites.view(), weights, every(5, 0, 300), every(5, 2, 300), radii({1e6})).value[0], 1);
}

TEST(MarconPuech, DoesNotSeeWhereTheMapBeginsOrItsRowsStand) {
  PointSet sites = testing::towns(200, 5), moved;
  for (std::size_t i = 0; i < 200; ++i) moved.add(sites.x[199 - i] * 2 + 4'096, sites.y[199 - i] * 2 - 1'024);
  Rows one = every(4, 0, 200), other;
  for (const std::uint32_t row : one) other.push_back(199 - row);
  const auto here = marcon_puech(sites.view(), {}, one, {}, radii({200, 900}));
  const auto there = marcon_puech(moved.view(), {}, other, {}, radii({400, 1'800}));
  for (std::size_t r = 0; r < 2; ++r) EXPECT_NEAR(here.value[r], there.value[r], 1e-9);
}

TEST(MarconPuech, OnEarthAcrossTheAntimeridian) {
  const std::vector<double> lon = {179.99, -179.99, 179.98, 10}, lat = {0, 0, 0, 0};
  const auto earth = geo::earth_points(lon, lat);
  const Points points{earth.x, earth.y, earth.z, true};
  // 0 and 1 stand 2,226 m apart; 2 is beside 0.
  const auto found = marcon_puech(points, {}, Rows{0, 1}, {}, radii({1'000, 2'300}));
  EXPECT_TRUE(std::isnan(found.value[0]));
  EXPECT_DOUBLE_EQ(found.value[1], (0.5 + 1) / (2 * 1.0 / 3));
}

TEST(MarconPuech, BandsHoldWhatChanceGives) {
  const PointSet sites = testing::towns(500, 6, 0);
  std::mt19937 random(7);
  Rows rows(500);
  std::iota(rows.begin(), rows.end(), 0U);
  int outside = 0;
  for (int trial = 0; trial < 40; ++trial) {
    std::shuffle(rows.begin(), rows.end(), random);
    auto options = radii({500, 2'000}, 200);
    options.bands.seed = static_cast<std::uint64_t>(trial);
    const auto found = marcon_puech(sites.view(), {}, std::span(rows).first(40), {}, options);
    const auto told = localisation(found.value, found.bands.global);
    outside += told.localisation > 0 || told.dispersion > 0 ? 1 : 0;
  }
  EXPECT_LE(outside, 8);  // 2 expected
  // Those of one town are more than chance.
  Rows near(500);
  std::iota(near.begin(), near.end(), 0U);
  std::sort(near.begin(), near.end(),
            [&](auto a, auto b) { return sites.squared(0, a) < sites.squared(0, b); });
  const auto found = marcon_puech(sites.view(), {}, std::span(near).first(40), {}, radii({500}, 200));
  EXPECT_GT(found.value[0], found.bands.global.high[0]);
}

TEST(MarconPuech, AnyNumberOfThreadsGivesTheSameBits) {
  const PointSet sites = testing::towns(600, 8);
  std::vector<double> weights(600);
  for (std::size_t i = 0; i < 600; ++i) weights[i] = 1.0 / static_cast<double>(1 + i);
  const auto once = [&](std::size_t threads) {
    const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
    return marcon_puech(sites.view(), weights, every(6, 0, 600), every(6, 1, 600), radii({100, 1'000}, 40));
  };
  const auto one = once(1), four = once(4);
  EXPECT_EQ(one.value, four.value);
  EXPECT_EQ(one.bands.global.low, four.bands.global.low);
  EXPECT_EQ(one.bands.local.high, four.bands.local.high);
}

TEST(MarconPuech, SaysWhatItCanNotUse) {
  const PointSet sites = testing::towns(50, 9);
  const auto refused = [&](const std::vector<double>& weights, const Rows& reference,
                           const std::vector<double>& metres) {
    EXPECT_THROW(static_cast<void>(marcon_puech(sites.view(), weights, reference, {}, radii(metres))),
                 InvalidInput);
  };
  refused({}, {}, {100});
  refused({}, {1}, {});
  refused({}, {1}, {100, 100});
  refused({}, {1}, {-1});
  refused({}, {1}, {std::numeric_limits<double>::quiet_NaN()});
  refused(std::vector<double>(50, -1), {1}, {100});
  refused(std::vector<double>(50, 0), {1}, {100});
  // One establishment of the industry: nobody can be beside it.
  EXPECT_TRUE(std::isnan(marcon_puech(sites.view(), {}, Rows{1}, {}, radii({1e6})).value[0]));
}

}  // namespace
}  // namespace grono::mapping
