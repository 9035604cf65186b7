#pragma once

#include <cstdint>
#include <vector>

#include "network/graph.hpp"

namespace grono::network {

/// How much work betweenness may be.
struct BrokerSearch {
  double most_work =
      5e7;  ///< nodes x edges up to which it is exact, sources x edges beyond; 30 to 90 ns each
  std::uint64_t seed = 1;  ///< of the sample
};

struct Betweenness {
  /// Share of the pairs of other nodes that a node is between, 0..1: sum over pairs s, t of (shortest paths
  /// through it) / (shortest paths), divided by (n - 1)(n - 2) / 2. Length is the number of steps. 0 where n
  /// < 3.
  std::vector<double> of;
  /// Nodes from which paths were followed. All of them: the values are exact. Fewer, drawn at random without
  /// replacement: sums are over paths from these, times nodes / sources, which is right on average.
  std::uint32_t sources = 0;
};

/// Who stands between others.
/// @return  the same for the same graph and seed
/// @note    O(sources x edges). A graph of 100,000 edges is sampled from 500 nodes
/// @source  Freeman (1977), Sociometry 40; Brandes (2001), J. Mathematical Sociology 25(2), exact; Brandes,
/// Pich (2007),
///          Int. J. Bifurcation and Chaos 17(7), sampled; by igraph
[[nodiscard]] Betweenness betweenness(const Graph& graph, const BrokerSearch& search = {});

/// Burt's constraint: how much a node's contacts are tied among themselves, so that it can play none off
/// against another. Brokers have little. c_i = sum over neighbours j of (p_ij + sum over q of p_iq p_qj)^2,
/// where p_ij is the share of i's strength that the edge to j has, q another neighbour of i. NaN without
/// edges; 1 with one neighbour that has no other; it may exceed 1 in very small dense groups.
/// @note    O(edges^1.5): paths through third ones are the triangles. (igraph's takes the sum of squared
/// degrees, minutes for a star
///          of 100,000.)
/// @source  Burt (1992), Structural Holes, eq. 2.4
[[nodiscard]] std::vector<double> constraint(const Graph& graph);

}  // namespace grono::network
