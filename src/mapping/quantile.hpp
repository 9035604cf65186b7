#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace grono::mapping {

/// The value below which a share of all lies, interpolated between neighbours (R's type 7); NaN of nothing.
/// @pre  sorted; share 0..1
/// @source Hyndman, Fan (1996), The American Statistician 50(4), definition 7
[[nodiscard]] inline double quantile(std::span<const double> sorted, double share) {
  if (sorted.empty()) return std::numeric_limits<double>::quiet_NaN();
  const double place = share * static_cast<double>(sorted.size() - 1), whole = std::floor(place);
  const auto low = static_cast<std::size_t>(whole);
  const std::size_t high = std::min(low + 1, sorted.size() - 1);
  return sorted[low] + (place - whole) * (sorted[high] - sorted[low]);
}

}  // namespace grono::mapping
