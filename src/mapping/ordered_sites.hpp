#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mapping/points.hpp"

namespace grono::mapping {

/// Sites that own their coordinates, in an order that follows space (near in memory is near on the ground)
/// and does not depend on the order of the rows they came in: what is drawn among them by number stays the
/// same draw when rows are permuted.
struct OrderedSites {
  std::vector<std::uint32_t> row;  ///< input row of each site
  std::vector<double> x, y, z;     ///< z empty on a plane
  bool on_earth = false;

  [[nodiscard]] std::size_t size() const noexcept { return row.size(); }
  [[nodiscard]] Points points() const { return {x, y, z, on_earth}; }
};

/// @param weights  of each point, or empty: sites on one place are told apart by it, then by their rows
/// @throws InvalidInput  as `Points::require_valid`
/// @note   O(n log n), parallel; 8 D + 4 bytes a site
[[nodiscard]] OrderedSites in_order_of_space(const Points& points, std::span<const float> weights = {});

}  // namespace grono::mapping
