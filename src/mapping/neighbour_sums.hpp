#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <span>
#include <vector>

#include "geo/kd_tree.hpp"
#include "mapping/points.hpp"

namespace grono::mapping {

/// How much weight stands within each of some radii of a place: a k-d tree whose nodes know their sums, so
/// that what is wholly between two radii is added at once.
///
/// @note  a call costs as the places near the circles' lines, not as those inside
template <std::size_t D>
class NeighbourSums {
 public:
  using Place = std::array<double, D>;

  /// @param rows     the points that count
  /// @param weights  of all points, by row; empty = 1 each
  NeighbourSums(const Points& points, std::span<const std::uint32_t> rows, std::span<const double> weights)
      : tree_(columns_of(points), rows), sums_(tree_.nodes_end()), weights_(rows.size()) {
    for (std::uint32_t place = 0; place < tree_.size(); ++place)
      weights_[place] = weights.empty() ? 1 : weights[tree_.row(place)];
    for (std::uint32_t node = tree_.nodes_end() - 1; node >= kRoot; --node)
      sums_[node] = tree_.is_leaf(node) ? std::accumulate(weights_.begin() + tree_.first(node),
                                                          weights_.begin() + tree_.last(node), 0.0)
                                        : sums_[2 * node] + sums_[2 * node + 1];
  }

  /// @param radii2   squared radii, ascending; a point at distance <= radius is within
  /// @param sums    one for each radius: what is within it, a point at the place itself too
  void within(const Place& from, std::span<const double> radii2, std::span<double> sums) const {
    std::fill(sums.begin(), sums.end(), 0.0);
    if (tree_.size() > 0) add(kRoot, from, radii2, 0, sums);
    std::partial_sum(sums.begin(), sums.end(), sums.begin());
  }

  [[nodiscard]] static Place place_of(const Points& points, std::uint32_t row) {
    const auto columns = columns_of(points);
    Place made;
    for (std::size_t d = 0; d < D; ++d) made[d] = columns[d][row];
    return made;
  }

 private:
  using Tree = geo::KdTree<D>;
  static constexpr std::uint32_t kRoot = Tree::kRoot;

  static typename Tree::Columns columns_of(const Points& points) {
    if constexpr (D == 2)
      return {points.x, points.y};
    else
      return {points.x, points.y, points.z};
  }

  // Rounded as the distance of two points is, and monotone: never less than the distance to a point of the
  // box.
  [[nodiscard]] double squared_to_end(std::uint32_t node, const Place& from) const {
    const auto& box = tree_.box(node);
    double sum = 0;
    for (std::size_t d = 0; d < D; ++d) {
      const double away = std::max(from[d] - box.low[d], box.high[d] - from[d]);
      sum += away * away;
    }
    return sum;
  }

  // Whatever of the node is in ring r (beyond radius r - 1, within radius r) goes to sums[r]; nothing is
  // nearer than ring `ring`.
  void add(std::uint32_t node, const Place& from, std::span<const double> radii2, std::size_t ring,
           std::span<double> sums) const {
    const double nearest = tree_.squared_to_box(node, from);
    while (ring < radii2.size() && radii2[ring] < nearest) ++ring;
    if (ring == radii2.size()) return;
    if (squared_to_end(node, from) <= radii2[ring]) {
      sums[ring] += sums_[node];
      return;
    }
    if (!tree_.is_leaf(node)) {
      add(2 * node, from, radii2, ring, sums);
      add(2 * node + 1, from, radii2, ring, sums);
      return;
    }
    for (std::uint32_t place = tree_.first(node); place < tree_.last(node); ++place) {
      const double squared = tree_.squared_to(place, from);
      std::size_t at = ring;
      while (at < radii2.size() && radii2[at] < squared) ++at;
      if (at < radii2.size()) sums[at] += weights_[place];
    }
  }

  Tree tree_;
  std::vector<double> sums_, weights_;
};

}  // namespace grono::mapping
