#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "mapping/envelope.hpp"
#include "mapping/points.hpp"

namespace grono::mapping {

struct KDensityOptions {
  double from_m = 0, to_m = 0, step_m = 0;  ///< where the curve is asked for: from, from + step, … up to `to`
  std::optional<double> bandwidth_m;  ///< without it, Silverman's rule over the industry's pair distances
  BandOptions bands;
};

struct KDensity {
  std::vector<double> distance_m;
  std::vector<double> value;  ///< per metre
  Bands bands;                ///< per metre
  double bandwidth_m = 0;
};

/// Density of the distances between an industry's establishments, beside that of as many drawn from all
/// sites.
///
/// Kd(d) = 1 / (h sum_{i<j} w_i w_j) * sum_{i<j} w_i w_j [f((d - d_ij) / h) + f((d + d_ij) / h)], f the
/// standard normal density: the distances are reflected at zero, so that the curve integrates to 1 from 0 on.
/// Without weights every establishment counts 1.
///
/// Null model: the industry's establishments (with their weights) stand at sites drawn at random, without
/// replacement, from all sites (Duranton and Overman's counterfactual). Local band: the draws' quantiles at
/// each distance. Global band: see `global_envelope`. Bandwidth: Silverman (1986), eq. 3.31, over the
/// distances of the industry's pairs, h = 0.9 min(sd, IQR / 1.34) n^(-1/5), n the number of pairs; the same
/// for every draw.
///
/// The curve of an industry of up to 14,000 establishments is that of the formula to 1e-6 of its peak (its
/// distances are spread over nodes of h / 1024). Those of the draws, and of larger industries, are counted in
/// bins of h / 64 (h / 512 for fewer than a million pairs), each at its middle: a value differs by about 1e-5
/// of the peak. Distances beyond 6 h count nothing, less than 2e-8 of it.
///
/// @param sites     every site, the industry's among them
/// @param industry  numbers of the industry's sites, each once; at least 2
/// @param weights   of the industry's establishments, in the order of `industry`; empty = 1 each
/// @return  the same for any number of threads
/// @throws  InvalidInput  fewer than 2 establishments, weights that are no weights or all 0, a range or step
/// that is
///                        none, all distances 0 without a bandwidth given,
///                        or a bandwidth below an 8,000th of the range
/// @note    O(draws x pairs within to + 6 h) distances, no memory quadratic in anything; draws side by side
/// @source  Duranton, Overman (2005), Review of Economic Studies 72(4), eq. 1 to 5
[[nodiscard]] KDensity k_density(const Points& sites, std::span<const std::uint32_t> industry,
                                 std::span<const double> weights, const KDensityOptions& options);

}  // namespace grono::mapping
