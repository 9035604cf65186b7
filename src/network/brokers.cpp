#include "network/brokers.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

#include "network/igraph_graph.hpp"

namespace grono::network {
namespace {

constexpr std::uint32_t kFewestSources = 50;

/// The first `wanted` of a shuffled order of all nodes. @source Fisher, Yates (1938); Knuth, volume 2, 3.4.2
std::vector<Node> some_nodes(std::uint32_t nodes, std::uint32_t wanted, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<Node> all(nodes);
  std::iota(all.begin(), all.end(), 0U);
  for (std::uint32_t i = 0; i < wanted; ++i) {
    const std::uint64_t left = nodes - i;
    std::swap(all[i], all[i + ((random() >> 32) * left >> 32)]);
  }
  all.resize(wanted);
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

Betweenness betweenness(const Graph& graph, const BrokerSearch& search) {
  Betweenness made;
  const auto nodes = static_cast<double>(graph.nodes), edges = static_cast<double>(graph.edges.size());
  made.sources = graph.nodes;
  if (nodes * edges > search.most_work)
    made.sources = std::min(graph.nodes, std::max(kFewestSources, static_cast<std::uint32_t>(search.most_work / edges)));
  made.of.assign(graph.nodes, 0);
  if (graph.nodes < 3 || graph.edges.empty()) return made;
  IgraphGraph within(graph, search.seed);
  const bool is_exact = made.sources == graph.nodes;
  made.of = is_exact ? within.betweenness() : within.betweenness_from(some_nodes(graph.nodes, made.sources, search.seed));
  const double share = nodes / made.sources / ((nodes - 1) * (nodes - 2) / 2);
  for (double& each : made.of) each *= share;
  return made;
}

std::vector<double> constraint(const Graph& graph) {
  if (graph.nodes == 0) return {};
  auto made = IgraphGraph(graph, 1).constraint();
  const auto degree = degrees(graph);
  for (Node node = 0; node < graph.nodes; ++node)
    if (degree[node] == 0) made[node] = std::nan("");
  return made;
}

}  // namespace grono::network
