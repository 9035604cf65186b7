#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/graph.hpp"

namespace grono::network {

struct CommunitySearch {
  double resolution = 1;  ///< > 1 finds smaller ones, < 1 larger ones
  std::uint64_t seed = 1;
};

/// Groups with more ties within than chance would give.
struct Communities {
  Parts parts;            ///< numbered by size; a node without edges is one by itself
  double modularity = 0;  ///< of the parts, see below
};

/// Communities by Leiden's method: greedy moves, refinement and aggregation for modularity, by the weights of
/// edges, until nothing improves or ten rounds are over. Every community is connected.
/// @return  the same for the same graph and seed
/// @note    close to O(edges) a round; the modularity is not promised to be the greatest there is (finding it
/// is NP-hard)
/// @source  Traag, Waltman, van Eck (2019), Scientific Reports 9:5233; by igraph
[[nodiscard]] Communities communities(const Graph& graph, const CommunitySearch& search = {});

/// Newman and Girvan's modularity: Q = sum over groups of [ w_c / m - resolution x (s_c / 2m)^2 ], where m is
/// the weight of all edges, w_c of those within the group, s_c the strengths of its nodes. 0 without edges.
/// -1/2 <= Q < 1 at resolution 1.
/// @source  Newman, Girvan (2004), Physical Review E 69, 026113
[[nodiscard]] double modularity(const Graph& graph, std::span<const std::uint32_t> group_of,
                                double resolution = 1);

}  // namespace grono::network
