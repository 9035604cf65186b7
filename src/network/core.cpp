#include "network/core.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "network/igraph_graph.hpp"

namespace grono::network {
namespace {

double pairs_of(double count) {
  return count * (count - 1) / 2;
}

/// Pearson's correlation of two 0/1 variables from counts of pairs: all, with an edge, in the core, both.
double correlation(double all, double edges, double core, double both) {
  const double spread = edges * (all - edges) * core * (all - core);
  return spread > 0 ? (all * both - edges * core) / std::sqrt(spread) : std::nan("");
}

struct Within {
  std::uint64_t core = 0, periphery = 0;  // edges
};
Within edges_within(const Graph& graph, const std::vector<std::uint8_t>& is_core) {
  Within made;
  for (const Edge& edge : graph.edges) {
    if (is_core[edge.a] != is_core[edge.b]) continue;
    ++(is_core[edge.a] != 0 ? made.core : made.periphery);
  }
  return made;
}

}  // namespace

std::vector<std::uint32_t> coreness(const Graph& graph) {
  if (graph.nodes == 0) return {};
  return IgraphGraph(graph, 1).coreness();
}

CorePeriphery core_and_periphery(const Graph& graph) {
  const auto degree = degrees(graph);
  std::vector<Node> order(graph.nodes);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](Node x, Node y) { return degree[x] > degree[y]; });
  CorePeriphery made;
  made.is_core.assign(graph.nodes, 0);
  std::int64_t now = static_cast<std::int64_t>(graph.edges.size()), least = now;
  for (std::uint32_t k = 1; k <= graph.nodes; ++k) {
    now += std::int64_t{k} - 1 - degree[order[k - 1]];
    if (now < least) least = now, made.core = k;
  }
  for (std::uint32_t i = 0; i < made.core; ++i) made.is_core[order[i]] = 1;
  made.misfits = static_cast<std::uint64_t>(least);
  const Within within = edges_within(graph, made.is_core);
  const double in_core = pairs_of(made.core),
               all = in_core + pairs_of(static_cast<double>(graph.nodes) - made.core);
  made.fit = correlation(all, static_cast<double>(within.core + within.periphery), in_core,
                         static_cast<double>(within.core));
  return made;
}

std::vector<double> core_scores(const Graph& graph) {
  struct Neighbour {
    Node node;
    double weight;
  };
  std::vector<std::vector<Neighbour>> neighbours(graph.nodes);
  for (const Edge& edge : graph.edges) {
    neighbours[edge.a].push_back({edge.b, edge.weight});
    neighbours[edge.b].push_back({edge.a, edge.weight});
  }
  auto score = strengths(graph);
  double squares = std::inner_product(score.begin(), score.end(), score.begin(), 0.0);
  constexpr int kMostRounds = 1'000;
  constexpr double kStill = 1e-9;
  for (int round = 0; round < kMostRounds && squares > 0; ++round) {
    double moved = 0, greatest = 0;
    for (Node node = 0; node < graph.nodes; ++node) {
      double sum = 0;
      for (const Neighbour& each : neighbours[node]) sum += each.weight * score[each.node];
      const double others = squares - score[node] * score[node];
      const double next = others > 1e-12 * squares ? sum / others : score[node];
      squares += next * next - score[node] * score[node];
      moved = std::max(moved, std::abs(next - score[node]));
      score[node] = next;
      greatest = std::max(greatest, next);
    }
    // Sums of differences drift: they are taken anew.
    squares = std::inner_product(score.begin(), score.end(), score.begin(), 0.0);
    if (moved <= kStill * greatest) break;
  }
  const double greatest = score.empty() ? 0 : *std::max_element(score.begin(), score.end());
  if (greatest > 0)
    for (double& each : score) each /= greatest;
  return score;
}

}  // namespace grono::network
