#include "mapping/ripley.hpp"

#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "base/error.hpp"
#include "geo/earth_points.hpp"
#include "geo/lonlat.hpp"
#include "point_sets.hpp"

namespace grono::mapping {
namespace {

using testing::PointSet;
using Rows = std::vector<std::uint32_t>;

const Window kSquare{0, 10'000, 0, 10'000};

PointSet scattered(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> place(0, 10'000);
  PointSet made;
  for (std::size_t i = 0; i < count; ++i) {
    const double x = place(random);
    made.add(x, place(random));
  }
  return made;
}

Rows first_rows(std::size_t count) {
  Rows made(count);
  std::iota(made.begin(), made.end(), 0U);
  return made;
}

RipleyOptions options(EdgeTreatment edges = EdgeTreatment::none, std::uint32_t draws = 0) {
  RipleyOptions made;
  made.radii_m = {0, 100, 500, 1'000, 3'000};
  made.window = kSquare;
  made.edges = edges;
  made.bands.draws = draws;
  return made;
}

double by_definition(const PointSet& points, std::size_t count, double radius, bool translated) {
  double sum = 0;
  for (std::size_t i = 0; i < count; ++i)
    for (std::size_t j = 0; j < count; ++j) {
      const double dx = points.x[i] - points.x[j], dy = points.y[i] - points.y[j];
      if (i == j || std::hypot(dx, dy) > radius) continue;
      sum += translated ? 1e8 / ((10'000 - std::abs(dx)) * (10'000 - std::abs(dy))) : 1;
    }
  return 1e8 * sum / (static_cast<double>(count) * static_cast<double>(count - 1));
}

TEST(Ripley, IsItsDefinition) {
  for (const auto edges : {EdgeTreatment::none, EdgeTreatment::translation}) {
    PointSet points = scattered(200, 3);
    points.add(points.x[0], points.y[0]);  // two on one place
    const auto found = ripley(points.view(), first_rows(points.size()), options(edges));
    for (std::size_t r = 0; r < 5; ++r) {
      const double expected =
          by_definition(points, points.size(), options().radii_m[r], edges != EdgeTreatment::none);
      EXPECT_NEAR(found.k[r], expected, 1e-9 * expected) << r;
      EXPECT_NEAR(found.l[r], std::sqrt(expected / std::numbers::pi), 1e-6);
    }
  }
}

// Spread evenly, K is the circle's area: with translation without bias at every radius.
TEST(Ripley, OfPointsAtRandomIsTheCircle) {
  double sum = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed)
    sum += ripley(scattered(300, seed).view(), first_rows(300), options(EdgeTreatment::translation)).l[4];
  EXPECT_NEAR(sum / 40, 3'000, 15);
}

TEST(Ripley, BandsHoldChanceAndNotAGroup) {
  PointSet points = scattered(600, 8);
  for (const auto model : {NullModel::random_labelling, NullModel::complete_spatial_randomness}) {
    auto asked = options(EdgeTreatment::translation, 199);
    asked.null_model = model;
    const auto chance = ripley(points.view(), first_rows(80), asked);
    Rows group;
    for (std::uint32_t row = 0; row < points.size(); ++row)
      if (std::hypot(points.x[row] - 5'000, points.y[row] - 5'000) < 1'500) group.push_back(row);
    const auto gathered = ripley(points.view(), group, asked);
    EXPECT_GE(chance.l[3], chance.bands.global.low[3]);
    EXPECT_LE(chance.l[3], chance.bands.global.high[3]);
    EXPECT_GT(gathered.l[3], gathered.bands.global.high[3]);
  }
}

TEST(Ripley, OnEarthCountsGeodesics) {
  const std::vector<double> lon = {179.99, -179.99, 0}, lat = {0, 0, 50};
  const auto earth = geo::earth_points(lon, lat);
  RipleyOptions asked;
  const double apart = geo::distance_m({lon[0], lat[0]}, {lon[1], lat[1]});
  asked.radii_m = {apart * 0.999, apart * 1.001};
  asked.area_m2 = 6e6;
  asked.bands.draws = 0;
  const auto found = ripley({earth.x, earth.y, earth.z, true}, first_rows(3), asked);
  EXPECT_EQ(found.k, (std::vector<double>{0, 2e6}));
}

TEST(Ripley, DoesNotDependOnThreads) {
  const PointSet points = scattered(300, 5);
  std::vector<std::vector<double>> highs;
  for (const std::size_t threads : {1U, 4U}) {
    const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
    highs.push_back(ripley(points.view(), first_rows(50), options(EdgeTreatment::none, 39)).bands.global.high);
  }
  EXPECT_EQ(highs[0], highs[1]);
}

TEST(Ripley, SaysWhatIsWrong) {
  const PointSet points = scattered(10, 1);
  const auto refuses = [&](const Points& sites, const Rows& rows, const RipleyOptions& asked) {
    EXPECT_THROW(static_cast<void>(ripley(sites, rows, asked)), InvalidInput);
  };
  refuses(points.view(), first_rows(1), options());
  auto asked = options();
  asked.window = {};
  refuses(points.view(), first_rows(10), asked);
  asked.window = {0, 1, 0, 1};
  refuses(points.view(), first_rows(10), asked);
  asked = options();
  asked.radii_m = {5, 1};
  refuses(points.view(), first_rows(10), asked);
}

}  // namespace
}  // namespace grono::mapping
