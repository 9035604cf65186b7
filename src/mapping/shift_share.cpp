#include "mapping/shift_share.hpp"

#include <cmath>
#include <limits>

#include "base/error.hpp"

namespace grono::mapping {

ShiftShare shift_share(const RegionTable& before, const RegionTable& after) {
  before.require_valid();
  after.require_valid();
  if (before.regions != after.regions || before.industries != after.industries)
    throw InvalidInput("tables", "they are of different shapes",
                       "give the same regions and industries in both years");
  const std::size_t cells = before.values.size(), industries = before.industries;
  const auto is_known = [&](std::size_t cell) {
    return !std::isnan(before.values[cell]) && !std::isnan(after.values[cell]);
  };
  double all_before = 0, all_after = 0;
  std::vector<double> of_before(industries), of_after(industries);
  for (std::size_t cell = 0; cell < cells; ++cell) {
    if (!is_known(cell)) continue;
    all_before += before.values[cell];
    all_after += after.values[cell];
    of_before[cell % industries] += before.values[cell];
    of_after[cell % industries] += after.values[cell];
  }
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  ShiftShare made{std::vector<double>(cells, kNone), std::vector<double>(cells, kNone),
                  std::vector<double>(cells, kNone)};
  const double growth = all_before > 0 ? all_after / all_before - 1 : 0;
  for (std::size_t cell = 0; cell < cells; ++cell) {
    if (!is_known(cell)) continue;
    const std::size_t i = cell % industries;
    // An industry that was nowhere grows as everything; what there is of it now is the regions' own.
    const double of_industry = of_before[i] > 0 ? of_after[i] / of_before[i] - 1 : growth;
    const double was = before.values[cell];
    made.everywhere[cell] = was * growth;
    made.industry[cell] = was * (of_industry - growth);
    made.region[cell] = after.values[cell] - was * (1 + of_industry);
  }
  return made;
}

}  // namespace grono::mapping
