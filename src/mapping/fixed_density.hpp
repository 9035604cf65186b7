#pragma once

#include <cstdint>
#include <span>

#include "mapping/points.hpp"
#include "mapping/spanning_tree.hpp"

namespace grono::mapping {

/// The clusters of DBSCAN at a few radii as one hierarchy, in the form in which HDBSCAN* gives its own: what
/// is of one cluster at a radius is joined at that distance, and what is of no common cluster at any of them
/// is joined at an infinite one.
///
/// Cores of a cluster are joined at the first radius at which they are of one. A point that is no core yet is
/// joined with the core that reaches it first, as in FieldReach: with one radius that is DBSCAN's border
/// point; with several it stays with that core's cluster at all larger radii, so that the clusters nest.
///
/// @param radii_m     one or more, ascending, metres on the ground
/// @param min_points  neighbours that make a point a core, itself counted; >= 1
/// @return  core distances: the first radius at which the point is a core, infinite where it is none at any
/// @throws  InvalidInput  as `dbscan`
/// @note    a DBSCAN for each radius and O(points log points); the same for any number of threads
/// @source  Ester, Kriegel, Sander, Xu (1996)
[[nodiscard]] ReachabilityTree fixed_density_tree(const Points& points, std::span<const double> radii_m,
                                                  std::uint32_t min_points);

}  // namespace grono::mapping
