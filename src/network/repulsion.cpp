#include "network/repulsion.hpp"

#include <algorithm>
#include <array>
#include <numeric>

namespace grono::network {
namespace {

/// A square counts as one point where its side is less than this share of its distance.
constexpr double kFar = 0.9;
constexpr std::uint32_t kFewPoints = 6;  // are not divided further
constexpr int kMostDepth = 20;           // points that are nearer than that count as one

}  // namespace

Repulsion::Repulsion(std::span<const Place> points) : points_(points), order_(points.size()) {
  std::iota(order_.begin(), order_.end(), 0U);
  if (points.empty()) return;
  const auto by_x = [](const Place& a, const Place& b) { return a.x < b.x; };
  const auto by_y = [](const Place& a, const Place& b) { return a.y < b.y; };
  const auto [left, right] = std::minmax_element(points.begin(), points.end(), by_x);
  const auto [low, high] = std::minmax_element(points.begin(), points.end(), by_y);
  squares_.push_back({0, 0, std::max(right->x - left->x, high->y - low->y), 0,
                      static_cast<std::uint32_t>(points.size()), 0});
  divide(0, left->x, low->y, 0);
}

void Repulsion::divide(std::uint32_t number, double left, double low, int depth) {
  Square square = squares_[number];
  // From the first of them on, so that rounding doesn't part what is in one place.
  const Place& start = points_[order_[square.first]];
  for (std::uint32_t i = square.first; i < square.last; ++i) {
    square.x += (points_[order_[i]].x - start.x) / (square.last - square.first);
    square.y += (points_[order_[i]].y - start.y) / (square.last - square.first);
  }
  square.x += start.x, square.y += start.y;
  if (square.last - square.first > kFewPoints && depth < kMostDepth)
    square.below = static_cast<std::uint32_t>(squares_.size());
  squares_[number] = square;
  if (square.below == 0) return;
  const double half = square.side / 2;
  const auto at = [&](std::uint32_t i) { return order_.begin() + i; };
  const auto split = [&](std::uint32_t first, std::uint32_t last, const auto& is_before) {
    return static_cast<std::uint32_t>(std::partition(at(first), at(last), is_before) - order_.begin());
  };
  const auto is_low = [&](std::uint32_t i) { return points_[i].y < low + half; };
  const std::uint32_t middle =
      split(square.first, square.last, [&](std::uint32_t i) { return points_[i].x < left + half; });
  const std::array<std::uint32_t, 5> bounds = {square.first, split(square.first, middle, is_low), middle,
                                               split(middle, square.last, is_low), square.last};
  for (std::size_t quarter = 0; quarter < 4; ++quarter)
    squares_.push_back({0, 0, half, bounds[quarter], bounds[quarter + 1], 0});
  for (std::uint32_t quarter = 0; quarter < 4; ++quarter)
    if (bounds[quarter] < bounds[quarter + 1])
      divide(square.below + quarter, left + (quarter >= 2 ? half : 0), low + (quarter % 2 == 1 ? half : 0),
             depth + 1);
}

Place Repulsion::push(const Place& place) const {
  Place sum;
  const auto add = [&](double x, double y, double count) {
    const double dx = place.x - x, dy = place.y - y, squared = dx * dx + dy * dy;
    if (squared > 0) sum.x += count * dx / squared, sum.y += count * dy / squared;
  };
  // Three quarters may wait on each level.
  std::array<std::uint32_t, 4 * (kMostDepth + 1)> waiting{};
  std::size_t count = squares_.empty() ? 0 : 1;
  while (count > 0) {
    const Square& square = squares_[waiting[--count]];
    if (square.first == square.last) continue;
    const double dx = place.x - square.x, dy = place.y - square.y;
    const bool is_far = square.side * square.side < kFar * kFar * (dx * dx + dy * dy);
    if (is_far || (square.below == 0 && square.last - square.first > kFewPoints)) {
      add(square.x, square.y, square.last - square.first);
    } else if (square.below == 0) {
      for (std::uint32_t i = square.first; i < square.last; ++i)
        add(points_[order_[i]].x, points_[order_[i]].y, 1);
    } else {
      for (std::uint32_t quarter = 0; quarter < 4; ++quarter) waiting[count++] = square.below + quarter;
    }
  }
  return sum;
}

}  // namespace grono::network
