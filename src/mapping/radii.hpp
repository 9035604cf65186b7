#pragma once

#include <span>
#include <vector>

#include "mapping/points.hpp"

namespace grono::mapping {

/// Radii on the ground as squares of the straight lines that belong to them.
/// @throws InvalidInput  none, one that is no number or below 0, or radii that do not ascend
[[nodiscard]] std::vector<double> squared_radii(const Points& points, std::span<const double> radii_m);

/// @throws InvalidInput  a weight that is not finite or below 0: names its row, 1 = first; or all 0
/// @pre    as many as rows, or none
void require_weights(std::span<const double> weights, std::size_t rows);

}  // namespace grono::mapping
