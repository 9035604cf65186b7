#pragma once

#include <cstdint>
#include <vector>

#include "mapping/points.hpp"
#include "mapping/ranks.hpp"

namespace grono::mapping {

struct DbscanOptions {
  double radius_m = 0;            ///< > 0; neighbours are points at distance <= radius
  std::uint32_t min_points = 10;  ///< neighbours that make a point a core, itself counted; >= 1
};

struct DbscanResult {
  std::vector<std::int32_t> label;  ///< of each point: its cluster, numbered by their lowest rows; -1 = noise
  std::vector<std::uint8_t> core;   ///< of each point: 1 = it has at least min_points neighbours
  std::uint32_t clusters = 0;
};

/// Clusters of a given density: cores within the radius of each other are of one cluster, and so on from core
/// to core. A point that is no core joins the cluster of its nearest core within the radius, of equally near
/// ones that of the lowest row; where there is none it is noise.
///
/// Exact: distances are compared in double precision, as `(ax-bx)² + (ay-by)² <= radius²`. The same result
/// for any number of threads, and in any order of the points but for cluster numbers and border points with
/// equally near cores.
///
/// @throws InvalidInput  as `Points::require_valid`; a radius that is not finite, not > 0, or on Earth beyond
///                       `geo::kLongestGeodesic_m`; min_points 0; a radius too short for the points' extent
/// @note   O(n) cells, O(n min_points) distances at most but for pairs of crowded cells; parallel; under 60
/// bytes a point
///         besides the points
/// @source Ester, Kriegel, Sander, Xu (1996); grid of side radius/√D as Gunawan (2013); union of cells in
/// parallel as Wang,
///         Gu, Shun (2020)
[[nodiscard]] DbscanResult dbscan(const Points& points, const DbscanOptions& options);

/// The same over processes that each hold a part of the points: the labels of its own, numbered over all.
///
/// The processes take strips of space along the widest axis, each with a halo of two radii: within one radius
/// of its strip a process knows every core, and so every link of its own cores. Groups that share a core are
/// one.
///
/// @param points   those of this process; rows are numbered through in the order of the processes
/// @return  to the last number what one process with all points gives
/// @throws  InvalidInput  as above, in every process that meets it
/// @note    memory of a process: its part and halo, about 130 bytes a point on a plane, 150 on Earth; where
/// the points
///          crowd within a few radii of one line across the axis, that is not a part
/// @source  MR-DBSCAN: He et al. (2014), Frontiers of Computer Science 8(1), for the halo; the merging by
/// shared cores
///          as Patwary et al. (2012)
[[nodiscard]] DbscanResult dbscan(const Points& points, const DbscanOptions& options, Ranks& ranks);

}  // namespace grono::mapping
