#include "mapping/hdbscan.hpp"

#include <algorithm>
#include <limits>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include "base/error.hpp"

namespace grono::mapping {
namespace {

void require_valid(const HdbscanOptions& options) {
  if (options.min_points < 1)
    throw InvalidInput("min_points", "0 points make nothing dense", "give 1 or more");
  if (options.min_cluster_size < 2)
    throw InvalidInput("min_cluster_size", "a cluster has at least two points", "give 2 or more");
}

// How near the dense end of its cluster a point stays, 1 = to the end.
double stay(double leaving_m, double death_m) {
  return leaving_m <= death_m ? 1 : death_m / leaving_m;
}

}  // namespace

FlatClusters flat_clusters(const CondensedTree& tree, const std::vector<std::uint32_t>& groups) {
  // The chosen group over each group, then over each point.
  std::vector<std::uint32_t> over(tree.groups.size(), kNone);
  for (const std::uint32_t group : groups) over[group] = group;
  for (std::size_t group = 1; group < over.size(); ++group)
    if (over[group] == kNone) over[group] = over[tree.groups[group].parent];

  FlatClusters made;
  const std::size_t n = tree.order.size();
  std::vector<std::int32_t> label_of(tree.groups.size(), -1);
  for (std::size_t row = 0; row < n && made.chosen.size() < groups.size(); ++row) {
    const std::uint32_t group = over[tree.last_group[row]];
    if (group == kNone || label_of[group] >= 0) continue;
    label_of[group] = static_cast<std::int32_t>(made.chosen.size());
    made.chosen.push_back(group);
  }

  made.label.assign(n, -1);
  made.probability.assign(n, 0);
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, n, 8192), [&](const auto& part) {
    for (std::size_t row = part.begin(); row < part.end(); ++row) {
      const std::uint32_t group = over[tree.last_group[row]];
      if (group == kNone) continue;
      made.label[row] = label_of[group];
      made.probability[row] = static_cast<float>(stay(tree.leaving_m[row], tree.groups[group].death_m));
    }
  });
  return made;
}

HdbscanResult hdbscan(const Points& points, const HdbscanOptions& options) {
  require_valid(options);
  points.require_valid();
  HdbscanResult result;
  const auto n = static_cast<std::uint32_t>(points.size());
  if (n < options.min_points) {
    result.core_distance_m.assign(n, std::numeric_limits<double>::infinity());
  } else {
    ReachabilityTree tree = reachability_tree(points, options.min_points);
    result.core_distance_m = std::move(tree.core_distance_m);
    result.edges = std::move(tree.edges);
  }
  result.tree = condense(dendrogram_of(result.edges, n), options.min_cluster_size);
  FlatClusters flat = flat_clusters(result.tree, select_groups(result.tree, options.selection));
  result.label = std::move(flat.label);
  result.probability = std::move(flat.probability);
  result.chosen = std::move(flat.chosen);
  return result;
}

}  // namespace grono::mapping
