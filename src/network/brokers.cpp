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
    made.sources =
        std::min(graph.nodes, std::max(kFewestSources, static_cast<std::uint32_t>(search.most_work / edges)));
  made.of.assign(graph.nodes, 0);
  if (graph.nodes < 3 || graph.edges.empty()) return made;
  IgraphGraph within(graph, search.seed);
  const bool is_exact = made.sources == graph.nodes;
  made.of = is_exact ? within.betweenness()
                     : within.betweenness_from(some_nodes(graph.nodes, made.sources, search.seed));
  const double share = nodes / made.sources / ((nodes - 1) * (nodes - 2) / 2);
  for (double& each : made.of) each *= share;
  return made;
}

namespace {

/// An edge as it is followed: from a node to one that comes later in the order.
struct Forward {
  Node to = 0;
  std::uint32_t edge = 0;
};

/// Edges from each node to neighbours of more neighbours (of equal ones, of higher number). Nobody has more
/// than sqrt(2 edges) of them.
std::vector<std::vector<Forward>> forward_edges(const Graph& graph) {
  const auto degree = degrees(graph);
  std::vector<std::vector<Forward>> made(graph.nodes);
  for (std::uint32_t i = 0; i < graph.edges.size(); ++i) {
    const auto& [a, b, weight] = graph.edges[i];
    const bool is_forward = std::pair(degree[a], a) < std::pair(degree[b], b);
    made[is_forward ? a : b].push_back({is_forward ? b : a, i});
  }
  return made;
}

/// Calls `take(u, v, w, uv, vw, uw)` for each three that are tied with one another, once.
/// @note  O(edges^1.5)  @source  Schank, Wagner (2005), WEA, algorithm forward
template <class Take>
void each_triangle(const Graph& graph, const Take& take) {
  constexpr std::uint32_t kNone = 0xffffffff;
  const auto forward = forward_edges(graph);
  std::vector<std::uint32_t> edge_to(graph.nodes, kNone);
  for (Node u = 0; u < graph.nodes; ++u) {
    for (const Forward& uw : forward[u]) edge_to[uw.to] = uw.edge;
    for (const Forward& uv : forward[u])
      for (const Forward& vw : forward[uv.to])
        if (edge_to[vw.to] != kNone) take(u, uv.to, vw.to, uv.edge, vw.edge, edge_to[vw.to]);
    for (const Forward& uw : forward[u]) edge_to[uw.to] = kNone;
  }
}

}  // namespace

std::vector<double> constraint(const Graph& graph) {
  const auto strength = strengths(graph);
  // Of each edge, what its first and its second node invest in the other through third ones.
  std::vector<double> first(graph.edges.size()), second(graph.edges.size());
  const auto add = [&](Node i, Node q, std::uint32_t iq, std::uint32_t qj, std::uint32_t ij) {
    (graph.edges[ij].a == i ? first : second)[ij] +=
        graph.edges[iq].weight / strength[i] * graph.edges[qj].weight / strength[q];
  };
  each_triangle(graph, [&](Node u, Node v, Node w, std::uint32_t uv, std::uint32_t vw, std::uint32_t uw) {
    add(u, v, uv, vw, uw), add(w, v, vw, uv, uw);
    add(v, u, uv, uw, vw), add(w, u, uw, uv, vw);
    add(u, w, uw, vw, uv), add(v, w, vw, uw, uv);
  });
  std::vector<double> made(graph.nodes);
  for (Node node = 0; node < graph.nodes; ++node)
    if (!(strength[node] > 0)) made[node] = std::nan("");
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    const auto& [a, b, weight] = graph.edges[i];
    const double from_a = weight / strength[a] + first[i], from_b = weight / strength[b] + second[i];
    made[a] += from_a * from_a;
    made[b] += from_b * from_b;
  }
  return made;
}

}  // namespace grono::network
