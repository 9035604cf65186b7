#include "mapping/k_density.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <random>

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "base/error.hpp"
#include "geo/earth_points.hpp"
#include "geo/lonlat.hpp"

namespace grono::mapping {
namespace {

struct Sites {
  std::vector<double> x, y;
  [[nodiscard]] Points points() const { return {x, y, {}, false}; }
};

Sites scattered(std::size_t count, double extent_m, unsigned seed) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> within(0, extent_m);
  Sites made;
  for (std::size_t i = 0; i < count; ++i) {
    made.x.push_back(within(random));
    made.y.push_back(within(random));
  }
  return made;
}

std::vector<std::uint32_t> first(std::uint32_t count) {
  std::vector<std::uint32_t> made(count);
  std::iota(made.begin(), made.end(), 0U);
  return made;
}

KDensityOptions range(double to_m, double step_m, double bandwidth_m, std::uint32_t draws = 0) {
  KDensityOptions made;
  made.to_m = to_m;
  made.step_m = step_m;
  if (bandwidth_m > 0) made.bandwidth_m = bandwidth_m;
  made.bands.draws = draws;
  return made;
}

// The definition, pair by pair.
double by_definition(const Sites& sites, const std::vector<double>& weights, double at_m, double h) {
  double sum = 0, all = 0;
  for (std::size_t i = 0; i < sites.x.size(); ++i)
    for (std::size_t j = i + 1; j < sites.x.size(); ++j) {
      const double d = std::hypot(sites.x[i] - sites.x[j], sites.y[i] - sites.y[j]);
      const double w = weights.empty() ? 1 : weights[i] * weights[j];
      const auto normal = [](double u) { return std::exp(-u * u / 2) / std::sqrt(2 * std::numbers::pi); };
      sum += w * (normal((at_m - d) / h) + normal((at_m + d) / h));
      all += w;
    }
  return sum / (h * all);
}

double peak_of(const KDensity& curve) {
  return *std::max_element(curve.value.begin(), curve.value.end());
}

void expect_as_defined(const Sites& sites, const std::vector<double>& weights, double h,
                       double part_of_peak) {
  const auto industry = first(static_cast<std::uint32_t>(sites.x.size()));
  const auto curve = k_density(sites.points(), industry, weights, range(60'000, 5'000, h));
  ASSERT_EQ(curve.distance_m.size(), 13U);
  for (std::size_t i = 0; i < curve.value.size(); ++i)
    EXPECT_NEAR(curve.value[i], by_definition(sites, weights, curve.distance_m[i], h),
                part_of_peak * peak_of(curve))
        << curve.distance_m[i];
}

TEST(KDensity, IsItsDefinition) {
  expect_as_defined(scattered(40, 50'000, 1), {}, 3'000, 1e-6);
  expect_as_defined(scattered(3, 50'000, 2), {}, 3'000, 1e-6);
  expect_as_defined(scattered(1'500, 50'000, 3), {}, 3'000, 1e-6);  // more than a million pairs
}

TEST(KDensity, PairsWeighTheProductOfTheirEstablishments) {
  std::mt19937_64 random(4);
  std::vector<double> weights(50);
  for (double& weight : weights) weight = static_cast<double>(random() % 200);
  expect_as_defined(scattered(50, 50'000, 5), weights, 2'500, 1e-6);
}

// Two at 10 km: one normal curve about 10 km.
TEST(KDensity, OfTwoEstablishmentsIsTheKernel) {
  const Sites sites{{0, 6'000}, {0, 8'000}};
  const auto curve = k_density(sites.points(), first(2), {}, range(20'000, 5'000, 1'000));
  EXPECT_NEAR(curve.value[2], 1 / (1'000 * std::sqrt(2 * std::numbers::pi)), 1e-8);
  EXPECT_NEAR(curve.value[0], 0, 1e-12);
}

TEST(KDensity, IntegratesToOneWithWhatIsReflectedAtZero) {
  Sites sites = scattered(100, 30'000, 6);
  for (std::size_t i = 0; i < 50; ++i) sites.x[i] = sites.y[i] = 1'000;  // many distances of 0
  const auto curve = k_density(sites.points(), first(100), {}, range(60'000, 50, 2'000));
  double sum = -curve.value.front() / 2;  // trapezia from 0 on
  for (const double value : curve.value) sum += value;
  EXPECT_NEAR(sum * 50, 1, 1e-4);
}

// 0, 1, 2 and 4 km on a line: distances 1 1 2 2 3 4, sd 1.169 km, quartiles 1.25 and 2.75 km.
TEST(KDensity, BandwidthIsSilvermans) {
  const Sites sites{{0, 1'000, 2'000, 4'000}, {0, 0, 0, 0}};
  const auto curve = k_density(sites.points(), first(4), {}, range(5'000, 1'000, 0));
  const double sd = std::sqrt((2 * 1.1666667 * 1.1666667 + 2 * 0.1666667 * 0.1666667 + 0.8333333 * 0.8333333 +
                               1.8333333 * 1.8333333) /
                              5);
  EXPECT_NEAR(curve.bandwidth_m, 0.9 * 1'000 * std::min(sd, 1.5 / 1.34) * std::pow(6, -0.2), 1e-3);
}

TEST(KDensity, KnowsNoOrderAndNoPlace) {
  const Sites sites = scattered(200, 40'000, 7);
  Sites moved = sites;
  for (std::size_t i = 0; i < 200; ++i) {
    moved.x[i] = sites.x[199 - i] + 512'000;
    moved.y[i] = sites.y[199 - i] - 128'000;
  }
  const auto one = k_density(sites.points(), first(200), {}, range(40'000, 2'000, 2'000));
  const auto other = k_density(moved.points(), first(200), {}, range(40'000, 2'000, 2'000));
  for (std::size_t i = 0; i < one.value.size(); ++i)
    EXPECT_NEAR(one.value[i], other.value[i], 1e-4 * peak_of(one));
}

TEST(KDensity, OnEarthDistancesAreAlongTheGround) {
  // Katowice and Gdańsk, about 458 km apart, and the same across the antimeridian.
  const std::vector<double> lon = {19.0238, 18.6466, 179.5, -179.5}, lat = {50.2649, 54.3520, 0, 0};
  const geo::EarthPoints earth = geo::earth_points(lon, lat);
  const Points points{earth.x, earth.y, earth.z, true};
  const auto mode = [&](std::vector<std::uint32_t> industry, double to) {
    const auto curve = k_density(points, industry, {}, range(to, 500, 5'000));
    return curve.distance_m[static_cast<std::size_t>(
        std::max_element(curve.value.begin(), curve.value.end()) - curve.value.begin())];
  };
  EXPECT_NEAR(mode({0, 1}, 500'000), geo::distance_m({lon[0], lat[0]}, {lon[1], lat[1]}), 500);
  EXPECT_NEAR(mode({2, 3}, 200'000), 111'319, 500);
}

TEST(KDensity, AnIndustryInOneTownIsLocalisedAndOneAsAllIsNot) {
  Sites sites = scattered(2'000, 100'000, 8);
  for (std::size_t i = 0; i < 100; ++i) {
    sites.x[i] = 50'000 + 0.03 * (sites.x[i] - 50'000);
    sites.y[i] = 50'000 + 0.03 * (sites.y[i] - 50'000);
  }
  const auto tight = k_density(sites.points(), first(100), {}, range(60'000, 1'000, 0, 200));
  EXPECT_GT(localisation(tight.value, tight.bands.global).localisation, 0);
  EXPECT_EQ(localisation(tight.value, tight.bands.global).dispersion, 0);
  std::vector<std::uint32_t> others(100);
  std::iota(others.begin(), others.end(), 1'000U);
  const auto loose = k_density(sites.points(), others, {}, range(60'000, 1'000, 0, 200));
  EXPECT_LT(localisation(loose.value, loose.bands.global).localisation,
            localisation(tight.value, tight.bands.global).localisation / 100);
}

// Industries that are chance itself leave the global band as often as its level says.
TEST(KDensity, TheGlobalBandHoldsItsLevelUnderChance) {
  const Sites sites = scattered(600, 100'000, 9);
  KDensity judged = k_density(sites.points(), first(30), {}, range(100'000, 10'000, 10'000, 1'000));
  std::mt19937_64 random(10);
  std::vector<std::uint32_t> all = first(600);
  int outside = 0;
  constexpr int kTrials = 300;
  for (int trial = 0; trial < kTrials; ++trial) {
    std::shuffle(all.begin(), all.end(), random);
    judged.value =
        k_density(sites.points(), std::span(all).first(30), {}, range(100'000, 10'000, 10'000)).value;
    const auto told = localisation(judged.value, judged.bands.global);
    outside += told.localisation > 0 || told.dispersion > 0 ? 1 : 0;
  }
  // 15 expected; the band of 1,000 draws is a little narrow for fresh ones.
  EXPECT_GE(outside, 4);
  EXPECT_LE(outside, 35);
}

TEST(KDensity, AnyNumberOfThreadsGivesTheSameBits) {
  const Sites sites = scattered(500, 80'000, 11);
  std::vector<double> weights(60);
  for (std::size_t i = 0; i < 60; ++i) weights[i] = static_cast<double>(i % 7);
  const auto once = [&](std::size_t threads) {
    const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
    return k_density(sites.points(), first(60), weights, range(80'000, 2'000, 0, 50));
  };
  const auto one = once(1), four = once(4);
  EXPECT_EQ(one.value, four.value);
  EXPECT_EQ(one.bands.local.low, four.bands.local.low);
  EXPECT_EQ(one.bands.global.low, four.bands.global.low);
  EXPECT_EQ(one.bands.global.high, four.bands.global.high);
}

TEST(KDensity, StopsWhenAskedTo) {
  const Sites sites = scattered(200, 10'000, 12);
  auto options = range(10'000, 1'000, 0, 500);
  options.bands.progress = [](double) { return false; };
  const auto curve = k_density(sites.points(), first(50), {}, options);
  EXPECT_TRUE(curve.bands.is_cancelled);
  EXPECT_TRUE(curve.bands.global.low.empty());
}

TEST(KDensity, SaysWhatItCanNotUse) {
  const Sites sites = scattered(10, 1'000, 13);
  const auto refused = [&](std::vector<std::uint32_t> industry, std::vector<double> weights,
                           KDensityOptions options) {
    EXPECT_THROW(static_cast<void>(k_density(sites.points(), industry, weights, options)), InvalidInput);
  };
  const auto usual = range(1'000, 100, 50);
  refused({}, {}, usual);
  refused({3}, {}, usual);
  refused({1, 2}, {1, -1}, usual);
  refused({1, 2}, {1, std::numeric_limits<double>::quiet_NaN()}, usual);
  refused({1, 2}, {1, 0}, usual);  // no pair weighs anything
  refused({1, 2}, {}, range(1'000, 0, 50));
  refused({1, 2}, {}, range(-1, 100, 50));
  refused({1, 2}, {}, range(1e12, 1e11, 50));
  auto level = usual;
  level.bands.level = 1;
  refused({1, 2}, {}, level);
  Sites broken = sites;
  broken.x[4] = std::numeric_limits<double>::infinity();
  EXPECT_THROW(static_cast<void>(k_density(broken.points(), first(10), {}, usual)), InvalidInput);
  const Sites heap{std::vector<double>(5, 3), std::vector<double>(5, 4)};
  EXPECT_THROW(static_cast<void>(k_density(heap.points(), first(5), {}, range(100, 10, 0))), InvalidInput);
  EXPECT_NO_THROW(static_cast<void>(k_density(heap.points(), first(5), {}, range(100, 10, 20))));
}

// Ten flat curves at heights 0 to 9: the outermost go two by two until eight, then six are left; 70 % is half
// way.
TEST(Envelope, GlobalBandBetweenTwoRoundsByHand) {
  std::vector<double> curves;
  for (int height = 0; height < 10; ++height) curves.insert(curves.end(), 3, height);
  const Band band = global_envelope(curves, 3, 0.7);
  EXPECT_EQ(band.low, (std::vector<double>(3, 1.5)));
  EXPECT_EQ(band.high, (std::vector<double>(3, 7.5)));
  const Band all = global_envelope(curves, 3, 1.0 - 1e-12);
  EXPECT_NEAR(all.low[0], 0, 1e-9);
  EXPECT_NEAR(all.high[0], 9, 1e-9);
}

TEST(Envelope, LocalBandIsTheQuantileAtEachPlace) {
  std::vector<double> curves;
  for (int i = 0; i <= 100; ++i) {
    curves.push_back(i);
    curves.push_back(1000 - 2 * i);
  }
  const Band band = local_envelope(curves, 2, 0.9);
  EXPECT_NEAR(band.low[0], 5, 1e-9);
  EXPECT_NEAR(band.high[0], 95, 1e-9);
  EXPECT_NEAR(band.low[1], 810, 1e-9);
  EXPECT_NEAR(band.high[1], 990, 1e-9);
}

TEST(Envelope, CurvesThatAreAllTheSameAreTheBand) {
  const std::vector<double> curves(12, 4.0);
  const Band band = global_envelope(curves, 3, 0.5);
  EXPECT_EQ(band.low, (std::vector<double>(3, 4.0)));
  EXPECT_EQ(band.high, (std::vector<double>(3, 4.0)));
}

}  // namespace
}  // namespace grono::mapping
