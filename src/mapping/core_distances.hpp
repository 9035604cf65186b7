#pragma once

#include <cstdint>
#include <vector>

#include "geo/kd_tree.hpp"

namespace grono::mapping {

/// What the neighbourhoods of points say, by place of the tree.
struct CoreDistances {
  std::vector<double>
      squared;  ///< squared distance to the `min_points`-th nearest point, itself the first, m²
  std::vector<std::uint8_t> has_twin;  ///< 1 where another point stands on the same coordinates
};

/// @param min_points  1..tree.size()
/// @note  O(n (min_points + log n)) in practice; parallel
template <std::size_t D>
[[nodiscard]] CoreDistances core_distances(const geo::KdTree<D>& tree, std::uint32_t min_points);

extern template CoreDistances core_distances<2>(const geo::KdTree<2>&, std::uint32_t);
extern template CoreDistances core_distances<3>(const geo::KdTree<3>&, std::uint32_t);

}  // namespace grono::mapping
