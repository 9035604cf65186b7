#pragma once

#include <vector>

#include "mapping/region_table.hpp"

namespace grono::mapping {

/// The change of each cell between two years, in three parts that add up to it; the table's unit, NaN where a
/// cell is not known in both.
struct ShiftShare {
  std::vector<double>
      everywhere;  ///< regions x industries, row-major: what growth as everywhere would have brought
  std::vector<double> industry;  ///< what growth as that of the industry adds
  std::vector<double> region;    ///< what is the region's own
};

/// With e0 and e1 the figures, g = sum e1 / sum e0 - 1 and g_i the same of industry i: everywhere e0 g,
/// industry e0 (g_i - g), region e1 - e0 (1 + g_i). Cells known in both years only count in g and g_i.
///
/// @param before, after  of the same shape
/// @throws InvalidInput  tables of another shape; as RegionTable::require_valid
/// @note    O(cells)
/// @source  Dunn (1960), Papers in Regional Science 6(1); Esteban-Marquillas' later terms are not told apart
[[nodiscard]] ShiftShare shift_share(const RegionTable& before, const RegionTable& after);

}  // namespace grono::mapping
