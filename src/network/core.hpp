#pragma once

#include <cstdint>
#include <vector>

#include "network/graph.hpp"

namespace grono::network {

/// The k-core of each node: the greatest k for which it is in a part of the graph where everybody has at
/// least k neighbours.
/// @note    O(edges)
/// @source  Seidman (1983), Social Networks 5; Batagelj, Zaversnik (2003); by igraph
[[nodiscard]] std::vector<std::uint32_t> coreness(const Graph& graph);

/// A core whose members all work with one another, and a periphery whose members work with none of their own.
struct CorePeriphery {
  std::vector<std::uint8_t> is_core;  ///< by node
  std::uint32_t core = 0;             ///< how many
  /// Pairs that don't fit: without an edge within the core, with one within the periphery. No other core has
  /// fewer.
  std::uint64_t misfits = 0;
  /// The correlation of edges with that picture, over pairs within the core (1) and within the periphery (0):
  /// 1 = perfect, 0 = none; NaN where one of both is the same for all such pairs.
  double fit = 0;
};

/// The best core there is, exactly: with the k nodes of most neighbours as the core, misfits are k(k - 1)/2 +
/// edges - sum of their degrees, and no other k nodes do better. Of equal sizes the smallest; of equal
/// degrees the lower node first. Edges count alike, whatever their weight; pairs of one of each are free.
/// @note    O(nodes log nodes + edges)
/// @source  Borgatti, Everett (2000), Social Networks 21(4), for the picture; Lip (2011), arXiv:1102.5511,
/// for the method
[[nodiscard]] CorePeriphery core_and_periphery(const Graph& graph);

/// How much each node belongs to a core, 0..1, the greatest is 1: the c that make (a_ij - c_i c_j)^2 least,
/// summed over all pairs i != j, a the weights of edges; by taking each c_i in turn as sum over j of a_ij c_j
/// / sum over j != i of c_j^2, beginning with the strengths. 0 without edges.
/// @note    O(rounds x (nodes + edges)), 1,000 rounds at most; a minimum nearby, which need not be the only
/// one
/// @source  Borgatti, Everett (2000), continuous model; Boyd, Fitzgerald, Mahutga, Smith (2010), Social
/// Networks 32(2), for
///          leaving out the diagonal
[[nodiscard]] std::vector<double> core_scores(const Graph& graph);

}  // namespace grono::network
