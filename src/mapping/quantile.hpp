#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
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

/// The same of values in any order, which it reorders. @note  O(values)
[[nodiscard]] inline double quantile_of_unsorted(std::span<double> values, double share) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  const double place = share * static_cast<double>(values.size() - 1), whole = std::floor(place);
  const auto low = values.begin() + static_cast<std::ptrdiff_t>(whole);
  std::nth_element(values.begin(), low, values.end());
  const double next = low + 1 == values.end() ? *low : *std::min_element(low + 1, values.end());
  return *low + (place - whole) * (next - *low);
}

}  // namespace grono::mapping
