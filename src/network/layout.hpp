#pragma once

#include <cstdint>
#include <vector>

#include "network/graph.hpp"

namespace grono::network {

/// A place in the picture, within 0..1 in both directions; one unit is as long in both.
struct Place {
  double x = 0, y = 0;
};

struct LayoutSearch {
  std::uint64_t seed = 1;
  int rounds = 0;  ///< of each component; 0 = by its size
};

/// Places for a picture in which those tied are near: each component by Fruchterman and Reingold's forces
/// (edges pull by distance^2, nodes push by 1 / distance, groups far away as one) from places at random, in a
/// square by its number of nodes; squares stand side by side in rows, the largest first; at the end, in a
/// grid, those without edges.
/// @return  one for each node, finite; the same for the same graph and seed
/// @note    O(rounds x (edges + nodes log nodes)) whatever the graph is: 300 rounds up to 2,000 nodes, 50
/// beyond 10,000. (igraph's
///          grid compares all nodes of a cell, which a star of 100,000 fills into one.)
/// @source  Fruchterman, Reingold (1991), Software: Practice and Experience 21(11)
[[nodiscard]] std::vector<Place> layout(const Graph& graph, const LayoutSearch& search = {});

}  // namespace grono::network
