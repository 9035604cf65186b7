#include "mapping/radii.hpp"

#include <cmath>
#include <string>

#include "base/error.hpp"

namespace grono::mapping {

std::vector<double> squared_radii(const Points& points, std::span<const double> radii_m) {
  if (radii_m.empty()) throw InvalidInput("the radii", "there are none", "give metres, as 1000,2000,5000");
  std::vector<double> made;
  double before = -1;
  for (const double radius : radii_m) {
    if (!(std::isfinite(radius) && radius >= 0 && radius > before))
      throw InvalidInput("the radii", "they are not numbers from 0 on that ascend",
                         "give metres from small to large, as 1000,2000,5000");
    before = radius;
    const double straight = points.straight_m(radius);
    made.push_back(straight * straight);
  }
  return made;
}

void require_weights(std::span<const double> weights, std::size_t rows) {
  GRONO_INVARIANT(weights.empty() || weights.size() == rows);
  double sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (!(std::isfinite(weights[i]) && weights[i] >= 0))
      throw InvalidInput("row " + std::to_string(i + 1), "its weight is no weight",
                         "give a number that is 0 or more");
    sum += weights[i];
  }
  if (!weights.empty() && !(sum > 0))
    throw InvalidInput("the weights", "all are 0", "leave them out, or give weights");
}

}  // namespace grono::mapping
