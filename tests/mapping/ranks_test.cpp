#include "mapping/ranks.hpp"

#include <algorithm>
#include <random>

#include <gtest/gtest.h>

#include "geo/earth_points.hpp"
#include "mapping/dbscan.hpp"
#include "mapping/excess.hpp"
#include "point_sets.hpp"
#include "thread_ranks.hpp"

namespace grono::mapping {
namespace {

using testing::on_ranks;
using testing::PointSet;
using Rows = std::vector<std::uint32_t>;

// The rows of one of so many processes, of uneven parts, some empty.
struct Part {
  std::size_t begin, end;
};
Part part_of(std::size_t rows, std::uint32_t rank, std::uint32_t size) {
  const auto bound = [&](std::uint32_t i) { return i >= size ? rows : rows * i * i / (size * size); };
  return {bound(rank), bound(rank + 1)};
}

Points view(const std::vector<double>& x, const std::vector<double>& y, const std::vector<double>& z,
            Part part, bool on_earth) {
  const auto cut = [&](const std::vector<double>& column) {
    return column.empty() ? std::span<const double>{}
                          : std::span(column).subspan(part.begin, part.end - part.begin);
  };
  return {cut(x), cut(y), cut(z), on_earth};
}

void expect_same_groups(const std::vector<double>& x, const std::vector<double>& y,
                        const std::vector<double>& z, bool on_earth, const DbscanOptions& options) {
  const auto expected = dbscan(Points{x, y, z, on_earth}, options);
  for (const std::uint32_t size : {1U, 2U, 3U, 7U}) {
    std::vector<std::int32_t> label(x.size());
    std::vector<std::uint8_t> core(x.size());
    std::vector<std::uint32_t> clusters(size);
    on_ranks(size, [&](Ranks& ranks) {
      const Part part = part_of(x.size(), ranks.rank(), size);
      const auto found = dbscan(view(x, y, z, part, on_earth), options, ranks);
      std::copy(found.label.begin(), found.label.end(),
                label.begin() + static_cast<std::ptrdiff_t>(part.begin));
      std::copy(found.core.begin(), found.core.end(), core.begin() + static_cast<std::ptrdiff_t>(part.begin));
      clusters[ranks.rank()] = found.clusters;
    });
    EXPECT_EQ(label, expected.label) << size;
    EXPECT_EQ(core, expected.core) << size;
    EXPECT_EQ(clusters, std::vector(size, expected.clusters)) << size;
  }
}

TEST(Ranks, DbscanIsThatOfOneProcess) {
  for (std::uint32_t seed = 1; seed <= 4; ++seed) {
    const PointSet points = testing::towns(1'500, seed);
    for (const double radius : {40.0, 400.0, 4'000.0})
      expect_same_groups(points.x, points.y, {}, false, {radius, 1 + 3 * seed});
  }
}

// A chain along the axis of the strips is one group, however many processes it runs through.
TEST(Ranks, AGroupAcrossAllStripsIsOne) {
  std::vector<double> x, y;
  for (int i = 0; i < 700; ++i) {
    x.push_back((i * 389 % 700) * 10.0);
    y.push_back(i % 3);
  }
  expect_same_groups(x, y, {}, false, {11, 2});
  expect_same_groups(x, y, {}, false, {9, 2});
}

TEST(Ranks, EverybodyOnOnePlaceOrNobody) {
  expect_same_groups(std::vector(50, 3.0), std::vector(50, -2.0), {}, false, {1, 5});
  expect_same_groups({}, {}, {}, false, {1, 5});
  expect_same_groups({7}, {7}, {}, false, {1, 1});
}

TEST(Ranks, DbscanOnEarthAcrossTheAntimeridian) {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> about(-0.3, 0.3);
  std::vector<double> lon, lat;
  for (int i = 0; i < 900; ++i) {
    lon.push_back(std::remainder(180 + about(random), 360.0));
    lat.push_back(-17 + about(random));
  }
  const auto earth = geo::earth_points(lon, lat);
  expect_same_groups(earth.x, earth.y, earth.z, true, {1'500, 4});
}

TEST(Ranks, ExcessIsThatOfOneProcess) {
  using Radii = std::vector<double>;
  for (const auto& [by_weight, radii] :
       {std::pair(false, Radii()), std::pair(true, Radii()), std::pair(false, Radii{400, 900})}) {
    PointSet points = testing::towns(500, 9);
    std::mt19937 random(5);
    std::normal_distribution<double> spread(0, 200);
    for (int i = 0; i < 40; ++i) points.add(30'000 + spread(random), 5'000 + spread(random));
    for (int i = 0; i < 20; ++i)
      points.add(points.x[static_cast<std::size_t>(i)], points.y[static_cast<std::size_t>(i)]);
    std::vector<double> weights;
    for (std::size_t i = 0; i < points.size(); ++i) weights.push_back(static_cast<double>(1 + random() % 90));
    Rows field;
    for (std::uint32_t row = 0; row < points.size(); ++row)
      if (row % 6 == 0 || (row >= 500 && row < 540)) field.push_back(row);
    ExcessOptions options;
    options.min_points = 3;
    options.min_cluster_size = 4;
    options.radii_m = radii;
    options.replications = 70;
    options.measure = by_weight ? Measure::employment : Measure::establishments;
    const Excess expected = find_excess(points.view(), field, weights, options);
    ASSERT_FALSE(strongest_groups(expected, [&](std::uint32_t group) {
                   return expected.groups[group].p_value < 0.1;
                 }).empty());
    for (const std::uint32_t size : {2U, 4U}) {
      Rows core(points.size()), merge(points.size());
      on_ranks(size, [&](Ranks& ranks) {
        const Part part = part_of(points.size(), ranks.rank(), size);
        Rows mine;
        for (const std::uint32_t row : field)
          if (row >= part.begin && row < part.end)
            mine.push_back(row - static_cast<std::uint32_t>(part.begin));
        const auto found =
            find_excess(view(points.x, points.y, {}, part, false), mine,
                        std::span(weights).subspan(part.begin, part.end - part.begin), options, ranks);
        EXPECT_EQ(found.field, expected.field);
        EXPECT_EQ(found.first_row, part.begin);
        EXPECT_EQ(found.null_strongest, expected.null_strongest);
        ASSERT_EQ(found.groups.size(), expected.groups.size());
        for (std::size_t i = 0; i < found.groups.size(); ++i) {
          EXPECT_EQ(found.groups[i].node, expected.groups[i].node);
          EXPECT_EQ(found.groups[i].log_likelihood_ratio, expected.groups[i].log_likelihood_ratio);
          EXPECT_EQ(found.groups[i].p_value, expected.groups[i].p_value);
          EXPECT_EQ(found.groups[i].establishments.all, expected.groups[i].establishments.all);
        }
        std::copy(found.core.begin(), found.core.end(),
                  core.begin() + static_cast<std::ptrdiff_t>(part.begin));
        std::copy(found.merge.begin(), found.merge.end(),
                  merge.begin() + static_cast<std::ptrdiff_t>(part.begin));
      });
      EXPECT_EQ(core, expected.core);
      EXPECT_EQ(merge, expected.merge);
    }
  }
}

TEST(Ranks, OneThatWantsToStopStopsAll) {
  const PointSet points = testing::towns(400, 2);
  on_ranks(3, [&](Ranks& ranks) {
    const Part part = part_of(points.size(), ranks.rank(), 3);
    Rows mine;
    for (std::uint32_t row = 0; row < part.end - part.begin; row += 3) mine.push_back(row);
    ExcessOptions options;
    options.min_points = options.min_cluster_size = 3;
    options.stop_after = 0;
    if (ranks.rank() == 1) options.progress = [](double) { return false; };
    EXPECT_TRUE(
        find_excess(view(points.x, points.y, {}, part, false), mine, {}, options, ranks).is_cancelled);
  });
}

}  // namespace
}  // namespace grono::mapping
