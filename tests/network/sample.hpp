#pragma once

#include <algorithm>
#include <array>
#include <limits>
#include <random>
#include <vector>

#include "network/graph.hpp"

/// Graphs, and references written apart from src/network, from the definitions.
namespace grono::network::sample {

/// Zachary's karate club: who met outside of the club. Zachary (1977), J. Anthropological Research 33(4),
/// figure 3 (unweighted); nodes are his numbers less 1.
inline Graph karate() {
  static constexpr std::array<std::array<Node, 2>, 78> kTies = {
      {{2, 1},   {3, 1},   {3, 2},   {4, 1},   {4, 2},   {4, 3},   {5, 1},   {6, 1},   {7, 1},   {7, 5},
       {7, 6},   {8, 1},   {8, 2},   {8, 3},   {8, 4},   {9, 1},   {9, 3},   {10, 3},  {11, 1},  {11, 5},
       {11, 6},  {12, 1},  {13, 1},  {13, 4},  {14, 1},  {14, 2},  {14, 3},  {14, 4},  {17, 6},  {17, 7},
       {18, 1},  {18, 2},  {20, 1},  {20, 2},  {22, 1},  {22, 2},  {26, 24}, {26, 25}, {28, 3},  {28, 24},
       {28, 25}, {29, 3},  {30, 24}, {30, 27}, {31, 2},  {31, 9},  {32, 1},  {32, 25}, {32, 26}, {32, 29},
       {33, 3},  {33, 9},  {33, 15}, {33, 16}, {33, 19}, {33, 21}, {33, 23}, {33, 24}, {33, 30}, {33, 31},
       {33, 32}, {34, 9},  {34, 10}, {34, 14}, {34, 15}, {34, 16}, {34, 19}, {34, 20}, {34, 21}, {34, 23},
       {34, 24}, {34, 27}, {34, 28}, {34, 29}, {34, 30}, {34, 31}, {34, 32}, {34, 33}}};
  Graph made{34, {}};
  for (const auto& [b, a] : kTies) made.edges.push_back({a - 1, b - 1, 1});
  std::sort(made.edges.begin(), made.edges.end(),
            [](const Edge& x, const Edge& y) { return std::pair(x.a, x.b) < std::pair(y.a, y.b); });
  return made;
}

inline Graph random_graph(std::uint32_t nodes, double density, std::uint32_t seed, bool is_weighted = false) {
  std::mt19937 random(seed);
  Graph made{nodes, {}};
  for (Node a = 0; a < nodes; ++a)
    for (Node b = a + 1; b < nodes; ++b)
      if (static_cast<double>(random() % 1000) < 1000 * density)
        made.edges.push_back({a, b, is_weighted ? 0.5 * static_cast<double>(1 + random() % 6) : 1.0});
  return made;
}

using Table = std::vector<std::vector<double>>;

inline Table weights(const Graph& graph) {
  Table made(graph.nodes, std::vector<double>(graph.nodes));
  for (const Edge& edge : graph.edges) made[edge.a][edge.b] = made[edge.b][edge.a] = edge.weight;
  return made;
}

/// Steps between all pairs, by Floyd and Warshall, and how many shortest paths there are, by sums over last
/// steps.
struct Paths {
  Table steps, count;
};
inline Paths paths(const Graph& graph) {
  const Table weight = weights(graph);
  const std::uint32_t n = graph.nodes;
  Paths made{Table(n, std::vector<double>(n, std::numeric_limits<double>::infinity())),
             Table(n, std::vector<double>(n))};
  for (Node a = 0; a < n; ++a)
    for (Node b = 0; b < n; ++b)
      if (a == b || weight[a][b] > 0) made.steps[a][b] = a == b ? 0 : 1;
  for (Node k = 0; k < n; ++k)
    for (Node a = 0; a < n; ++a)
      for (Node b = 0; b < n; ++b)
        made.steps[a][b] = std::min(made.steps[a][b], made.steps[a][k] + made.steps[k][b]);
  for (Node a = 0; a < n; ++a) {
    made.count[a][a] = 1;
    for (int length = 1; length < static_cast<int>(n); ++length)
      for (Node b = 0; b < n; ++b)
        if (made.steps[a][b] == length)
          for (Node before = 0; before < n; ++before)
            if (weight[before][b] > 0 && made.steps[a][before] == length - 1)
              made.count[a][b] += made.count[a][before];
  }
  return made;
}

inline std::vector<double> betweenness_by_definition(const Graph& graph) {
  const auto [steps, count] = paths(graph);
  std::vector<double> made(graph.nodes);
  for (Node v = 0; v < graph.nodes; ++v)
    for (Node s = 0; s < graph.nodes; ++s)
      for (Node t = s + 1; t < graph.nodes; ++t)
        if (s != v && t != v && count[s][t] > 0 && steps[s][v] + steps[v][t] == steps[s][t])
          made[v] += count[s][v] * count[v][t] / count[s][t];
  return made;
}

/// Burt's formula over all pairs of other nodes.
inline std::vector<double> constraint_by_formula(const Graph& graph) {
  const Table weight = weights(graph);
  const std::uint32_t n = graph.nodes;
  std::vector<double> strength(n), made(n);
  for (Node i = 0; i < n; ++i)
    for (Node j = 0; j < n; ++j) strength[i] += weight[i][j];
  for (Node i = 0; i < n; ++i)
    for (Node j = 0; j < n; ++j) {
      if (weight[i][j] <= 0) continue;
      double invested = weight[i][j] / strength[i];
      for (Node q = 0; q < n; ++q)
        if (q != i && q != j && weight[i][q] > 0)
          invested += weight[i][q] / strength[i] * (weight[q][j] / strength[q]);
      made[i] += invested * invested;
    }
  return made;
}

}  // namespace grono::network::sample
