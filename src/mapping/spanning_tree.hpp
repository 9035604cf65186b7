#pragma once

#include <cstdint>
#include <vector>

#include "mapping/points.hpp"

namespace grono::mapping {

/// An edge of the spanning tree between two points.
struct SpanningEdge {
  std::uint32_t a = 0, b = 0;  ///< rows, a < b
  double distance_m = 0;       ///< mutual reachability, metres
};

/// Core distances and the minimum spanning tree under mutual reachability.
struct ReachabilityTree {
  std::vector<double> core_distance_m;  ///< of each point: to its `min_points`-th neighbour, itself the first
  std::vector<SpanningEdge> edges;      ///< points - 1 of them, by ascending mutual reachability
};

/// The minimum spanning tree of the complete graph in which two points are as far apart as the largest of
/// their distance and their two core distances (mutual reachability). Exact. Of several minimum spanning
/// trees it is the one that is smallest by (mutual reachability, distance, lower row, higher row) of its
/// edges, and they are in this order: the same for any number of threads.
///
/// @param min_points  1..points; 1 makes it the Euclidean minimum spanning tree
/// @throws InvalidInput  as `Points::require_valid`; min_points 0 or more than there are points
/// @note   O(n log n) in practice; parallel; see docs/methods-mapping.md for bytes a point
/// @source Campello, Moulavi, Sander (2013), definitions 5 and 6. Tree: Borůvka (1926) over a k-d tree, after
/// March, Ram,
///         Gray (2010), with bounds a component as in Prokopenko, Sao, Lebrun-Grandié (2022).
[[nodiscard]] ReachabilityTree reachability_tree(const Points& points, std::uint32_t min_points);

}  // namespace grono::mapping
