#include "mapping/strong_clusters.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "base/error.hpp"
#include "mapping/quantile.hpp"

namespace grono::mapping {

Strong strong_clusters(std::span<const double> quotients, std::uint32_t regions, std::uint32_t industries,
                       std::span<const std::uint8_t> qualifies, const StrongRule& rule) {
  if (!(rule.percentile >= 0 && rule.percentile <= 1))
    throw InvalidInput("percentile", fmt::format("{} is none", rule.percentile), "give 0 to 1, as 0.75");
  GRONO_INVARIANT(quotients.size() == std::size_t{regions} * industries);
  GRONO_INVARIANT(qualifies.empty() || qualifies.size() == quotients.size());
  Strong made{std::vector<std::uint8_t>(quotients.size()), std::vector<double>(industries)};
  for (std::uint32_t industry = 0; industry < industries; ++industry) {
    std::vector<double> present;
    for (std::size_t cell = industry; cell < quotients.size(); cell += industries)
      if (quotients[cell] > 0) present.push_back(quotients[cell]);
    std::sort(present.begin(), present.end());
    const double threshold = made.threshold[industry] = quantile(present, rule.percentile);
    for (std::size_t cell = industry; cell < quotients.size(); cell += industries)
      made.is_strong[cell] = quotients[cell] > rule.min_quotient && quotients[cell] >= threshold &&
                             (qualifies.empty() || qualifies[cell] != 0);
  }
  return made;
}

}  // namespace grono::mapping
