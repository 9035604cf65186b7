#include "network/communities.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "network/igraph_graph.hpp"

namespace grono::network {

double modularity(const Graph& graph, std::span<const std::uint32_t> group_of, double resolution) {
  GRONO_INVARIANT(group_of.size() == graph.nodes);
  if (graph.edges.empty()) return 0;
  const std::uint32_t groups = *std::max_element(group_of.begin(), group_of.end()) + 1;
  std::vector<double> within(groups), strength(groups);
  double all = 0;
  for (const Edge& edge : graph.edges) {
    all += edge.weight;
    strength[group_of[edge.a]] += edge.weight;
    strength[group_of[edge.b]] += edge.weight;
    if (group_of[edge.a] == group_of[edge.b]) within[group_of[edge.a]] += edge.weight;
  }
  double sum = 0;
  for (std::uint32_t group = 0; group < groups; ++group) {
    const double share = strength[group] / (2 * all);
    sum += within[group] / all - resolution * share * share;
  }
  return sum;
}

Communities communities(const Graph& graph, const CommunitySearch& search) {
  constexpr int kMostRounds = 10;
  Communities made;
  made.parts = by_size(IgraphGraph(graph, search.seed).leiden(search.resolution, kMostRounds));
  made.modularity = modularity(graph, made.parts.of, search.resolution);
  return made;
}

}  // namespace grono::network
