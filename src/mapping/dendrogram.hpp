#pragma once

#include <cstdint>
#include <vector>

#include "mapping/spanning_tree.hpp"

namespace grono::mapping {

/// Single linkage: what merges at which distance, from near to far. A node below `points` is a point, a node
/// of at least `points` is the merge of that number less `points`.
struct Dendrogram {
  std::uint32_t points = 0;
  std::vector<std::uint32_t> left, right;  ///< nodes; one of each for each of the `points` - 1 merges
  std::vector<std::uint32_t> size;         ///< points below each merge
  std::vector<double> distance_m;          ///< of each merge, ascending

  [[nodiscard]] std::uint32_t size_of(std::uint32_t node) const {
    return node < points ? 1 : size[node - points];
  }
};

/// The dendrogram of a spanning tree whose edges are in ascending order.
/// @note  O(n α(n)), one thread
[[nodiscard]] Dendrogram dendrogram_of(const std::vector<SpanningEdge>& edges, std::uint32_t points);

}  // namespace grono::mapping
