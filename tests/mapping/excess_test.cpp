#include "mapping/excess.hpp"

#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "base/error.hpp"
#include "geo/earth_points.hpp"
#include "mapping/hdbscan.hpp"
#include "point_sets.hpp"

namespace grono::mapping {
namespace {

using testing::draw;
using testing::PointSet;
using Rows = std::vector<std::uint32_t>;

ExcessOptions small(std::uint32_t replications = 0) {
  ExcessOptions made;
  made.min_points = 2;
  made.min_cluster_size = 3;
  made.replications = replications;
  return made;
}

Rows rows_drawn(const testing::DrawnMap& map, char wanted) {
  Rows made;
  for (std::uint32_t i = 0; i < map.drawn.size(); ++i)
    if (map.drawn[i] == wanted) made.push_back(i);
  return made;
}

// Towns of everybody, with the field drawn among them; `planted` of the field stand close together besides.
struct Region {
  PointSet points;
  Rows field;
};
Region region(std::size_t count, std::size_t field, std::size_t planted, std::uint32_t seed) {
  std::mt19937 random(seed);
  Region made{testing::towns(count, seed), {}};
  std::normal_distribution<double> spread(0, 150);
  for (std::size_t i = 0; i < planted; ++i) made.points.add(30'000 + spread(random), 5'000 + spread(random));
  for (std::size_t i = 0; i < planted; ++i)
    made.points.add(30'000 + 8 * spread(random), 5'000 + 8 * spread(random));
  Rows rows(count);
  std::iota(rows.begin(), rows.end(), 0U);
  std::shuffle(rows.begin(), rows.end(), random);
  made.field.assign(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(field));
  for (std::size_t i = 0; i < planted; ++i) made.field.push_back(static_cast<std::uint32_t>(count + i));
  return made;
}

TEST(Excess, CountsEverybodyWithinReachOfTheCores) {
  // m: of the field, o: of others. Cores are linked at 100 m; an o stands in the area within 100 m of a core.
  const auto map = draw(
      ".mmm.......o..\n"
      ".mo........o..\n"
      ".o.......mo...\n"
      ".o............\n"
      "ooo.......o.o.\n");
  const Excess found = find_excess(map.points.view(), rows_drawn(map, 'm'), {}, small());
  const auto chosen = strongest_groups(found, [](std::uint32_t) { return true; });
  ASSERT_EQ(chosen.size(), 1U);
  const ExcessGroup& group = found.groups[chosen[0]];
  EXPECT_DOUBLE_EQ(group.reach_m, 100);
  EXPECT_EQ(group.establishments.cases, 4);
  EXPECT_EQ(group.establishments.all, 6);  // the o right of the lower m, and the one below it
  EXPECT_EQ(group.establishments.cases_all, 5);
  EXPECT_EQ(group.establishments.all_all, static_cast<double>(map.points.size()));
  EXPECT_NEAR(group.log_likelihood_ratio, bernoulli_excess(group.establishments), 1e-12);
  const auto label = areas_of(found, chosen);
  EXPECT_EQ(std::count(label.begin(), label.end(), 0), 6);
}

// Groups and areas as they are defined: links between cores, then everybody within the distance of a core.
std::map<Rows, Rows> areas_by_definition(const PointSet& points, const Rows& field,
                                         const std::vector<double>& core_m, double distance) {
  std::vector<std::uint32_t> group(field.size());
  std::iota(group.begin(), group.end(), 0U);
  const auto within = [&](std::uint32_t a, std::uint32_t b) {
    return std::sqrt(points.squared(a, b)) <= distance;
  };
  for (bool grew = true; grew;) {
    grew = false;
    for (std::size_t i = 0; i < field.size(); ++i)
      for (std::size_t j = 0; j < field.size(); ++j)
        if (core_m[i] <= distance && core_m[j] <= distance && group[i] < group[j] &&
            within(field[i], field[j])) {
          group[j] = group[i];
          grew = true;
        }
  }
  std::map<std::uint32_t, Rows> cores;
  for (std::uint32_t i = 0; i < field.size(); ++i)
    if (core_m[i] <= distance) cores[group[i]].push_back(i);
  std::map<Rows, Rows> made;
  for (const auto& [first, members] : cores) {
    Rows& area = made[members];
    for (std::uint32_t site = 0; site < points.size(); ++site)
      for (const std::uint32_t core : members)
        if (within(site, field[core])) {
          area.push_back(site);
          break;
        }
  }
  return made;
}

TEST(Excess, AreasAreThoseOfTheDefinition) {
  for (std::uint32_t seed = 1; seed <= 12; ++seed) {
    const Region it = region(60, 18, 6, seed);
    const Excess found = find_excess(it.points.view(), it.field, {}, small());
    PointSet of_field;
    for (const std::uint32_t row : found.field) of_field.add(it.points.x[row], it.points.y[row]);
    const auto core_m = hdbscan(of_field.view(), {2, 3, ClusterSelection::leaf}).core_distance_m;
    std::size_t judged = 0;
    for (std::uint32_t number = 0; number < found.groups.size(); ++number) {
      const ExcessGroup& group = found.groups[number];
      if (group.node == kNone) continue;
      const auto areas = areas_by_definition(it.points, found.field, core_m, group.reach_m);
      const auto label = areas_of(found, std::array{number});
      Rows area;
      for (std::uint32_t row = 0; row < label.size(); ++row)
        if (label[row] == 0) area.push_back(row);
      EXPECT_EQ(area.size(), static_cast<std::size_t>(group.establishments.all));
      // A site between two areas belongs to one of them only: the rest is the definition's.
      const auto whole = std::find_if(areas.begin(), areas.end(), [&](const auto& each) {
        return std::includes(each.second.begin(), each.second.end(), area.begin(), area.end());
      });
      ASSERT_NE(whole, areas.end());
      for (const std::uint32_t site : whole->second) {
        const auto others = std::count_if(areas.begin(), areas.end(), [&](const auto& each) {
          return std::binary_search(each.second.begin(), each.second.end(), site);
        });
        EXPECT_TRUE(others > 1 || std::binary_search(area.begin(), area.end(), site));
      }
      ++judged;
    }
    EXPECT_GT(judged, 1U);
  }
}

TEST(Excess, FindsWhatWasPlanted) {
  const Region it = region(3000, 200, 40, 7);
  ExcessOptions options;
  options.replications = 199;
  const Excess found = find_excess(it.points.view(), it.field, {}, options);
  const auto chosen =
      strongest_groups(found, [&](std::uint32_t group) { return found.groups[group].p_value <= 0.05; });
  ASSERT_EQ(chosen.size(), 1U);
  EXPECT_DOUBLE_EQ(found.groups[chosen[0]].p_value, 1 / 200.0);
  EXPECT_GT(found.groups[chosen[0]].quotient.low, 3);
  const auto label = areas_of(found, chosen);
  for (std::size_t row = 3000; row < 3040; ++row) EXPECT_EQ(label[row], 0) << row;
  EXPECT_EQ(std::count(label.begin(), label.begin() + 3000, 0), 0);
}

TEST(Excess, IsFairToChance) {
  // Where labels are random the p of the strongest group is uniform: 60 fields of one region.
  const PointSet points = testing::towns(500, 3);
  ExcessOptions options = small(39);
  options.stop_after = 0;
  std::vector<double> p;
  for (std::uint32_t field = 0; field < 60; ++field) {
    auto rows = testing::shuffled(points.size(), field + 1);
    rows.resize(80);
    options.seed = 1000 + field;
    const Excess found = find_excess(points.view(), rows, {}, options);
    const auto strongest = strongest_groups(found, [](std::uint32_t) { return true; });
    p.push_back(found.groups[strongest[0]].p_value);
  }
  // Kolmogorov and Smirnov's distance; its 1 % point for 60 is 0.21, and 1/40 is the step of p.
  std::sort(p.begin(), p.end());
  double apart = 0;
  for (std::size_t i = 0; i < p.size(); ++i)
    apart = std::max(apart, std::abs(p[i] - static_cast<double>(i + 1) / static_cast<double>(p.size())));
  EXPECT_LT(apart, 0.21 + 1 / 40.0);
}

TEST(Excess, HeldToItsAreasItWouldFindClustersInChance) {
  // Why the search is repeated: the strongest group of a random field, its area taken as given, looks
  // significant in nearly every field. (Hypergeometric tail of its own counts.)
  const PointSet points = testing::towns(500, 3);
  int fooled = 0;
  for (std::uint32_t field = 0; field < 20; ++field) {
    auto rows = testing::shuffled(points.size(), field + 1);
    rows.resize(80);
    const Excess found = find_excess(points.view(), rows, {}, small());
    const auto strongest = strongest_groups(found, [](std::uint32_t) { return true; });
    const AreaCounts& counts = found.groups[strongest[0]].establishments;
    double tail = 0;
    const auto choose = [](double n, double k) {
      return std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1);
    };
    for (double c = counts.cases; c <= std::min(counts.all, counts.cases_all); ++c)
      tail += std::exp(choose(counts.all, c) + choose(counts.all_all - counts.all, counts.cases_all - c) -
                       choose(counts.all_all, counts.cases_all));
    fooled += tail <= 0.05;
  }
  EXPECT_GE(fooled, 15);
}

TEST(Excess, DrawingStopsWhenThereIsNothingToFind) {
  const Region it = region(400, 60, 0, 5);
  ExcessOptions options = small(999);
  const Excess found = find_excess(it.points.view(), it.field, {}, options);
  EXPECT_LT(found.null_strongest.size(), 999U);
  double strongest = 0, p = 1;
  for (const ExcessGroup& group : found.groups)
    if (group.log_likelihood_ratio > strongest)
      std::tie(strongest, p) = std::pair(group.log_likelihood_ratio, group.p_value);
  EXPECT_DOUBLE_EQ(p, 20.0 / static_cast<double>(found.null_strongest.size()));
}

std::vector<std::pair<double, double>> told(const Excess& excess) {
  std::vector<std::pair<double, double>> made;
  for (const ExcessGroup& group : excess.groups) made.emplace_back(group.log_likelihood_ratio, group.p_value);
  std::sort(made.begin(), made.end());
  return made;
}

TEST(Excess, DoesNotDependOnThreads) {
  const Region it = region(1500, 150, 20, 11);
  const auto with = [&](std::size_t threads) {
    const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
    return find_excess(it.points.view(), it.field, {}, small(60));
  };
  const Excess one = with(1), four = with(4);
  EXPECT_EQ(one.null_strongest, four.null_strongest);
  EXPECT_EQ(told(one), told(four));
}

TEST(Excess, DoesNotDependOnTheOrderOfRows) {
  const Region it = region(800, 90, 20, 13);
  const auto order = testing::shuffled(it.points.size(), 17);
  const PointSet points = testing::reordered(it.points, order);
  const std::set<std::uint32_t> of_field(it.field.begin(), it.field.end());
  Rows field;
  for (std::uint32_t i = 0; i < order.size(); ++i)
    if (of_field.contains(order[i])) field.push_back(i);
  const Excess before = find_excess(it.points.view(), it.field, {}, small(60));
  const Excess after = find_excess(points.view(), field, {}, small(60));
  EXPECT_EQ(before.null_strongest, after.null_strongest);
  EXPECT_EQ(told(before), told(after));
}

TEST(Excess, CrossesTheAntimeridian) {
  const auto on_earth = [](double east_of) {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> anywhere(-1, 1), near(-0.05, 0.05);
    std::vector<double> lon, lat;
    for (int i = 0; i < 400; ++i) {
      const bool planted = i < 30;
      lon.push_back(std::remainder(east_of + (planted ? near(random) : anywhere(random)), 360));
      lat.push_back(-17 + (planted ? near(random) : anywhere(random)));
    }
    const auto earth = geo::earth_points(lon, lat);
    Rows field(60);
    std::iota(field.begin(), field.end(), 0U);
    const Excess found = find_excess({earth.x, earth.y, earth.z, true}, field, {}, small(99));
    const auto chosen = strongest_groups(found, [](std::uint32_t) { return true; });
    const ExcessGroup& group = found.groups[chosen.at(0)];
    EXPECT_LE(group.p_value, 0.05);
    EXPECT_GE(group.establishments.cases, 28);
    return group.establishments.all;
  };
  EXPECT_EQ(on_earth(180), on_earth(20));
}

TEST(Excess, EmploymentMakesOnePlantNoCluster) {
  // A field spread evenly, one of its plants a thousand times as large as any other.
  Region it = region(600, 100, 0, 23);
  std::vector<double> weight(it.points.size(), 10);
  weight[it.field[0]] = 10'000;
  ExcessOptions options = small(99);
  options.measure = Measure::employment;
  const Excess found = find_excess(it.points.view(), it.field, weight, options);
  for (const ExcessGroup& group : found.groups) EXPECT_GT(group.p_value, 0.05);
}

TEST(Excess, EverybodyOnOnePlaceAndTooFewAreNoCluster) {
  PointSet points;
  for (int i = 0; i < 20; ++i) points.add(5, 5);
  const Excess same = find_excess(points.view(), Rows{0, 1, 2, 3, 4}, {}, small(19));
  for (const ExcessGroup& group : same.groups) EXPECT_EQ(group.log_likelihood_ratio, 0);
  EXPECT_TRUE(find_excess(points.view(), Rows{0, 1}, {}, small(19)).groups.empty());
  EXPECT_TRUE(find_excess(points.view(), Rows{}, {}, small(19)).groups.empty());
  EXPECT_TRUE(find_excess({}, Rows{}, {}, small(19)).groups.empty());
}

TEST(Excess, SaysWhatIsWrong) {
  PointSet points;
  for (int i = 0; i < 20; ++i) points.add(i, 5);
  EXPECT_THROW((void)find_excess(points.view(), Rows{0, 0}, {}, small()), InvalidInput);
  EXPECT_THROW((void)find_excess(points.view(), Rows{20}, {}, small()), InvalidInput);
  ExcessOptions options = small();
  options.measure = Measure::employment;
  EXPECT_THROW((void)find_excess(points.view(), Rows{0, 1, 2}, {}, options), InvalidInput);
  std::vector<double> weight(20, 1);
  weight[4] = -1;
  EXPECT_THROW((void)find_excess(points.view(), Rows{0, 1, 2}, weight, options), InvalidInput);
  options = small();
  options.max_share = 0;
  EXPECT_THROW((void)find_excess(points.view(), Rows{0, 1, 2}, {}, options), InvalidInput);
  points.x[3] = std::nan("");
  try {
    (void)find_excess(points.view(), Rows{0, 1, 2}, {}, small());
    FAIL();
  } catch (const InvalidInput& error) {
    EXPECT_EQ(error.where(), "row 4");
  }
}

}  // namespace
}  // namespace grono::mapping
