#pragma once

#include <cstdint>
#include <vector>

#include "mapping/region_table.hpp"

namespace grono::mapping {

/// Location quotients: a region's share of an industry over everybody's share of it.
///
/// LQ_ir = (e_ir / e_.r) / (e_i. / e_..), no unit, 1 = as everywhere. With `shrinkage` m > 0 the region's
/// share is drawn towards everybody's, as by m employees of the average region: ((e_ir + m e_i./e_..) / (e_.r
/// + m)) / (e_i. / e_..), so that a handful of people in a small region is no specialisation.
///
/// @param shrinkage  in the table's unit, >= 0
/// @return  regions x industries, row-major; NaN where the cell is not known or a total is 0
/// @throws  InvalidInput  as RegionTable::require_valid; a shrinkage below 0
/// @note    O(cells), parallel
/// @source  Florence (1939); shrinkage: the mean of a Dirichlet posterior with prior weight m, as in Gelman
/// et al. (2013), 3.4
[[nodiscard]] std::vector<double> location_quotients(const RegionTable& table, double shrinkage = 0);

/// (LQ - 1) / (LQ + 1): -1 = none, 0 = as everywhere, towards 1 = only here.
/// @source  Laursen (2015), Eurasian Business Review 5(1)
[[nodiscard]] inline double symmetric(double quotient) noexcept {
  return (quotient - 1) / (quotient + 1);
}

/// Which regions are specialised in which industries: LQ >= a threshold, as bits.
class Specialisation {
 public:
  /// @param quotients  regions x industries, row-major; NaN = not specialised
  Specialisation(const std::vector<double>& quotients, std::uint32_t regions, std::uint32_t industries,
                 double threshold = 1);

  [[nodiscard]] std::uint32_t regions() const noexcept {
    return static_cast<std::uint32_t>(diversity_.size());
  }
  [[nodiscard]] std::uint32_t industries() const noexcept {
    return static_cast<std::uint32_t>(ubiquity_.size());
  }
  [[nodiscard]] bool has(std::size_t region, std::size_t industry) const {
    return (bits_[industry * words_ + region / 64] >> (region % 64) & 1U) != 0;
  }
  /// Regions in groups of 64, the last may be smaller.
  [[nodiscard]] std::size_t words() const noexcept { return words_; }
  /// Which regions of a group are specialised in an industry: bit b is region 64 word + b.
  [[nodiscard]] std::uint64_t word(std::size_t industry, std::size_t word) const {
    return bits_[industry * words_ + word];
  }
  /// Industries that a region is specialised in.
  [[nodiscard]] const std::vector<std::uint32_t>& diversity() const noexcept { return diversity_; }
  /// Regions that are specialised in an industry.
  [[nodiscard]] const std::vector<std::uint32_t>& ubiquity() const noexcept { return ubiquity_; }
  /// Regions specialised in both. @note  O(regions / 64)
  [[nodiscard]] std::uint32_t together(std::size_t a, std::size_t b) const;

 private:
  std::size_t words_;
  std::vector<std::uint64_t> bits_;  // industry by industry, one bit for each region
  std::vector<std::uint32_t> diversity_, ubiquity_;
};

}  // namespace grono::mapping
