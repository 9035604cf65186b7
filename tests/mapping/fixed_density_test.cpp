#include "mapping/fixed_density.hpp"

#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "geo/earth_points.hpp"
#include "mapping/dbscan.hpp"
#include "mapping/excess.hpp"
#include "point_sets.hpp"

namespace grono::mapping {
namespace {

using testing::draw;
using testing::PointSet;
using Rows = std::vector<std::uint32_t>;

// What hangs together by edges no longer than this: of each point, the lowest of its part.
Rows parts_at(const ReachabilityTree& tree, double distance_m) {
  Rows part(tree.core_distance_m.size());
  std::iota(part.begin(), part.end(), 0U);
  for (bool grew = true; grew;) {
    grew = false;
    for (const SpanningEdge& edge : tree.edges) {
      if (edge.distance_m > distance_m || part[edge.a] == part[edge.b]) continue;
      part[edge.a] = part[edge.b] = std::min(part[edge.a], part[edge.b]);
      grew = true;
    }
  }
  return part;
}

Rows everything(std::size_t count) {
  Rows made(count);
  std::iota(made.begin(), made.end(), 0U);
  return made;
}

TEST(FixedDensity, JoinsWhatIsOfOneClusterAndNothingElse) {
  // Links at 100 m; three within 100 m make a core. The lower line's end touches no core.
  const auto map = draw(
      "ab..ef.\n"
      "cd..g..\n"
      "......h\n"
      "ijk...l\n");
  const auto tree = fixed_density_tree(map.points.view(), std::array{100.0}, 3);
  ASSERT_EQ(tree.edges.size(), map.points.size() - 1);
  const Rows part = parts_at(tree, 100);
  std::map<std::uint32_t, std::string> names;
  for (std::size_t i = 0; i < part.size(); ++i) names[part[i]] += map.drawn[i];
  std::set<std::string> parts;
  for (const auto& [first, name] : names) parts.insert(name);
  EXPECT_EQ(parts, (std::set<std::string>{"abcd", "efg", "h", "l", "ijk"}));
  std::string cores;
  for (std::size_t i = 0; i < map.drawn.size(); ++i)
    if (std::isfinite(tree.core_distance_m[i])) cores += map.drawn[i];
  EXPECT_EQ(cores, "abecdj");  // e has f and g; j has i and k
}

TEST(FixedDensity, OneRadiusIsDbscan) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    const PointSet points = testing::towns(300, seed);
    const DbscanResult expected = dbscan(points.view(), {400, 5});
    const Rows part = parts_at(fixed_density_tree(points.view(), std::array{400.0}, 5), 400);
    for (std::size_t a = 0; a < points.size(); ++a)
      for (std::size_t b = 0; b < a; ++b)
        ASSERT_EQ(part[a] == part[b], expected.label[a] >= 0 && expected.label[a] == expected.label[b])
            << seed << ": " << a << ", " << b;
  }
}

