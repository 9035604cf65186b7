#include "network/layout.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include "network/igraph_graph.hpp"

namespace grono::network {
namespace {

constexpr std::uint32_t kMostWithoutGrid = 400;

using Points = std::vector<IgraphGraph::Point>;

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
  return nodes <= kMostWithoutGrid ? 300 : nodes <= 5'000 ? 150 : 60;
}

Points spread(const Part& part, const LayoutSearch& search) {
  std::mt19937_64 random(search.seed);
  const double side = std::sqrt(part.graph.nodes);
  const auto share = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
  Points from(part.graph.nodes);
  for (auto& [x, y] : from) x = side * share(), y = side * share();
  if (part.graph.nodes == 1) return from;
  return IgraphGraph(part.graph, search.seed)
      .spread(from, rounds_for(part.graph.nodes, search), side, part.graph.nodes > kMostWithoutGrid);
}

/// Squares in rows, as on shelves: each row as high as its first.
class Shelves {
 public:
  explicit Shelves(double width) : width_(width) {}
  IgraphGraph::Point next(double side) {
    if (x_ > 0 && x_ + side > width_) x_ = 0, y_ += height_, height_ = 0;
    const IgraphGraph::Point corner{x_, y_};
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
  Points all(graph.nodes);
  for (const Part& part : parts) {
    const double side = part.graph.nodes == 1 ? 0.2 : std::sqrt(part.graph.nodes);
    const auto corner = shelves.next(side + kGap);
    Points points = spread(part, search);
    fit(points, side);
    for (std::size_t i = 0; i < points.size(); ++i) all[part.nodes[i]] = {corner.x + points[i].x, corner.y + points[i].y};
  }
  fit(all, 1);
  std::vector<Place> made;
  for (const auto& [x, y] : all) made.push_back({x, y});
  return made;
}

}  // namespace grono::network
