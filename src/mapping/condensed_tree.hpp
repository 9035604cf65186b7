#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "mapping/dendrogram.hpp"

namespace grono::mapping {

/// No cluster, no parent.
inline constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

/// A group of the hierarchy: from the distance at which it parts from its parent (`birth_m`, going from far
/// to near) to the distance at which it parts or its last points leave it (`death_m`).
struct DenseGroup {
  std::uint32_t parent = kNone;  ///< number of its parent; the root has none
  std::uint32_t first = 0;       ///< where its members begin in `CondensedTree::order`
  std::uint32_t count = 0;       ///< points at its birth, >= min_cluster_size but for the root
  double birth_m = 0;            ///< metres; infinite for the root
  double death_m = 0;            ///< metres; 0 where duplicates hold it together to the end
  double stability =
      0;  ///< excess of mass, per metre: sum over its points of 1/leaving - 1/birth; may be infinite
  bool parted = false;  ///< ended by parting into its children, two or more; else by dissolving
};

/// The hierarchy of HDBSCAN*: every group of at least `min_cluster_size` points that exists at some distance.
/// Below a group's birth, points that leave it alone or in smaller groups are noise from there on.
struct CondensedTree {
  std::vector<DenseGroup> groups;    ///< [0] is the root, all points; parents stand before their children
  std::vector<std::uint32_t> order;  ///< all points, so that the members of every group stand together
  std::vector<std::uint32_t> last_group;  ///< of each point: the smallest group that it belongs to
  std::vector<double> leaving_m;  ///< of each point: the distance at which it leaves that group, metres

  /// Rows of the points that a group holds at its birth.
  [[nodiscard]] std::span<const std::uint32_t> members(std::uint32_t group) const {
    return std::span(order).subspan(groups[group].first, groups[group].count);
  }
};

/// Condenses the dendrogram: going from far to near, what merged at one distance parts at once. It is a
/// parting only if at least two sides have `min_cluster_size` points or more, which go on as groups of their
/// own; the points of smaller sides leave. Points at distance 0 are never parted.
///
/// @param min_cluster_size  >= 2
/// @note   O(n); the groups do not depend on the order in which merges at one distance were made
/// @source Campello, Moulavi, Sander (2013), Algorithm 1 (equal edges are removed together) and section 4;
/// McInnes and
///         Healy (2017), section 2.3, for the condensed form. Stability: Campello et al. (2013), equation 3,
///         with density = 1 / distance.
[[nodiscard]] CondensedTree condense(const Dendrogram& dendrogram, std::uint32_t min_cluster_size);

/// How the flat clusters are chosen from the hierarchy.
enum class ClusterSelection : std::uint8_t {
  excess_of_mass,  ///< the groups, none within another, whose stabilities add up to most
  leaf,            ///< the groups that never part: many and small
};

/// The groups chosen, ascending. The root is never chosen: everything is no cluster.
/// @note   O(groups)
/// @source Campello et al. (2013), section 5, equation 7 and Algorithm 3; at equal sums the larger group
/// wins.
[[nodiscard]] std::vector<std::uint32_t> select_groups(const CondensedTree& tree, ClusterSelection selection);

}  // namespace grono::mapping