TEST(FixedDensity, AtEveryOfSeveralRadiiTheCoresAreThoseOfDbscan) {
  constexpr std::array kRadii = {200.0, 500.0, 1'500.0};
  const PointSet points = testing::towns(400, 5);
  const auto tree = fixed_density_tree(points.view(), kRadii, 6);
  for (const double radius : kRadii) {
    const DbscanResult expected = dbscan(points.view(), {radius, 6});
    const Rows part = parts_at(tree, radius);
    for (std::size_t a = 0; a < points.size(); ++a) {
      EXPECT_EQ(expected.core[a] != 0, tree.core_distance_m[a] <= radius);
      for (std::size_t b = 0; b < a; ++b)
        if (expected.core[a] != 0 && expected.core[b] != 0) {
          ASSERT_EQ(part[a] == part[b], expected.label[a] == expected.label[b]);
        }
    }
  }
}

TEST(FixedDensity, NothingDenseIsAllApart) {
  const auto map = draw("a...b...c\n");
  const auto tree = fixed_density_tree(map.points.view(), std::array{100.0}, 2);
  ASSERT_EQ(tree.edges.size(), 2U);
  for (const SpanningEdge& edge : tree.edges) EXPECT_TRUE(std::isinf(edge.distance_m));
}

ExcessOptions fixed(std::vector<double> radii_m, std::uint32_t replications = 0) {
  ExcessOptions made;
  made.radii_m = std::move(radii_m);
  made.min_points = 3;
  made.min_cluster_size = 3;
  made.replications = replications;
  return made;
}

TEST(ExcessAtFixedDensity, CountsEverybodyWithinTheRadiusOfACore) {
  // m: of the field, o: of others. Only the left group is dense at 100 m; its cores are the three in the
  // middle of its lines.
  const auto map = draw(
      "omm.....m\n"
      ".mmo....o\n"
      ".o..o...m\n"
      "o.......o\n");
  Rows field;
  for (std::uint32_t i = 0; i < map.drawn.size(); ++i)
    if (map.drawn[i] == 'm') field.push_back(i);
  const Excess found = find_excess(map.points.view(), field, {}, fixed({100}));
  const auto chosen = strongest_groups(found, [](std::uint32_t) { return true; });
  ASSERT_EQ(chosen.size(), 1U);
  const ExcessGroup& group = found.groups[chosen[0]];
  EXPECT_DOUBLE_EQ(group.reach_m, 100);
  EXPECT_EQ(group.establishments.cases, 4);
  EXPECT_EQ(group.establishments.all, 7);
  EXPECT_EQ(group.establishments.cases_all, 6);
}

TEST(ExcessAtFixedDensity, ItsGroupsAreThoseOfDbscanOfTheField) {
  for (const bool on_earth : {false, true}) {
    const PointSet plane = testing::towns(1'500, 8, 0);
    Rows field = testing::shuffled(plane.size(), 2);
    field.resize(500);
    std::vector<double> lon, lat;
    for (std::size_t i = 0; i < plane.size(); ++i) {
      lon.push_back(19 + plane.x[i] / 72'000);
      lat.push_back(50 + plane.y[i] / 111'200);
    }
    const auto earth = geo::earth_points(lon, lat);
    const Points sites =
        on_earth ? Points{earth.x, earth.y, earth.z, true} : Points{plane.x, plane.y, {}, false};
    PointSet of_field;
    of_field.on_earth = on_earth;
    for (const std::uint32_t row : field) {
      of_field.add(sites.x[row], sites.y[row]);
      if (on_earth) of_field.z.push_back(sites.z[row]);
    }
    ExcessOptions options = fixed({600});
    options.max_share = 1;
    options.min_points = 5;
    options.min_cluster_size = 2;
    const DbscanResult expected = dbscan(of_field.view(), {600, 5});
    const Excess found = find_excess(sites, field, {}, options);
    const auto groups = strongest_groups(found, [](std::uint32_t) { return true; });
    EXPECT_EQ(groups.size(), expected.clusters);
    ASSERT_GT(groups.size(), 3U);
    const auto label = areas_of(found, groups);
    std::map<std::int32_t, std::int32_t> of;
    for (std::size_t i = 0; i < field.size(); ++i)
      EXPECT_EQ(of.try_emplace(label[field[i]], expected.label[i]).first->second, expected.label[i]);
    EXPECT_EQ(of.at(-1), -1);
    EXPECT_EQ(of.size(), expected.clusters + 1U);
  }
}

TEST(ExcessAtFixedDensity, IsFairToChance) {
  // Where labels are random the p of the strongest group is uniform: 60 fields of one region.
  const PointSet points = testing::towns(500, 3);
  ExcessOptions options = fixed({300, 800}, 39);
  options.stop_after = 0;
  std::vector<double> p;
  for (std::uint32_t field = 0; field < 60; ++field) {
    auto rows = testing::shuffled(points.size(), field + 1);
    rows.resize(80);
    options.seed = 1'000 + field;
    const Excess found = find_excess(points.view(), rows, {}, options);
    const auto strongest = strongest_groups(found, [](std::uint32_t) { return true; });
    p.push_back(found.groups[strongest.at(0)].p_value);
  }
  // Kolmogorov and Smirnov's distance; its 1 % point for 60 is 0.21, and 1/40 is the step of p.
  std::sort(p.begin(), p.end());
  double apart = 0;
  for (std::size_t i = 0; i < p.size(); ++i)
    apart = std::max(apart, std::abs(p[i] - static_cast<double>(i + 1) / static_cast<double>(p.size())));
  EXPECT_LT(apart, 0.21 + 1 / 40.0);
}

TEST(ExcessAtFixedDensity, RadiiAscendAndAreLengths) {
  const auto map = draw("ooooo\n");
  for (const auto& radii : std::vector<std::vector<double>>{{200, 100}, {100, 100}, {0}, {-1, 5}, {INFINITY}})
    EXPECT_THROW((void)find_excess(map.points.view(), everything(4), {}, fixed(radii)), InvalidInput);
}

}  // namespace
}  // namespace grono::mapping
