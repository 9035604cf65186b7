#pragma once

#include <cstdint>
#include <tuple>
#include <vector>

#include "geo/kd_tree.hpp"

namespace grono::mapping {

/// An edge between two rows by all that orders it: no two edges are equal, and so there is one smallest
/// spanning tree.
struct ReachabilityEdge {
  double reach2 = 0;           ///< squared mutual reachability, m²
  double distance2 = 0;        ///< squared distance, m²
  std::uint32_t a = 0, b = 0;  ///< rows, a < b

  friend bool operator<(const ReachabilityEdge& left, const ReachabilityEdge& right) {
    return std::tie(left.reach2, left.distance2, left.a, left.b) <
           std::tie(right.reach2, right.distance2, right.a, right.b);
  }
};

/// The minimum spanning tree under mutual reachability, by Borůvka's rounds: every component picks the
/// smallest edge that leaves it, all picks are kept, and components that met are one.
///
/// @param core2      squared core distance of each place of the tree, m²
/// @param component  of each place, the place whose component it begins in: its own, but for places joined
/// beforehand
/// @return  one edge less than there are components, in no order
/// @note    O(n log n) in practice; parallel; 36 bytes a point besides tree and edges
template <std::size_t D>
[[nodiscard]] std::vector<ReachabilityEdge> spanning_edges(const geo::KdTree<D>& tree,
                                                           const std::vector<double>& core2,
                                                           std::vector<std::uint32_t> component);

extern template std::vector<ReachabilityEdge> spanning_edges<2>(const geo::KdTree<2>&,
                                                                const std::vector<double>&,
                                                                std::vector<std::uint32_t>);
extern template std::vector<ReachabilityEdge> spanning_edges<3>(const geo::KdTree<3>&,
                                                                const std::vector<double>&,
                                                                std::vector<std::uint32_t>);

}  // namespace grono::mapping
