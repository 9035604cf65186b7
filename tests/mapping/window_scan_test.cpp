#include "mapping/window_scan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <random>
#include <tuple>

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "base/error.hpp"
#include "geo/earth_points.hpp"
#include "mapping/drawing.hpp"
#include "mapping/point_sets.hpp"

namespace grono::mapping {
namespace {

using testing::draw;
using testing::PointSet;

std::vector<std::uint32_t> random_field(std::size_t sites, std::size_t wanted, std::uint32_t seed) {
  auto rows = testing::shuffled(sites, seed);
  rows.resize(wanted);
  return rows;
}

std::vector<double> random_weights(std::size_t count, std::uint32_t seed) {
  std::mt19937 random(seed);
  std::vector<double> made(count);
  for (double& weight : made) weight = static_cast<double>(1 + random() % 50);
  return made;
}

AreaCounts counts_in(const PointSet& sites, const std::vector<std::uint32_t>& field,
                     const std::vector<double>& weights, std::size_t centre, double radius) {
  std::vector<bool> is_field(sites.size());
  for (const std::uint32_t row : field) is_field[row] = true;
  AreaCounts made;
  for (std::size_t i = 0; i < sites.size(); ++i) {
    const double counted = weights.empty() ? 1 : weights[i];
    const bool is_inside = sites.squared(centre, i) <= radius * radius;
    made.all_all += counted;
    if (is_field[i]) made.cases_all += counted;
    if (is_inside) made.all += counted;
    if (is_inside && is_field[i]) made.cases += counted;
  }
  return made;
}

// The strongest excess of the discs around every establishment, by the definition.
double strongest_by_definition(const PointSet& sites, const std::vector<std::uint32_t>& field,
                               const std::vector<double>& weights, const ScanOptions& options) {
  double best = 0;
  for (const double radius : options.radii_m)
    for (std::size_t centre = 0; centre < sites.size(); ++centre) {
      if (counts_in(sites, field, {}, centre, radius).cases < options.min_cases) continue;
      const bool by_weight = options.measure == Measure::employment;
      const auto counts =
          counts_in(sites, field, by_weight ? weights : std::vector<double>{}, centre, radius);
      best = std::max(best, excess_of(counts, options.measure, options.max_share));
    }
  return best;
}

// Rows in the order that establishments are drawn by.
std::vector<std::uint32_t> by_number(const PointSet& sites, const std::vector<double>& weights) {
  std::vector<std::uint32_t> rows(sites.size());
  std::iota(rows.begin(), rows.end(), 0U);
  std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto key = [&](std::uint32_t i) {
      return std::tuple(sites.x[i], sites.y[i], sites.z.empty() ? 0 : sites.z[i],
                        weights.empty() ? 0 : weights[i], i);
    };
    return key(a) < key(b);
  });
  return rows;
}

ScanOptions options_of(std::vector<double> radii, std::uint32_t replications = 99) {
  ScanOptions made;
  made.radii_m = std::move(radii);
  made.replications = replications;
  return made;
}

TEST(WindowScan, FindsTheTownWhereTheFieldGathers) {
  const auto map = draw(
      "ffff................\n"
      "fffo................\n"
      "ooff......oooo......\n"
      "..........oofo......\n"
      "..........oooo......\n"
      "o...................\n"
      "................oooo\n"
      "................oofo\n"
      "................oooo\n");
  std::vector<std::uint32_t> field;
  for (std::uint32_t i = 0; i < map.drawn.size(); ++i)
    if (map.drawn[i] == 'f') field.push_back(i);
  const auto found = window_scan(map.points.view(), field, {}, options_of({150, 250, 400}, 999));
  ASSERT_EQ(found.discs.size(), 1U);
  const ScanDisc& town = found.discs[0];
  EXPECT_LE(town.p_value, 0.01);
  EXPECT_LT(map.points.x[town.centre], 400);
  EXPECT_GT(map.points.y[town.centre], -300);
  EXPECT_GE(town.establishments.cases, 8);
  EXPECT_EQ(town.establishments.cases_all, 11);
  EXPECT_EQ(town.establishments.all_all, 37);
  EXPECT_GT(town.quotient.value, 2);
}

