#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mapping/envelope.hpp"
#include "mapping/points.hpp"

namespace grono::mapping {

struct MOptions {
  std::vector<double> radii_m;  ///< ascending, >= 0; a neighbour is at distance <= radius
  BandOptions bands;
};

struct M {
  std::vector<double> value;  ///< by radius, no unit, 1 = as everywhere; NaN where nobody has a neighbour
  std::vector<std::uint32_t> references;  ///< by radius: establishments that have a neighbour, and count
  Bands bands;
};

/// How much more of an industry there is around the establishments of an industry than everywhere, by radius.
///
/// M(r) = sum_i [ w_B(i, r) / w(i, r) ] / sum_i [ W_B / (W - w_i) ], i over the reference establishments.
/// w(i, r) is the weight of all within r of i but i itself, w_B(i, r) that of the neighbour industry; W and
/// W_B everywhere. Where the neighbours are the reference industry itself, i is left out of W_B too (W_B -
/// w_i). An i with no weight within r is left out of both sums.
///
/// Cumulative, relative to all establishments: edges need no treatment, and areas are never measured.
///
/// Null model: random labelling. Industries are dealt anew among all establishments, which keep their places
/// and weights; sums over all neighbours are shared by all draws.
///
/// @param sites       all establishments
/// @param weights     of all; empty = 1 each
/// @param reference   rows of the reference industry, each once
/// @param neighbours  rows of another industry, none of them a reference; empty = the reference industry
/// itself
/// @return  the same for any number of threads
/// @throws  InvalidInput  as `Points::require_valid`; no reference, weights that are none, radii that do not
/// ascend
/// @note    O((sites + draws x establishments) x points near the circles' lines); with draws, sites x radii
/// numbers of
///          memory
/// @source  Marcon, Puech (2010), Journal of Economic Geography 10(5), eq. 2 and 3
[[nodiscard]] M marcon_puech(const Points& sites, std::span<const double> weights,
                             std::span<const std::uint32_t> reference,
                             std::span<const std::uint32_t> neighbours, const MOptions& options);

}  // namespace grono::mapping
