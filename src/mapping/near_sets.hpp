#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "geo/cell_grid.hpp"

namespace grono::mapping {

/// Whether two sets of a grid's points come within a radius of each other: yes as soon as one pair is found.
///
/// Small sets are compared pair by pair. Of large ones the larger is halved again and again, and halves whose
/// boxes are too far apart are dropped, so that crowded cells on both sides of a gap do not cost the product
/// of their sizes.
template <std::size_t D>
class NearSets {
 public:
  NearSets(const geo::CellGrid<D>& grid, double radius2) : radius2_(radius2) {
    for (std::size_t d = 0; d < D; ++d) coordinate_[d] = grid.coordinate(d);
  }

  /// @param a, b  points of the grid; their order is changed
  [[nodiscard]] bool meet(std::span<std::uint32_t> a, std::span<std::uint32_t> b) const {
    if (a.size() * b.size() <= kPairByPair) return meet_pair_by_pair(a, b);
    const Box box_a = box_of(a), box_b = box_of(b);
    if (apart2(box_a, box_b) > radius2_) return false;
    if (a.size() < b.size()) return meet_halves(b, box_b, a);
    return meet_halves(a, box_a, b);
  }

 private:
  static constexpr std::size_t kPairByPair = 1024;
  struct Box {
    std::array<double, D> low, high;
  };

  bool meet_pair_by_pair(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) const {
    for (const std::uint32_t p : a)
      for (const std::uint32_t q : b)
        if (squared(p, q) <= radius2_) return true;
    return false;
  }

  bool meet_halves(std::span<std::uint32_t> larger, const Box& box, std::span<std::uint32_t> other) const {
    std::size_t widest = 0;
    for (std::size_t d = 1; d < D; ++d)
      if (box.high[d] - box.low[d] > box.high[widest] - box.low[widest]) widest = d;
    // One place for all of them: one stands for all.
    if (box.high[widest] == box.low[widest]) return larger.size() == 1 ? false : meet(larger.first(1), other);
    const double* at = coordinate_[widest];
    const auto middle = larger.begin() + static_cast<std::ptrdiff_t>(larger.size() / 2);
    std::nth_element(larger.begin(), middle, larger.end(),
                     [at](std::uint32_t p, std::uint32_t q) { return at[p] < at[q]; });
    return meet(larger.first(larger.size() / 2), other) || meet(larger.subspan(larger.size() / 2), other);
  }

  double squared(std::uint32_t p, std::uint32_t q) const {
    double sum = 0;
    for (std::size_t d = 0; d < D; ++d) {
      const double difference = coordinate_[d][p] - coordinate_[d][q];
      sum += difference * difference;
    }
    return sum;
  }

  Box box_of(std::span<const std::uint32_t> points) const {
    Box made;
    made.low.fill(std::numeric_limits<double>::infinity());
    made.high.fill(-std::numeric_limits<double>::infinity());
    for (const std::uint32_t point : points)
      for (std::size_t d = 0; d < D; ++d) {
        made.low[d] = std::min(made.low[d], coordinate_[d][point]);
        made.high[d] = std::max(made.high[d], coordinate_[d][point]);
      }
    return made;
  }

  // Rounded as the distance of two points is, and monotone: never more than the distance of a pair.
  static double apart2(const Box& a, const Box& b) {
    double sum = 0;
    for (std::size_t d = 0; d < D; ++d) {
      const double gap = std::max({a.low[d] - b.high[d], b.low[d] - a.high[d], 0.0});
      sum += gap * gap;
    }
    return sum;
  }

  double radius2_;
  std::array<const double*, D> coordinate_;
};

}  // namespace grono::mapping