TEST(WindowScan, AroundEveryEstablishmentIsTheDefinition) {
  for (std::uint32_t seed = 1; seed <= 6; ++seed) {
    const bool is_in_space = seed % 2 == 0;
    PointSet sites = testing::towns(150, seed);
    if (is_in_space) sites = testing::in_space(std::move(sites), seed);
    const auto field = random_field(sites.size(), 30, seed);
    const auto weights = random_weights(sites.size(), seed);
    ScanOptions options = options_of({300, 900, 2500}, 9);
    options.centres = ScanCentres::every;
    options.measure = seed % 3 == 0 ? Measure::employment : Measure::establishments;
    options.seed = seed;
    const auto found = window_scan(sites.view(), field, weights, options);
    ASSERT_FALSE(found.discs.empty());
    EXPECT_NEAR(found.discs[0].log_likelihood_ratio, strongest_by_definition(sites, field, weights, options),
                1e-9);
    // The null model, draw by draw.
    const auto rows = by_number(sites, weights);
    Drawing drawing;
    for (std::uint32_t i = 0; i < options.replications; ++i) {
      drawing.begin(seed, i);
      std::vector<std::uint32_t> drawn;
      for (const std::uint32_t number : drawing.some_of(rows.size(), field.size()))
        drawn.push_back(rows[number]);
      EXPECT_NEAR(found.null_strongest[i], strongest_by_definition(sites, drawn, weights, options), 1e-9);
    }
  }
}

TEST(WindowScan, ADiscIsToldWithWhatStandsInIt) {
  const PointSet sites = testing::towns(400, 4);
  const auto field = random_field(sites.size(), 60, 4);
  const auto weights = random_weights(sites.size(), 4);
  ScanOptions options = options_of({500, 1500}, 0);
  const auto found = window_scan(sites.view(), field, weights, options);
  ASSERT_GT(found.discs.size(), 1U);
  for (const ScanDisc& disc : found.discs) {
    const auto number = counts_in(sites, field, {}, disc.centre, disc.radius_m);
    const auto persons = counts_in(sites, field, weights, disc.centre, disc.radius_m);
    EXPECT_EQ(disc.establishments.cases, number.cases);
    EXPECT_EQ(disc.establishments.all, number.all);
    EXPECT_EQ(disc.employment.cases, persons.cases);
    EXPECT_EQ(disc.employment.all_all, persons.all_all);
    EXPECT_DOUBLE_EQ(disc.log_likelihood_ratio, bernoulli_excess(number));
    EXPECT_TRUE(std::isnan(disc.p_value));
  }
}

TEST(WindowScan, NoTwoDiscsOverlapAndTheStrongestComesFirst) {
  const PointSet sites = testing::towns(2000, 5);
  const auto field = random_field(sites.size(), 200, 5);
  const auto found = window_scan(sites.view(), field, {}, options_of({300, 600, 1200, 2400}, 0));
  ASSERT_GT(found.discs.size(), 3U);
  for (std::size_t i = 0; i < found.discs.size(); ++i)
    for (std::size_t j = i + 1; j < found.discs.size(); ++j) {
      EXPECT_GE(found.discs[i].log_likelihood_ratio, found.discs[j].log_likelihood_ratio);
      EXPECT_GT(std::sqrt(sites.squared(found.discs[i].centre, found.discs[j].centre)),
                found.discs[i].radius_m + found.discs[j].radius_m);
    }
}

TEST(WindowScan, TheNetReachesEveryEstablishmentAndIsASmallPartOfEvery) {
  const PointSet sites = testing::towns(3000, 6);
  ScanOptions options = options_of({1000}, 0);
  options.max_share = 1;
  const auto field = random_field(sites.size(), 500, 6);
  const auto net = window_scan(sites.view(), field, {}, options);
  options.centres = ScanCentres::every;
  const auto every = window_scan(sites.view(), field, {}, options);
  EXPECT_EQ(every.searched, sites.size());
  EXPECT_LT(net.searched, every.searched / 2);
  EXPECT_LE(net.discs[0].log_likelihood_ratio, every.discs[0].log_likelihood_ratio);
  EXPECT_GT(net.discs[0].log_likelihood_ratio, every.discs[0].log_likelihood_ratio / 2);
}

TEST(WindowScan, DoesNotDependOnTheOrderOfRowsNorOnThreads) {
  PointSet sites = testing::towns(1500, 7);
  const auto weights = random_weights(sites.size(), 7);
  const auto field = random_field(sites.size(), 150, 7);
  for (const Measure measure : {Measure::establishments, Measure::employment}) {
    ScanOptions options = options_of({400, 1000, 3000});
    options.measure = measure;
    options.significance = 1;
    const auto found = window_scan(sites.view(), field, weights, options);
    const auto order = testing::shuffled(sites.size(), 8);
    std::vector<std::uint32_t> new_row(order.size()), new_field;
    for (std::uint32_t i = 0; i < order.size(); ++i) new_row[order[i]] = i;
    for (const std::uint32_t row : field) new_field.push_back(new_row[row]);
    std::vector<double> new_weights;
    for (const std::uint32_t row : order) new_weights.push_back(weights[row]);
    const PointSet reordered = testing::reordered(sites, order);
    const tbb::global_control one(tbb::global_control::max_allowed_parallelism, 1);
    const auto again = window_scan(reordered.view(), new_field, new_weights, options);
    EXPECT_EQ(found.null_strongest, again.null_strongest);
    EXPECT_EQ(found.searched, again.searched);
    ASSERT_EQ(found.discs.size(), again.discs.size());
    for (std::size_t i = 0; i < found.discs.size(); ++i) {
      EXPECT_EQ(found.discs[i].log_likelihood_ratio, again.discs[i].log_likelihood_ratio);
      EXPECT_EQ(found.discs[i].p_value, again.discs[i].p_value);
      EXPECT_EQ(sites.x[found.discs[i].centre], reordered.x[again.discs[i].centre]);
    }
  }
}

