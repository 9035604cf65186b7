#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mapping/area_grid.hpp"

namespace grono::mapping {

/// When areas say something of which activities go together.
struct ColocationRule {
  std::uint32_t min_establishments = 20;    ///< of an area: the shares of fewer are chance
  std::uint32_t min_areas = 30;             ///< of all that have so many
  std::uint32_t min_areas_of_activity = 5;  ///< that an activity stands in: what is rarer is not told of
  std::uint32_t most_activities = 2'000;    ///< those with the most establishments
};

/// Which activities are found in the same areas.
struct ColocatedActivities {
  std::uint32_t areas = 0;              ///< that were compared
  std::vector<std::uint32_t> activity;  ///< those that something can be told of, ascending; empty = of none
  std::vector<double> related;          ///< proximity of every two of them, 0..1, row-major, the diagonal 0
};

/// How many areas have establishments enough to be compared. @note  O(counts)
[[nodiscard]] std::uint32_t comparable_areas(std::span<const AreaCount> counts, const ColocationRule& rule);

/// Proximity of activities: of the areas with more than everywhere's share (LQ >= 1) of one, the share that
/// has it of the other, too; the smaller of both directions.
///
/// @param counts  as `count_by_area` gives them
/// @return  no activities where the areas or activities are too few to tell; `areas` in any case
/// @note    O(areas x activities + activities^2 x areas / 64), parallel
/// @source  Hidalgo et al. (2007), Science 317, with areas for countries and establishments for exports
[[nodiscard]] ColocatedActivities colocated_activities(std::span<const AreaCount> counts,
                                                       const ColocationRule& rule = {});

}  // namespace grono::mapping
