#include "mapping/inequality.hpp"

#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include "base/error.hpp"

namespace grono::mapping {
namespace {

constexpr double kNoMeasure = std::numeric_limits<double>::quiet_NaN();

// s ln(s / x), 0 where there is nothing.
double term(double share, double of_all) {
  return share > 0 ? share * std::log(share / of_all) : 0;
}

}  // namespace

Theil theil(std::span<const double> industry, std::span<const double> everything,
            std::span<const std::uint32_t> group, std::uint32_t groups) {
  if (industry.size() != everything.size() || industry.size() != group.size())
    throw InvalidInput("regions", "their columns are not equally long",
                       "give each region both figures and its group");
  double all = 0, whole = 0;
  std::vector<double> of_group(groups), everything_of_group(groups);
  for (std::size_t region = 0; region < industry.size(); ++region) {
    if (!(industry[region] >= 0 && std::isfinite(industry[region]) && std::isfinite(everything[region]) &&
          everything[region] >= 0) ||
        (industry[region] > 0 && everything[region] <= 0))
      throw InvalidInput("region " + std::to_string(region + 1), "its figures are none",
                         "give numbers of 0 or more, the industry's within everybody's");
    GRONO_INVARIANT(group[region] < groups);
    all += industry[region];
    whole += everything[region];
    of_group[group[region]] += industry[region];
    everything_of_group[group[region]] += everything[region];
  }
  if (!(all > 0)) return {kNoMeasure, kNoMeasure, kNoMeasure};
  Theil made;
  for (std::size_t region = 0; region < industry.size(); ++region) {
    made.all += term(industry[region] / all, everything[region] / whole);
    const std::uint32_t mine = group[region];
    if (industry[region] > 0)
      made.within += of_group[mine] / all *
                     term(industry[region] / of_group[mine], everything[region] / everything_of_group[mine]);
  }
  for (std::uint32_t each = 0; each < groups; ++each)
    made.between += term(of_group[each] / all, everything_of_group[each] / whole);
  return made;
}

std::vector<double> krugman_specialisation(const RegionTable& table) {
  table.require_valid();
  const Totals sums = totals(table);
  std::vector<double> made(table.regions, kNoMeasure);
  for (std::uint32_t region = 0; region < table.regions; ++region) {
    const double mine = sums.region[region], others = sums.all - mine;
    if (!(mine > 0 && others > 0)) continue;
    made[region] = 0;
    for (std::uint32_t industry = 0; industry < table.industries; ++industry) {
      const double here = std::isnan(table.at(region, industry)) ? 0 : table.at(region, industry);
      made[region] += std::abs(here / mine - (sums.industry[industry] - here) / others);
    }
  }
  return made;
}

double herfindahl(std::span<const double> parts) {
  const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
  if (!(sum > 0)) return kNoMeasure;
  double made = 0;
  for (const double part : parts) made += part / sum * (part / sum);
  return made;
}

}  // namespace grono::mapping
