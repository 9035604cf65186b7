#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mapping/points.hpp"
#include "mapping/ranks.hpp"

namespace grono::mapping {

/// Sites that own their coordinates, in an order that follows space (near in memory is near on the ground),
/// each with a number that does not depend on the order of the rows it came in, nor on which process has it:
/// what is drawn by number stays the same draw.
struct OrderedSites {
  std::vector<std::uint32_t> row;  ///< input row of each site, of this process
  std::vector<std::uint32_t>
      number;  ///< of each site: its place among all of all processes by x, y, z, weight, row
  std::vector<std::uint32_t> by_number;  ///< the sites of this process by ascending number
  std::vector<double> x, y, z;           ///< z empty on a plane
  bool on_earth = false;
  std::uint32_t first_row = 0;   ///< rows of the processes before this one
  std::uint32_t everywhere = 0;  ///< sites of all processes

  [[nodiscard]] std::size_t size() const noexcept { return row.size(); }
  [[nodiscard]] Points points() const { return {x, y, z, on_earth}; }
  /// Adds the site with this number to `sites`, if this process has it. @note  O(log sites)
  void add_site_with(std::uint32_t wanted, std::vector<std::uint32_t>& sites) const;
};

/// @param points   those of this process
/// @param weights  of each point, or empty: sites on one place are told apart by it, then by their rows
/// @throws InvalidInput  as `Points::require_valid`
/// @note   O(n log n), parallel; 8 D + 12 bytes a site
[[nodiscard]] OrderedSites in_order_of_space(const Points& points, std::span<const double> weights,
                                             Ranks& ranks);

}  // namespace grono::mapping
