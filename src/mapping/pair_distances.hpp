#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mapping/points.hpp"

namespace grono::mapping {

/// Sites laid out for the counting of pair distances: ordered so that neighbours in memory are neighbours in
/// space, as floats about their middle (a site moves by less than 1e-7 of the whole's extent).
class PairSites {
 public:
  explicit PairSites(const Points& sites);

  [[nodiscard]] std::size_t size() const noexcept { return order_.size(); }
  /// Number, in the order of space, of a site of the input.
  [[nodiscard]] std::uint32_t place_of(std::uint32_t site) const { return place_of_[site]; }

  /// Some of the sites, ready to be counted; used again and again by one thread.
  struct Chosen {
    std::vector<float> x, y, z;
    std::vector<double> weight;  ///< empty = 1 each
  };
  /// @param places  ascending numbers in the order of space
  void choose(std::span<const std::uint32_t> places, Chosen& chosen) const;

  [[nodiscard]] bool on_earth() const noexcept { return on_earth_; }

 private:
  std::vector<std::uint32_t> order_, place_of_;
  std::vector<float> x_, y_, z_;  // in the order of space
  bool on_earth_ = false;
};

/// Counts (or sums the weights of) the pairs of the chosen sites by the straight distance between them: bin b
/// has those from b to b + 1 times `width_m`; what is farther than the last bin is left out.
/// @param counts  one for each bin; is set to 0 first
/// @note  O(pairs in reach); tiles of sites farther apart than the last bin are passed over whole
void count_pairs(const PairSites::Chosen& chosen, double width_m, std::vector<double>& counts);

/// The same in double precision and to second order: a pair's weight is spread over the two nearest of the
/// distances 0, `width_m`, 2 `width_m`, … so that their mean is its own. What is farther than the last is
/// left out.
/// @param rows     of the points; @param weights  in the order of rows; empty = 1 each
/// @param nodes    how many distances, >= 2
/// @return  one sum for each; the same for any number of threads
/// @note  O(rows^2) whatever the reach, parallel; a few vectors of `nodes` a thread
[[nodiscard]] std::vector<double> spread_pairs(const Points& points, std::span<const std::uint32_t> rows,
                                               std::span<const double> weights, double width_m,
                                               std::size_t nodes);

}  // namespace grono::mapping
