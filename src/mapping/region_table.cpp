#include "mapping/region_table.hpp"

#include <cmath>
#include <limits>
#include <string>

#include "base/error.hpp"

namespace grono::mapping {

void RegionTable::require_valid() const {
  GRONO_INVARIANT(values.size() == std::size_t{regions} * industries);
  for (std::size_t i = 0; i < values.size(); ++i)
    if (std::isinf(values[i]) || values[i] < 0)
      throw InvalidInput(
          "row " + std::to_string(i / industries + 1) + ", industry " + std::to_string(i % industries + 1),
          "its value is below 0 or infinite", "give a number that is 0 or more");
}

Totals totals(const RegionTable& table) {
  Totals made{std::vector<double>(table.regions), std::vector<double>(table.industries), 0};
  for (std::size_t region = 0; region < table.regions; ++region) {
    const auto row = table.row(region);
    double sum = 0;
    for (std::size_t industry = 0; industry < row.size(); ++industry) {
      const double value = std::isnan(row[industry]) ? 0 : row[industry];
      sum += value;
      made.industry[industry] += value;
    }
    made.region[region] = sum;
    made.all += sum;
  }
  return made;
}

std::vector<double> aggregate(const RegionTable& table, std::span<const std::uint32_t> larger,
                              std::uint32_t count) {
  GRONO_INVARIANT(larger.size() == table.regions);
  std::vector<double> made(std::size_t{count} * table.industries, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t region = 0; region < table.regions; ++region) {
    GRONO_INVARIANT(larger[region] < count);
    const auto row = table.row(region);
    double* const to = made.data() + std::size_t{larger[region]} * table.industries;
    for (std::size_t industry = 0; industry < row.size(); ++industry)
      if (!std::isnan(row[industry]))
        to[industry] = row[industry] + (std::isnan(to[industry]) ? 0 : to[industry]);
  }
  return made;
}

std::vector<double> aggregate_industries(const RegionTable& table, std::span<const std::uint32_t> group,
                                         std::uint32_t count) {
  GRONO_INVARIANT(group.size() == table.industries);
  std::vector<double> made(std::size_t{count} * table.regions, std::numeric_limits<double>::quiet_NaN());
  for (std::size_t region = 0; region < table.regions; ++region) {
    const auto row = table.row(region);
    double* const to = made.data() + region * count;
    for (std::size_t industry = 0; industry < row.size(); ++industry) {
      const std::uint32_t whole = group[industry];
      if (whole < count && !std::isnan(row[industry]))
        to[whole] = row[industry] + (std::isnan(to[whole]) ? 0 : to[whole]);
    }
  }
  return made;
}

}  // namespace grono::mapping
