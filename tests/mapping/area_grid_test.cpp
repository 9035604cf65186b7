#include "mapping/area_grid.hpp"

#include <map>
#include <random>

#include <gtest/gtest.h>
#include <tbb/global_control.h>

namespace grono::mapping {
namespace {

Establishments establishments(Coordinates coordinates, std::vector<double> x, std::vector<double> y,
                              std::vector<std::uint32_t> activity) {
  Establishments made;
  made.coordinates = coordinates;
  made.x = std::move(x);
  made.y = std::move(y);
  made.activity.column = std::move(activity);
  return made;
}

TEST(AreaGrid, SquaresOnAPlaneMeetAtTheirLowerEdges) {
  const AreaGrid grid(Coordinates::projected, 1'000);
  EXPECT_EQ(grid.area_at(0, 0), grid.area_at(999.9, 999.9));
  EXPECT_NE(grid.area_at(0, 0), grid.area_at(1'000, 0));
  EXPECT_NE(grid.area_at(0, 0), grid.area_at(0, -0.1));
  EXPECT_EQ(grid.area_at(-1'000, -1'000), grid.area_at(-0.1, -0.1));
  EXPECT_EQ(grid.area_at(1e15, 0), grid.area_at(9e14, 0));  // beyond all maps
}

TEST(AreaGrid, OnEarthAllAreasAreAboutOneSizeAndTheSeamIsNone) {
  const AreaGrid grid(Coordinates::lon_lat, 100'000);
  EXPECT_EQ(grid.area_at(-180, 10), grid.area_at(180, 10));
  EXPECT_EQ(grid.area_at(350, 52), grid.area_at(-10, 52));
  for (const double lat : {-90.0, -89.9, 0.0, 52.0, 89.9, 90.0}) {
    std::map<std::uint64_t, double> width;  // degrees along one parallel
    constexpr double kStep = 0.02;
    for (double lon = -180; lon < 180; lon += kStep) width[grid.area_at(lon, lat)] += kStep;
    if (std::abs(lat) > 89.5) continue;  // about the poles they are what they can be
    const double metres = width.begin()->second * 111'195 * std::cos(lat * 3.14159265358979 / 180);
    EXPECT_NEAR(metres, 100'000, 3'500) << lat;
  }
}

TEST(AreaGrid, CountsByAreaAndActivityAndLeavesOutWhatIsNotAskedFor) {
  const auto all =
      establishments(Coordinates::projected, {1, 2, 1'500, 3, 4}, {1, 1, 1, 1, 1}, {0, 1, 0, 0, 2});
  const std::vector<std::uint32_t> activity_of_text = {7, 3, kNotCounted};
  const auto counts = count_by_area(all, activity_of_text, AreaGrid(Coordinates::projected, 1'000));
  ASSERT_EQ(counts.size(), 3U);
  EXPECT_EQ(counts[0].activity, 3U);
  EXPECT_EQ(counts[0].count, 1U);
  EXPECT_EQ(counts[1].activity, 7U);
  EXPECT_EQ(counts[1].count, 2U);
  EXPECT_EQ(counts[2].count, 1U);
  EXPECT_LT(counts[1].area, counts[2].area);
}

TEST(AreaGrid, CountsAreTheSameOnAnyNumberOfThreadsAndInParts) {
  std::mt19937 random(4);
  std::uniform_real_distribution<double> place(0, 100'000);
  std::uniform_int_distribution<std::uint32_t> some(0, 49);
  std::vector<double> x, y;
  std::vector<std::uint32_t> activity;
  for (int i = 0; i < 150'000; ++i) {
    x.push_back(place(random));
    y.push_back(place(random));
    activity.push_back(some(random));
  }
  const auto all = establishments(Coordinates::projected, x, y, activity);
  std::vector<std::uint32_t> itself(50);
  for (std::uint32_t i = 0; i < 50; ++i) itself[i] = i;
  const AreaGrid grid(Coordinates::projected, 10'000);
  std::map<std::pair<std::uint64_t, std::uint32_t>, std::uint32_t> expected;
  for (std::size_t i = 0; i < x.size(); ++i) ++expected[{grid.area_at(x[i], y[i]), activity[i]}];
  const auto half = [&](std::size_t begin, std::size_t end) {
    const auto part = [&](const auto& column) {
      return std::vector(column.begin() + static_cast<std::ptrdiff_t>(begin),
                         column.begin() + static_cast<std::ptrdiff_t>(end));
    };
    return count_by_area(establishments(Coordinates::projected, part(x), part(y), part(activity)), itself,
                         grid);
  };
  const auto check = [&](const std::vector<AreaCount>& counts) {
    ASSERT_EQ(counts.size(), expected.size());
    auto at = expected.begin();
    for (const AreaCount& each : counts) {
      EXPECT_EQ(at->first, std::pair(each.area, each.activity));
      EXPECT_EQ((at++)->second, each.count);
    }
  };
  for (const std::size_t threads : {1U, 4U}) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    check(count_by_area(all, itself, grid));
  }
  check(sum_of(half(0, 123'456), half(123'456, 150'000)));
}

}  // namespace
}  // namespace grono::mapping
