#include "network/layout.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "network/repulsion.hpp"

namespace grono::network {
namespace {

using Points = std::vector<Place>;

/// A component with numbers of its own.
struct Part {
  std::vector<Node> nodes;
  Graph graph;
};

std::vector<Part> split(const Graph& graph, const Parts& parts) {
  std::vector<Part> made(parts.sizes.size());
  std::vector<Node> number(graph.nodes);
  for (Node node = 0; node < graph.nodes; ++node) {
    Part& part = made[parts.of[node]];
    number[node] = part.graph.nodes++;
    part.nodes.push_back(node);
  }
  for (const Edge& edge : graph.edges)
    made[parts.of[edge.a]].graph.edges.push_back({number[edge.a], number[edge.b], edge.weight});
  return made;
}

/// Moves and stretches points into a square from (0, 0) to (side, side), alike in both directions.
void fit(Points& points, double side) {
  double left = points[0].x, right = left, low = points[0].y, high = low;
  for (const auto& [x, y] : points) {
    left = std::min(left, x), right = std::max(right, x);
    low = std::min(low, y), high = std::max(high, y);
  }
  const double extent = std::max(right - left, high - low), scale = extent > 0 ? side / extent : 0;
  const double dx = (side - (right - left) * scale) / 2, dy = (side - (high - low) * scale) / 2;
  for (auto& [x, y] : points) x = dx + (x - left) * scale, y = dy + (y - low) * scale;
}

int rounds_for(std::uint32_t nodes, const LayoutSearch& search) {
  if (search.rounds > 0) return search.rounds;
  return nodes <= 2'000 ? 300 : nodes <= 10'000 ? 100 : 50;
}

/// One round of the forces: edges pull by distance^2, nodes push by 1 / distance, and nobody goes farther
/// than `most`.
void step(Points& points, const Graph& graph, double most) {
  const Repulsion repulsion(points);
  Points force(points.size());
  for (std::size_t i = 0; i < points.size(); ++i) force[i] = repulsion.push(points[i]);
  for (const Edge& edge : graph.edges) {
    const double dx = points[edge.a].x - points[edge.b].x, dy = points[edge.a].y - points[edge.b].y;
    const double apart = std::hypot(dx, dy);
    force[edge.a].x -= dx * apart, force[edge.a].y -= dy * apart;
    force[edge.b].x += dx * apart, force[edge.b].y += dy * apart;
  }
  for (std::size_t i = 0; i < points.size(); ++i) {
    const double length = std::hypot(force[i].x, force[i].y), share = length > most ? most / length : 1;
    points[i].x += share * force[i].x, points[i].y += share * force[i].y;
  }
}

/// Places in which an edge is about as long as 1.
Points spread(const Part& part, const LayoutSearch& search) {
  std::mt19937_64 random(search.seed);
  const double side = std::sqrt(part.graph.nodes);
  const auto share = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
  Points points(part.graph.nodes);
  for (auto& [x, y] : points) x = side * share(), y = side * share();
  const int rounds = part.graph.nodes == 1 ? 0 : rounds_for(part.graph.nodes, search);
  for (int round = 0; round < rounds; ++round)
    step(points, part.graph, side * (1 - static_cast<double>(round) / rounds) / 2);
  return points;
}

/// Squares in rows, as on shelves: each row as high as its first.
class Shelves {
 public:
  explicit Shelves(double width) : width_(width) {}
  Place next(double side) {
    if (x_ > 0 && x_ + side > width_) x_ = 0, y_ += height_, height_ = 0;
    const Place corner{x_, y_};
    x_ += side, height_ = std::max(height_, side);
    return corner;
  }

 private:
  double width_, x_ = 0, y_ = 0, height_ = 0;
};

}  // namespace

std::vector<Place> layout(const Graph& graph, const LayoutSearch& search) {
  if (graph.nodes == 0) return {};
  constexpr double kGap = 0.5;
  const auto parts = split(graph, components(graph));
  // As wide as the largest component, and wide enough for all to make about a square.
  const double width = std::max(std::sqrt(parts[0].graph.nodes), std::sqrt(graph.nodes)) * 1.1 + 2 * kGap;
  Shelves shelves(width);
  Points made(graph.nodes);
  for (const Part& part : parts) {
    const double side = part.graph.nodes == 1 ? 0.2 : std::sqrt(part.graph.nodes);
    const auto corner = shelves.next(side + kGap);
    Points points = spread(part, search);
    fit(points, side);
    for (std::size_t i = 0; i < points.size(); ++i)
      made[part.nodes[i]] = {corner.x + points[i].x, corner.y + points[i].y};
  }
  fit(made, 1);
  return made;
}

}  // namespace grono::network
