#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/layout.hpp"

namespace grono::network {

/// How points push one another away, each by 1 / distance: a tree of squares, of which a distant one counts
/// as one point. However the points lie, even all in one place, a push takes O(log points), so a hub with all
/// others around it costs no more than anything else.
/// @source  Barnes, Hut (1986), Nature 324
class Repulsion {
 public:
  /// @param points  finite; must outlive it. O(points log points)
  explicit Repulsion(std::span<const Place> points);

  /// Sum over all other points of (place - point) / |place - point|^2; points in the same place don't push.
  [[nodiscard]] Place push(const Place& place) const;

 private:
  /// A square and the points in it, order_[first .. last).
  struct Square {
    double x = 0, y = 0, side = 0;  // the middle of its points; how long it is
    std::uint32_t first = 0, last = 0;
    std::uint32_t below = 0;  // the first of its four quarters, which stand side by side; 0 = it has none
  };
  void divide(std::uint32_t square, double left, double low, int depth);

  std::span<const Place> points_;
  std::vector<std::uint32_t> order_;
  std::vector<Square> squares_;
};

}  // namespace grono::network
