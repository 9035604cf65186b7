#include "mapping/concave_hull.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>
#include <queue>
#include <tuple>
#include <unordered_map>

#include "geo/kd_tree.hpp"
#include "mapping/delaunay.hpp"

namespace grono::mapping {
namespace {

using Corner = std::uint32_t;

double turn(const PlanePoint& a, const PlanePoint& b, const PlanePoint& c) {
  return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

// Whether any of a set of points is within a triangle or on its border.
class ForeignPoints {
 public:
  explicit ForeignPoints(std::span<const PlanePoint> points) {
    for (const PlanePoint& point : points) {
      x_.push_back(point.x);
      y_.push_back(point.y);
    }
    std::vector<std::uint32_t> rows(points.size());
    std::iota(rows.begin(), rows.end(), 0U);
    if (!rows.empty()) tree_ = std::make_unique<Tree>(Tree::Columns{x_, y_}, rows);
  }

  /// @param triangle  counter-clockwise
  [[nodiscard]] bool any_in(const std::array<PlanePoint, 3>& triangle) const {
    return tree_ && any_below(Tree::kRoot, triangle);
  }

 private:
  using Tree = geo::KdTree<2>;

  // Whether a box lies wholly on the outer side of one of the triangle's edges.
  static bool is_apart(const Tree::Box& box, const std::array<PlanePoint, 3>& triangle) {
    for (std::size_t i = 0; i < 3; ++i) {
      const PlanePoint &a = triangle[i], &b = triangle[(i + 1) % 3];
      // The box's corner farthest to the left of the edge.
      const PlanePoint farthest{b.y > a.y ? box.low[0] : box.high[0], b.x > a.x ? box.high[1] : box.low[1]};
      if (turn(a, b, farthest) < 0) return true;
    }
    return false;
  }

  [[nodiscard]] bool any_below(std::uint32_t node, const std::array<PlanePoint, 3>& triangle) const {
    if (is_apart(tree_->box(node), triangle)) return false;
    if (!tree_->is_leaf(node)) return any_below(2 * node, triangle) || any_below(2 * node + 1, triangle);
    for (std::uint32_t place = tree_->first(node); place < tree_->last(node); ++place) {
      const auto at = tree_->point(place);
      const PlanePoint point{at[0], at[1]};
      if (turn(triangle[0], triangle[1], point) >= 0 && turn(triangle[1], triangle[2], point) >= 0 &&
          turn(triangle[2], triangle[0], point) >= 0)
        return true;
    }
    return false;
  }

  std::vector<double> x_, y_;
  std::unique_ptr<Tree> tree_;
};

// A ring of corners that is dug inwards, triangle by triangle.
class Digging {
 public:
  Digging(std::span<const PlanePoint> points, std::span<const std::array<Corner, 3>> triangles)
      : points_(points), next_(points.size(), kNowhere) {
    for (const auto& triangle : triangles)
      for (std::size_t i = 0; i < 3; ++i)
        behind_[key(triangle[i], triangle[(i + 1) % 3])] = triangle[(i + 2) % 3];
    for (const auto& triangle : triangles)
      for (std::size_t i = 0; i < 3; ++i) {
        const Corner a = triangle[i], b = triangle[(i + 1) % 3];
        if (!behind_.contains(key(b, a))) add_edge(a, b);
      }
  }

  void dig(const ForeignPoints& foreign, double longest_edge) {
    while (!edges_.empty()) {
      const auto [length, a, b] = edges_.top();
      edges_.pop();
      const Corner inner = behind_.at(key(a, b));
      if (next_[inner] != kNowhere) continue;  // on the ring already
      if (length <= longest_edge && !foreign.any_in({points_[a], points_[b], points_[inner]})) continue;
      add_edge(a, inner);
      add_edge(inner, b);
    }
  }

  [[nodiscard]] std::vector<PlanePoint> ring() const {
    const auto start = static_cast<Corner>(
        std::find_if(next_.begin(), next_.end(), [](Corner next) { return next != kNowhere; }) -
        next_.begin());
    std::vector<PlanePoint> made;
    Corner at = start;
    do {
      made.push_back(points_[at]);
      at = next_[at];
    } while (at != start);
    return made;
  }

 private:
  static constexpr Corner kNowhere = ~Corner{0};
  static std::uint64_t key(Corner a, Corner b) { return std::uint64_t{a} << 32 | b; }

  void add_edge(Corner a, Corner b) {
    next_[a] = b;
    edges_.emplace(std::hypot(points_[a].x - points_[b].x, points_[a].y - points_[b].y), a, b);
  }

  std::span<const PlanePoint> points_;
  std::vector<Corner> next_;                          // counter-clockwise around the ring
  std::unordered_map<std::uint64_t, Corner> behind_;  // the third corner of the triangle left of an edge
  std::priority_queue<std::tuple<double, Corner, Corner>> edges_;
};

// Points made distinct on a fine grid, on which the triangulation is exact.
struct Snapped {
  std::vector<PlanePoint> points;
  std::vector<GridPoint> places;
};
Snapped snap(std::vector<PlanePoint> points) {
  std::sort(points.begin(), points.end());
  double low_y = points[0].y, high_y = points[0].y;
  for (const PlanePoint& point : points) {
    low_y = std::min(low_y, point.y);
    high_y = std::max(high_y, point.y);
  }
  const double extent = std::max({points.back().x - points[0].x, high_y - low_y, 1e-9});
  std::vector<std::pair<GridPoint, PlanePoint>> snapped;
  for (const PlanePoint& point : points)
    snapped.push_back({{static_cast<std::int32_t>(std::lround((point.x - points[0].x) / extent * 1e9)),
                        static_cast<std::int32_t>(std::lround((point.y - low_y) / extent * 1e9))},
                       point});
  std::sort(snapped.begin(), snapped.end());
  Snapped made;
  for (const auto& [place, point] : snapped)
    if (made.places.empty() || made.places.back() != place) {
      made.places.push_back(place);
      made.points.push_back(point);
    }
  return made;
}

std::vector<PlanePoint> thickened(const std::vector<PlanePoint>& points, double thickness) {
  std::vector<PlanePoint> made;
  for (const PlanePoint& point : points)
    for (int i = 0; i < 8; ++i) {
      const double angle = (i + 0.5) * std::numbers::pi / 4;
      made.push_back({point.x + thickness * std::cos(angle), point.y + thickness * std::sin(angle)});
    }
  return made;
}

}  // namespace

std::vector<PlanePoint> concave_hull(std::span<const PlanePoint> members, std::span<const PlanePoint> foreign,
                                     double longest_edge, double thickness) {
  Snapped snapped = snap({members.begin(), members.end()});
  auto triangles = delaunay(snapped.places);
  if (triangles.empty()) {
    snapped = snap(thickened(snapped.points, thickness));
    triangles = delaunay(snapped.places);
  }
  Digging digging(snapped.points, triangles);
  digging.dig(ForeignPoints(foreign), longest_edge);
  return digging.ring();
}

}  // namespace grono::mapping
