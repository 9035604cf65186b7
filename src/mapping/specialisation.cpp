#include "mapping/specialisation.hpp"

#include <bit>
#include <cmath>
#include <limits>

#include <tbb/parallel_for.h>

#include "base/error.hpp"
#include "base/target_clones.hpp"

namespace grono::mapping {
namespace {

// Bits that two rows of words share. Counted by the processor where it can.
GRONO_TARGET_CLONES("popcnt", "default") std::uint32_t shared_bits(const std::uint64_t* a,
                                                                              const std::uint64_t* b,
                                                                              std::size_t words) {
  int count = 0;
  for (std::size_t word = 0; word < words; ++word) count += std::popcount(a[word] & b[word]);
  return static_cast<std::uint32_t>(count);
}

}  // namespace

std::vector<double> location_quotients(const RegionTable& table, double shrinkage) {
  table.require_valid();
  if (!(shrinkage >= 0 && std::isfinite(shrinkage)))
    throw InvalidInput("shrinkage", "it is below 0 or no number", "give employees, as 100; 0 = none");
  const Totals sums = totals(table);
  std::vector<double> made(table.values.size());
  tbb::parallel_for(std::uint32_t{0}, table.regions, [&](std::uint32_t region) {
    const auto row = table.row(region);
    double* const to = made.data() + std::size_t{region} * table.industries;
    for (std::size_t industry = 0; industry < row.size(); ++industry) {
      const double everywhere = sums.industry[industry] / sums.all;
      const double value =
          (row[industry] + shrinkage * everywhere) / (sums.region[region] + shrinkage) / everywhere;
      to[industry] =
          sums.region[region] > 0 && everywhere > 0 ? value : std::numeric_limits<double>::quiet_NaN();
    }
  });
  return made;
}

Specialisation::Specialisation(const std::vector<double>& quotients, std::uint32_t regions,
                               std::uint32_t industries, double threshold)
    : words_((regions + std::size_t{63}) / 64),
      bits_(words_ * industries),
      diversity_(regions),
      ubiquity_(industries) {
  GRONO_INVARIANT(quotients.size() == std::size_t{regions} * industries);
  for (std::size_t region = 0; region < regions; ++region)
    for (std::size_t industry = 0; industry < industries; ++industry)
      if (quotients[region * industries + industry] >= threshold) {
        bits_[industry * words_ + region / 64] |= std::uint64_t{1} << (region % 64);
        ++diversity_[region];
        ++ubiquity_[industry];
      }
}

std::uint32_t Specialisation::together(std::size_t a, std::size_t b) const {
  return shared_bits(bits_.data() + a * words_, bits_.data() + b * words_, words_);
}

}  // namespace grono::mapping
