#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace grono::mapping {

/// Activity by region and industry, as employment; the memory is the caller's.
struct RegionTable {
  std::span<const double> values;  ///< regions x industries, row-major, finite and >= 0, or NaN = not known
  std::uint32_t regions = 0, industries = 0;

  [[nodiscard]] double at(std::size_t region, std::size_t industry) const {
    return values[region * industries + industry];
  }
  [[nodiscard]] std::span<const double> row(std::size_t region) const {
    return values.subspan(region * industries, industries);
  }

  /// @throws InvalidInput  a value that is infinite or below 0: names its row and column, 1 = first
  void require_valid() const;
};

/// Sums of what is known.
struct Totals {
  std::vector<double> region, industry;
  double all = 0;
};
/// @note  O(cells)
[[nodiscard]] Totals totals(const RegionTable& table);

/// The table of larger regions: cells of regions that belong together are added; a cell is not known where
/// none of its parts is.
/// @param larger   of each region, the number of the larger one it belongs to, below `count`
/// @return  count x industries, row-major
/// @note    O(cells)
[[nodiscard]] std::vector<double> aggregate(const RegionTable& table, std::span<const std::uint32_t> larger,
                                            std::uint32_t count);

/// The same by groups of industries, as cluster categories; an industry whose group is not below `count` is
/// left out.
/// @param group    of each industry, the number of its group
/// @return  regions x count, row-major
/// @note    O(cells)
[[nodiscard]] std::vector<double> aggregate_industries(const RegionTable& table,
                                                       std::span<const std::uint32_t> group,
                                                       std::uint32_t count);

}  // namespace grono::mapping
