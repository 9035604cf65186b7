#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace grono::mapping {

/// When a region is strong in an industry, or in a cluster category of industries.
struct StrongRule {
  double percentile = 0.75;  ///< 0..1 of the regions that have the industry at all
  double min_quotient = 1;   ///< the location quotient must be above it
};

/// What the rule gives.
struct Strong {
  std::vector<std::uint8_t> is_strong;  ///< regions x industries, row-major; 1 = strong
  std::vector<double> threshold;  ///< by industry: the quotient at the percentile; NaN where no region has it
};

/// A region is strong in an industry where its location quotient is above `min_quotient` and at least the
/// percentile of those of the regions that have the industry (quotient above 0; linear interpolation, R's
/// type 7), and the cell qualifies.
///
/// @param quotients   regions x industries, row-major; NaN = not known, never strong
/// @param qualifies   of each cell, 0 = too small to be strong; empty = all qualify
/// @throws InvalidInput  a percentile that is none
/// @note    O(cells log regions)
/// @source  U.S. Cluster Mapping Project's published tables, whose marks it gives without exception; Delgado,
/// Porter,
///          Stern (2014), Research Policy 43(10), for strong clusters by the location quotient's percentile
[[nodiscard]] Strong strong_clusters(std::span<const double> quotients, std::uint32_t regions,
                                     std::uint32_t industries, std::span<const std::uint8_t> qualifies,
                                     const StrongRule& rule = {});

}  // namespace grono::mapping
