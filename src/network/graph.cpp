#include "network/graph.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/error.hpp"

namespace grono::network {

Period year(int number) {
  using namespace std::chrono;
  return {std::chrono::year(number) / January / 1, std::chrono::year(number) / December / 31};
}

void check(std::uint32_t nodes, std::span<const Tie> ties) {
  for (std::size_t i = 0; i < ties.size(); ++i) {
    const Tie& tie = ties[i];
    const std::string where = "ties/" + std::to_string(i);
    if (tie.a >= nodes || tie.b >= nodes)
      throw InvalidInput(
          where, "names node " + std::to_string(std::max(tie.a, tie.b)) + " of " + std::to_string(nodes),
          "count nodes from 0");
    if (tie.a == tie.b) throw InvalidInput(where, "ties one with itself", "name two that differ");
    if (!tie.begin.ok() || (tie.end && !tie.end->ok()))
      throw InvalidInput(where, "has a day that is none", "give real dates");
    if (tie.end && *tie.end < tie.begin) throw InvalidInput(where, "ends before it begins", "swap the dates");
    if (!(tie.weight > 0 && std::isfinite(tie.weight)))
      throw InvalidInput(where, "has the weight " + std::to_string(tie.weight), "give a number above 0");
  }
}

Graph graph_of(std::uint32_t nodes, std::span<const Tie> ties, const Period& period,
               const KindWeights& kinds) {
  Graph made{nodes, {}};
  for (const Tie& tie : ties) {
    const double weight = tie.weight * kinds[static_cast<std::size_t>(tie.kind)];
    const bool holds = tie.begin <= period.last && (!tie.end || *tie.end >= period.first);
    if (holds && weight > 0) made.edges.push_back({std::min(tie.a, tie.b), std::max(tie.a, tie.b), weight});
  }
  // Stable, so that weights are added in the order of the ties.
  std::stable_sort(made.edges.begin(), made.edges.end(),
                   [](const Edge& x, const Edge& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  std::size_t kept = 0;
  for (const Edge& edge : made.edges) {
    if (kept > 0 && made.edges[kept - 1].a == edge.a && made.edges[kept - 1].b == edge.b)
      made.edges[kept - 1].weight += edge.weight;
    else
      made.edges[kept++] = edge;
  }
  made.edges.resize(kept);
  return made;
}

std::vector<std::uint32_t> degrees(const Graph& graph) {
  std::vector<std::uint32_t> made(graph.nodes);
  for (const Edge& edge : graph.edges) ++made[edge.a], ++made[edge.b];
  return made;
}

std::vector<double> strengths(const Graph& graph) {
  std::vector<double> made(graph.nodes);
  for (const Edge& edge : graph.edges) made[edge.a] += edge.weight, made[edge.b] += edge.weight;
  return made;
}

std::vector<Node> isolated(const Graph& graph) {
  const auto degree = degrees(graph);
  std::vector<Node> made;
  for (Node node = 0; node < graph.nodes; ++node)
    if (degree[node] == 0) made.push_back(node);
  return made;
}

Parts by_size(std::span<const std::uint32_t> group_of) {
  struct Group {
    std::uint32_t size = 0, first = 0;
  };
  std::unordered_map<std::uint32_t, std::uint32_t> number;  // in the order of first nodes
  std::vector<Group> groups;
  std::vector<std::uint32_t> of;
  for (std::uint32_t node = 0; node < group_of.size(); ++node) {
    const auto [at, is_new] = number.emplace(group_of[node], static_cast<std::uint32_t>(groups.size()));
    if (is_new) groups.push_back({0, node});
    ++groups[at->second].size;
    of.push_back(at->second);
  }
  std::vector<std::uint32_t> order(groups.size()), rank(groups.size());
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(),
                   [&](auto x, auto y) { return groups[x].size > groups[y].size; });
  Parts made;
  for (std::uint32_t i = 0; i < order.size(); ++i)
    rank[order[i]] = i, made.sizes.push_back(groups[order[i]].size);
  for (const std::uint32_t group : of) made.of.push_back(rank[group]);
  return made;
}

Parts components(const Graph& graph) {
  std::vector<std::uint32_t> parent(graph.nodes);
  std::iota(parent.begin(), parent.end(), 0U);
  const auto root = [&](std::uint32_t node) {
    while (parent[node] != node) node = parent[node] = parent[parent[node]];
    return node;
  };
  for (const Edge& edge : graph.edges) {
    const std::uint32_t a = root(edge.a), b = root(edge.b);
    parent[std::max(a, b)] = std::min(a, b);
  }
  for (std::uint32_t node = 0; node < graph.nodes; ++node) parent[node] = root(node);
  return by_size(parent);
}

}  // namespace grono::network
