#pragma once

#include <limits>

namespace grono::mapping {

/// A figure that nobody knows.
inline constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

}  // namespace grono::mapping
