#pragma once

#include <cstdint>
#include <vector>

#include "mapping/condensed_tree.hpp"
#include "mapping/points.hpp"
#include "mapping/spanning_tree.hpp"

namespace grono::mapping {

struct HdbscanOptions {
  std::uint32_t min_points = 10;        ///< neighbours that make a point dense, itself the first; >= 1
  std::uint32_t min_cluster_size = 10;  ///< the smallest group that counts as one; >= 2
  ClusterSelection selection = ClusterSelection::excess_of_mass;
};

/// What HDBSCAN* finds. With fewer points than `min_points` nothing is dense: all are noise, core distances
/// are infinite, there are no edges and the tree is its root.
struct HdbscanResult {
  std::vector<std::int32_t> label;  ///< of each point: its cluster, numbered by their lowest rows; -1 = noise
  std::vector<float> probability;   ///< 0..1, how near its cluster's dense end the point stays; 0 for noise
  std::vector<double> core_distance_m;  ///< of each point
  std::vector<SpanningEdge> edges;      ///< the minimum spanning tree under mutual reachability, ascending
  CondensedTree tree;                   ///< the hierarchy, for any other cut
  std::vector<std::uint32_t> chosen;    ///< the group of each cluster, by label
};

/// Clusters of varying density: groups of points that stay together over the widest range of distances.
/// Exact; the same result for any number of threads.
///
/// Semantics are those of scikit-learn's `HDBSCAN(min_samples=min_points, min_cluster_size=…)`: `min_points`
/// counts the point itself; a point that leaves a chosen cluster early still carries its label, with a low
/// probability.
///
/// @throws InvalidInput  as `Points::require_valid`; min_points 0; min_cluster_size below 2
/// @note   as `reachability_tree`; what follows it is O(n log n)
/// @source Campello, Moulavi, Sander (2013); probabilities as McInnes, Healy, Astels (2017)
[[nodiscard]] HdbscanResult hdbscan(const Points& points, const HdbscanOptions& options);

/// Flat clusters of a hierarchy: labels by point for the groups given (none within another), numbered by
/// lowest row, and the group of each label.
struct FlatClusters {
  std::vector<std::int32_t> label;
  std::vector<float> probability;
  std::vector<std::uint32_t> chosen;
};
[[nodiscard]] FlatClusters flat_clusters(const CondensedTree& tree, const std::vector<std::uint32_t>& groups);

}  // namespace grono::mapping
