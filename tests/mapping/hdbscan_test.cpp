#include "mapping/hdbscan.hpp"

#include <map>
#include <numeric>
#include <set>

#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "base/error.hpp"
#include "point_sets.hpp"

namespace grono::mapping {
namespace {

using testing::draw;
using testing::PointSet;
using Rows = std::vector<std::uint32_t>;

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// The hierarchy as it is defined: cut the longest edges, all of one length at once, look at the sides, go on
// in each that is large enough.
struct Group {
  Rows members;
  double birth_m = kInfinity, death_m = kInfinity, stability = 0;
  std::map<std::uint32_t, double> leaving_m;  // of the points that leave it themselves
  std::vector<Group> children;
};

// The side of a cut that holds `from`, walking over edges before the cut one.
Rows side_of(const std::vector<SpanningEdge>& edges, std::size_t cut, std::uint32_t from) {
  std::set<std::uint32_t> side{from};
  for (bool grew = true; grew;) {
    grew = false;
    for (std::size_t i = 0; i < cut; ++i)
      if (side.contains(edges[i].a) != side.contains(edges[i].b)) {
        side.insert({edges[i].a, edges[i].b});
        grew = true;
      }
  }
  return {side.begin(), side.end()};
}

void leave(Group& group, const Rows& rows, double distance) {
  for (const std::uint32_t row : rows) group.leaving_m[row] = distance;
  group.death_m = distance;
  group.stability += static_cast<double>(rows.size()) * (1 / distance - 1 / group.birth_m);
}

void grow(Group& group, const std::vector<SpanningEdge>& edges, std::size_t min_cluster_size) {
  Rows staying = group.members;
  std::size_t cut = edges.size();  // edges from here on are cut
  while (true) {
    const auto stays = [&](std::uint32_t row) {
      return std::binary_search(staying.begin(), staying.end(), row);
    };
    while (cut > 0 && !(stays(edges[cut - 1].a) && stays(edges[cut - 1].b))) --cut;
    if (cut == 0) return;
    const double distance = edges[cut - 1].distance_m;
    if (distance == 0) return leave(group, staying, 0);
    while (cut > 0 && edges[cut - 1].distance_m == distance) --cut;
    std::vector<Rows> large;
    for (Rows rest = staying; !rest.empty();) {
      const Rows side = side_of(edges, cut, rest.front());
      std::erase_if(rest,
                    [&](std::uint32_t row) { return std::binary_search(side.begin(), side.end(), row); });
      if (side.size() >= min_cluster_size)
        large.push_back(side);
      else
        leave(group, side, distance);
    }
    if (large.empty()) return;
    if (large.size() == 1) {
      staying = large[0];
      continue;
    }
    group.death_m = distance;
    for (const Rows& side : large) {
      group.stability += static_cast<double>(side.size()) * (1 / distance - 1 / group.birth_m);
      group.children.push_back({side, distance, distance, 0, {}, {}});
      grow(group.children.back(), edges, min_cluster_size);
    }
    return;
  }
}

// The best sum of stabilities of groups of which none is within another: the group itself or the best of its
// children.
double choose(const Group& group, std::vector<const Group*>& chosen, bool is_root) {
  std::vector<const Group*> below;
  double sum = 0;
  for (const Group& child : group.children) sum += choose(child, below, false);
  if (!is_root && group.stability >= sum) {
    chosen.push_back(&group);
    return group.stability;
  }
  chosen.insert(chosen.end(), below.begin(), below.end());
  return sum;
}

void expect_as_defined(const PointSet& points, std::uint32_t min_points, std::uint32_t min_cluster_size) {
  const HdbscanResult found = hdbscan(points.view(), {min_points, min_cluster_size, {}});
  Group root;
  root.members.resize(points.size());
  std::iota(root.members.begin(), root.members.end(), 0U);
  grow(root, found.edges, min_cluster_size);

  std::map<Rows, const Group*> expected;
  const auto list = [&](const auto& self, const Group& group) -> void {
    expected[group.members] = &group;
    for (const Group& child : group.children) self(self, child);
  };
  list(list, root);
  ASSERT_EQ(found.tree.groups.size(), expected.size());
  for (std::uint32_t i = 0; i < found.tree.groups.size(); ++i) {
    const auto span = found.tree.members(i);
    Rows members(span.begin(), span.end());
    std::sort(members.begin(), members.end());
    ASSERT_TRUE(expected.contains(members)) << "group " << i;
    const Group& same = *expected.at(members);
    const DenseGroup& group = found.tree.groups[i];
    ASSERT_EQ(group.birth_m, same.birth_m);
    ASSERT_EQ(group.death_m, same.death_m);
    ASSERT_EQ(group.parted, !same.children.empty());
    if (std::isinf(same.stability))
      ASSERT_EQ(group.stability, same.stability);
    else
      ASSERT_NEAR(group.stability, same.stability, 1e-9 * same.stability);
    for (const auto& [row, distance] : same.leaving_m) {
      ASSERT_EQ(found.tree.last_group[row], i);
      ASSERT_EQ(found.tree.leaving_m[row], distance);
    }
  }

  std::vector<const Group*> chosen;
  choose(root, chosen, true);
  std::sort(chosen.begin(), chosen.end(),
            [](const Group* a, const Group* b) { return a->members < b->members; });
  std::vector<std::int32_t> labels(points.size(), -1);
  for (std::size_t label = 0; label < chosen.size(); ++label)
    for (const std::uint32_t row : chosen[label]->members) labels[row] = static_cast<std::int32_t>(label);
  ASSERT_EQ(found.label, labels);

  for (std::uint32_t row = 0; row < points.size(); ++row) {
    if (labels[row] < 0) {
      ASSERT_EQ(found.probability[row], 0);
      continue;
    }
    const double density = 1 / found.tree.leaving_m[row];
    const double densest = 1 / chosen[static_cast<std::size_t>(labels[row])]->death_m;
    if (std::isinf(density) || density >= densest)
      ASSERT_EQ(found.probability[row], 1);
    else
      ASSERT_NEAR(found.probability[row], density / densest, 1e-6);
  }
}

TEST(Hdbscan, FindsWhatTheMapShows) {
  // A dense quarter, a thin one, and # which belong to neither.
  const auto drawn = draw(R"(
AAAA.......................#
AAAA.....B..B..B............
AAAA........................
.........B..B..B............
............................
.........B..B..B............
............................
............................
............................
#..........................#)");
  const HdbscanResult found = hdbscan(drawn.points.view(), {4, 4, {}});
  std::map<char, std::set<std::int32_t>> labels;
  for (std::size_t i = 0; i < drawn.drawn.size(); ++i) labels[drawn.drawn[i]].insert(found.label[i]);
  EXPECT_EQ(labels['A'], std::set{0});
  EXPECT_EQ(labels['B'], std::set{1});
  EXPECT_EQ(labels['#'], std::set{-1});
}

TEST(Hdbscan, ByHandOnALine) {
  // Two triples 100 m apart; spaced 1 m and 2 m. Two neighbours each, so core distances are the spacings.
  const PointSet points{{0, 1, 2, 102, 104, 106}, {0, 0, 0, 0, 0, 0}, {}, false};
  const HdbscanResult found = hdbscan(points.view(), {2, 3, {}});
  EXPECT_EQ(found.label, (std::vector<std::int32_t>{0, 0, 0, 1, 1, 1}));
  EXPECT_EQ(found.probability, std::vector<float>(6, 1));
  ASSERT_EQ(found.tree.groups.size(), 3U);
  EXPECT_EQ(found.tree.groups[0].death_m, 100);
  const DenseGroup& near = found.tree.groups[found.chosen[0]];
  EXPECT_EQ(near.birth_m, 100);
  EXPECT_EQ(near.death_m, 1);
  EXPECT_DOUBLE_EQ(near.stability, 3 * (1 - 0.01));
  EXPECT_DOUBLE_EQ(found.tree.groups[found.chosen[1]].stability, 3 * (0.5 - 0.01));
}

TEST(Hdbscan, AnEarlyLeaverKeepsItsLabelWithALowProbability) {
  // A straggler 10 m from the first triple: it leaves at 10 m, the triple holds to 1 m.
  const PointSet points{{0, 1, 2, 12, 1002, 1004, 1006}, {0, 0, 0, 0, 0, 0, 0}, {}, false};
  const HdbscanResult found = hdbscan(points.view(), {2, 3, {}});
  EXPECT_EQ(found.label[3], found.label[0]);
  EXPECT_FLOAT_EQ(found.probability[3], 0.1F);
  EXPECT_EQ(found.probability[0], 1);
}

TEST(Hdbscan, PartsAllOfOneLengthAtOnce) {
  // Triples 10 m left and right of a point, and one 10 m above: cut there, they part in three and the point
  // is nobody's.
  const PointSet points{
      {0, -10, -11, -12, 10, 11, 12, 0, 0, 0}, {0, 0, 0, 0, 0, 0, 0, 10, 11, 12}, {}, false};
  const HdbscanResult found = hdbscan(points.view(), {1, 3, {}});
  ASSERT_EQ(found.tree.groups.size(), 4U);
  EXPECT_TRUE(found.tree.groups[0].parted);
  for (std::uint32_t group = 1; group < 4; ++group) {
    EXPECT_EQ(found.tree.groups[group].parent, 0U);
    EXPECT_EQ(found.tree.groups[group].birth_m, 10);
  }
  EXPECT_EQ(found.label, (std::vector<std::int32_t>{-1, 0, 0, 0, 1, 1, 1, 2, 2, 2}));
}

TEST(Hdbscan, IsAsDefined) {
  for (std::uint32_t seed = 1; seed <= 12; ++seed)
    for (const auto& [min_points, min_cluster_size] : {std::pair{1U, 2U}, {3U, 5U}, {5U, 5U}, {10U, 4U}}) {
      SCOPED_TRACE(seed);
      expect_as_defined(testing::towns(20 + 12 * seed, seed, seed % 2 * 0.3), min_points, min_cluster_size);
      expect_as_defined(testing::on_a_grid(20 + 10 * seed, seed), min_points, min_cluster_size);
    }
}

TEST(Hdbscan, LeavesAreTheGroupsThatNeverPart) {
  const PointSet points = testing::towns(2000, 3);
  const HdbscanResult found = hdbscan(points.view(), {10, 15, ClusterSelection::leaf});
  ASSERT_GT(found.chosen.size(), 3U);
  for (const std::uint32_t group : found.chosen) EXPECT_FALSE(found.tree.groups[group].parted);
  std::size_t leaves = 0;
  for (const DenseGroup& group : found.tree.groups) leaves += group.parted ? 0 : 1;
  EXPECT_EQ(found.chosen.size(), leaves);
}

TEST(Hdbscan, ManyOnOneCoordinateAreADenseCluster) {
  PointSet points = testing::towns(300, 8, 0);
  for (int i = 0; i < 40; ++i) points.add(-5000, -5000);
  for (int i = 0; i < 40; ++i) points.add(-9000, 30'000);
  const HdbscanResult found = hdbscan(points.view(), {10, 10, {}});
  for (std::size_t i = 300; i < 380; ++i) {
    EXPECT_EQ(found.label[i], found.label[i < 340 ? 300 : 340]);
    EXPECT_EQ(found.probability[i], 1);
    EXPECT_EQ(found.core_distance_m[i], 0);
  }
  EXPECT_NE(found.label[300], found.label[340]);
}

TEST(Hdbscan, NothingFewPointsAndAllEqual) {
  EXPECT_TRUE(hdbscan({}, {}).label.empty());
  for (const std::size_t count : {1U, 2U, 9U}) {
    const HdbscanResult few = hdbscan(testing::towns(count, 1).view(), {});
    EXPECT_EQ(few.label, std::vector<std::int32_t>(count, -1));
    EXPECT_EQ(few.core_distance_m, std::vector<double>(count, kInfinity));
    EXPECT_EQ(few.tree.members(0).size(), count);
    EXPECT_TRUE(few.edges.empty());
  }
  // All in one place are everything, and everything is no cluster.
  const PointSet equal{std::vector<double>(20, 7), std::vector<double>(20, 7), {}, false};
  EXPECT_EQ(hdbscan(equal.view(), {}).label, std::vector<std::int32_t>(20, -1));
}

// Also where many distances are equal: nothing depends on which of them is first.
TEST(Hdbscan, TheOrderOfRowsChangesNumbersOnly) {
  for (const PointSet& points :
       {testing::towns(3000, 5, 0), testing::towns(3000, 6, 0.3), testing::on_a_grid(700, 7)}) {
    const HdbscanResult found = hdbscan(points.view(), {});
    const auto order = testing::shuffled(points.size(), 9);
    const HdbscanResult other = hdbscan(testing::reordered(points, order).view(), {});
    std::map<std::int32_t, std::int32_t> same;
    for (std::size_t i = 0; i < order.size(); ++i) {
      ASSERT_EQ(same.try_emplace(other.label[i], found.label[order[i]]).first->second, found.label[order[i]]);
      ASSERT_EQ(other.probability[i], found.probability[order[i]]);
      ASSERT_EQ(other.core_distance_m[i], found.core_distance_m[order[i]]);
    }
    EXPECT_EQ(other.chosen.size(), found.chosen.size());
  }
}

TEST(Hdbscan, MovingAndScalingChangesNoCluster) {
  PointSet points = testing::on_a_grid(500, 3);
  const HdbscanResult found = hdbscan(points.view(), {});
  for (double& x : points.x) x = (x + 65'536) * 4;
  for (double& y : points.y) y = (y - 1'048'576) * 4;
  const HdbscanResult moved = hdbscan(points.view(), {});
  EXPECT_EQ(moved.label, found.label);
  EXPECT_EQ(moved.probability, found.probability);
  for (std::size_t i = 0; i < points.size(); ++i)
    EXPECT_DOUBLE_EQ(moved.core_distance_m[i], 4 * found.core_distance_m[i]);
}

TEST(Hdbscan, IsTheSameForAnyNumberOfThreads) {
  const PointSet points = testing::towns(30'000, 4);
  std::vector<HdbscanResult> found;
  for (const std::size_t threads : {1U, 2U, 4U}) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    found.push_back(hdbscan(points.view(), {}));
  }
  for (std::size_t i = 1; i < found.size(); ++i) {
    EXPECT_EQ(found[i].label, found[0].label);
    EXPECT_EQ(found[i].probability, found[0].probability);
    EXPECT_EQ(found[i].tree.order, found[0].tree.order);
  }
}

TEST(Hdbscan, RefusesWhatCanNotBe) {
  const PointSet points = testing::towns(30, 1);
  EXPECT_THROW((void)hdbscan(points.view(), {0, 10, {}}), InvalidInput);
  EXPECT_THROW((void)hdbscan(points.view(), {10, 1, {}}), InvalidInput);
  PointSet broken = points;
  broken.x[20] = std::nan("");
  EXPECT_THROW((void)hdbscan(broken.view(), {}), InvalidInput);
}

}  // namespace
}  // namespace grono::mapping