TEST(WindowScan, OnEarthARadiusIsAGeodesicAndTheAntimeridianNoSeam) {
  // 24 km apart across the antimeridian at 60 degrees north, and a crowd far away.
  std::vector<double> lon = {179.9, -179.9, 179.9, -179.9}, lat = {60, 60, 60.1, 60.1};
  for (int i = 0; i < 40; ++i) {
    lon.push_back(20 + 0.01 * i);
    lat.push_back(50);
  }
  const auto earth = geo::earth_points(lon, lat);
  const std::vector<std::uint32_t> field{0, 1, 2, 3};
  const Points sites{earth.x, earth.y, earth.z, true};
  ScanOptions options = options_of({15'000});
  options.centres = ScanCentres::every;
  const auto found = window_scan(sites, field, {}, options);
  ASSERT_EQ(found.discs.size(), 1U);
  EXPECT_EQ(found.discs[0].establishments.cases, 3);  // the diagonal is 15.8 km
  EXPECT_LE(found.discs[0].p_value, 0.05);
}

TEST(WindowScan, ChanceIsCalledSignificantNoMoreOftenThanTheLevel) {
  constexpr int kRuns = 200;
  int significant = 0;
  for (int run = 0; run < kRuns; ++run) {
    const PointSet sites = testing::towns(300, static_cast<std::uint32_t>(run));
    const auto field = random_field(sites.size(), 40, static_cast<std::uint32_t>(1000 + run));
    ScanOptions options = options_of({300, 1000, 3000}, 39);
    options.seed = static_cast<std::uint64_t>(run);
    const auto found = window_scan(sites.view(), field, {}, options);
    significant += found.discs[0].p_value <= 0.05 ? 1 : 0;
  }
  // 10 are expected; 22 or more has a chance of 0.0003.
  EXPECT_LT(significant, 22);
}

TEST(WindowScan, ADegenerateFieldHasADefinedAnswer) {
  PointSet one_place;
  for (int i = 0; i < 50; ++i) one_place.add(5, 5);
  const std::vector<std::uint32_t> some{1, 2, 3};
  const auto found = window_scan(one_place.view(), some, {}, options_of({100}));
  EXPECT_TRUE(found.discs.empty());
  EXPECT_EQ(found.searched, 0U);
  EXPECT_TRUE(window_scan(one_place.view(), {}, {}, options_of({100})).discs.empty());
  EXPECT_TRUE(window_scan(Points{}, {}, {}, options_of({100})).discs.empty());
  // Everybody is of the field: nowhere is an excess.
  const PointSet sites = testing::towns(60, 9);
  std::vector<std::uint32_t> all(60);
  std::iota(all.begin(), all.end(), 0U);
  EXPECT_TRUE(window_scan(sites.view(), all, {}, options_of({1000})).discs.empty());
}

TEST(WindowScan, BadOptionsAreNamed) {
  const PointSet sites = testing::towns(20, 1);
  const std::vector<std::uint32_t> field{1, 2};
  EXPECT_THROW((void)window_scan(sites.view(), field, {}, options_of({})), InvalidInput);
  EXPECT_THROW((void)window_scan(sites.view(), field, {}, options_of({500, 200})), InvalidInput);
  EXPECT_THROW((void)window_scan(sites.view(), field, {}, options_of({0})), InvalidInput);
  ScanOptions options = options_of({500});
  options.measure = Measure::employment;
  EXPECT_THROW((void)window_scan(sites.view(), field, {}, options), InvalidInput);
  const std::vector<std::uint32_t> twice{1, 1};
  EXPECT_THROW((void)window_scan(sites.view(), twice, {}, options_of({500})), InvalidInput);
  const std::vector<double> negative(20, -1);
  EXPECT_THROW((void)window_scan(sites.view(), field, negative, options_of({500})), InvalidInput);
}

TEST(WindowScan, StopsWhereProgressSaysNo) {
  const PointSet sites = testing::towns(200, 2);
  ScanOptions options = options_of({500, 1000, 2000});
  double last = 0;
  options.progress = [&](double done) {
    EXPECT_GE(done, last);
    last = done;
    return done < 0.5;
  };
  const auto found = window_scan(sites.view(), random_field(200, 20, 2), {}, options);
  EXPECT_TRUE(found.is_cancelled);
  EXPECT_TRUE(found.discs.empty());
  EXPECT_GE(last, 0.5);
}

}  // namespace
}  // namespace grono::mapping
