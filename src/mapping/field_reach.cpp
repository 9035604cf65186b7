#include "mapping/field_reach.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include "geo/kd_tree.hpp"

namespace grono::mapping {
namespace {

// The core that reaches a site first.
struct Reached {
  double reach2 = std::numeric_limits<double>::infinity();  // squared, straight
  double distance2 = std::numeric_limits<double>::infinity();
  std::uint32_t core = 0;

  friend bool operator<(const Reached& a, const Reached& b) {
    return std::tie(a.reach2, a.distance2, a.core) < std::tie(b.reach2, b.distance2, b.core);
  }
};

template <std::size_t D>
class Search {
 public:
  using Tree = geo::KdTree<D>;
  using Point = typename Tree::Point;

  Search(const Tree& tree, const std::vector<double>& core2_by_row)
      : tree_(tree), core2_(tree.size()), least_core2_(tree.nodes_end()) {
    for (std::uint32_t place = 0; place < tree.size(); ++place) core2_[place] = core2_by_row[tree.row(place)];
    for (std::uint32_t node = tree.nodes_end(); node-- > Tree::kRoot;)
      least_core2_[node] = tree.is_leaf(node) ? *std::min_element(core2_.begin() + tree.first(node),
                                                                  core2_.begin() + tree.last(node))
                                              : std::min(least_core2_[2 * node], least_core2_[2 * node + 1]);
  }

  // @param hint  a place of the tree that may be near
  std::uint32_t place_reaching(const Point& from, std::uint32_t hint) const {
    Best best{from, {}, hint};
    offer(hint, best);
    visit(Tree::kRoot, tree_.squared_to_box(Tree::kRoot, from), best);
    return best.place;
  }

 private:
  struct Best {
    Point from;
    Reached reached;
    std::uint32_t place;
  };

  void offer(std::uint32_t place, Best& best) const {
    const double distance2 = tree_.squared_to(place, best.from);
    const Reached offered{std::max(distance2, core2_[place]), distance2, tree_.row(place)};
    if (!(offered < best.reached)) return;
    best.reached = offered;
    best.place = place;
  }

  [[nodiscard]] bool is_in_vain(std::uint32_t node, double box2, const Best& best) const {
    const double least = std::max(box2, least_core2_[node]);
    return least > best.reached.reach2 || (least == best.reached.reach2 && box2 > best.reached.distance2);
  }

  void visit(std::uint32_t node, double box2, Best& best) const {
    if (is_in_vain(node, box2, best)) return;
    if (tree_.is_leaf(node)) {
      for (std::uint32_t place = tree_.first(node), end = tree_.last(node); place < end; ++place)
        offer(place, best);
      return;
    }
    const std::uint32_t left = 2 * node, right = left + 1;
    const double to_left = tree_.squared_to_box(left, best.from),
                 to_right = tree_.squared_to_box(right, best.from);
    if (std::max(to_right, least_core2_[right]) < std::max(to_left, least_core2_[left])) {
      visit(right, to_right, best);
      visit(left, to_left, best);
    } else {
      visit(left, to_left, best);
      visit(right, to_right, best);
    }
  }

  const Tree& tree_;
  std::vector<double> core2_, least_core2_;  // by place, by node
};

template <std::size_t D>
FieldReach reach(const Points& sites, const typename geo::KdTree<D>::Columns& columns,
                 const typename geo::KdTree<D>::Columns& field_columns,
                 std::span<const double> core_distance_m, const std::vector<double>& merge_m) {
  const std::size_t count = core_distance_m.size();
  std::vector<std::uint32_t> rows;
  std::vector<double> core2(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (!std::isfinite(core_distance_m[i])) continue;  // reaches nobody
    const double straight = sites.straight_m(core_distance_m[i]);
    core2[i] = straight * straight;
    rows.push_back(i);
  }
  const auto outside = static_cast<std::uint32_t>(merge_m.size());
  FieldReach made{std::vector<std::uint32_t>(sites.size()),
                  std::vector<std::uint32_t>(sites.size(), outside)};
  if (rows.empty()) return made;
  const geo::KdTree<D> tree(field_columns, rows);
  const Search<D> search(tree, core2);
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, sites.size(), 1024), [&](const auto& part) {
    std::uint32_t place = 0;  // sites often come in the order of space: the last answer is near the next
    for (std::size_t site = part.begin(); site < part.end(); ++site) {
      typename geo::KdTree<D>::Point from;
      for (std::size_t d = 0; d < D; ++d) from[d] = columns[d][site];
      place = search.place_reaching(from, place);
      made.core[site] = tree.row(place);
      // Compared in the metres that merges have, so that what is equal stays equal.
      const double metres =
          std::max(sites.ground_m(std::sqrt(tree.squared_to(place, from))), core_distance_m[made.core[site]]);
      made.merge[site] = static_cast<std::uint32_t>(std::lower_bound(merge_m.begin(), merge_m.end(), metres) -
                                                    merge_m.begin());
    }
  });
  return made;
}

}  // namespace

FieldReach field_reach(const Points& sites, const Points& field, std::span<const double> core_distance_m,
                       const Dendrogram& dendrogram) {
  if (sites.z.empty())
    return reach<2>(sites, {sites.x, sites.y}, {field.x, field.y}, core_distance_m, dendrogram.distance_m);
  return reach<3>(sites, {sites.x, sites.y, sites.z}, {field.x, field.y, field.z}, core_distance_m,
                  dendrogram.distance_m);
}

}  // namespace grono::mapping
