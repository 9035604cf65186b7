#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "mapping/points.hpp"

namespace grono::mapping {

struct KDensityOptions {
  double from_m = 0, to_m = 0, step_m = 0;  ///< where the curve is asked for: from, from + step, … up to `to`
  std::optional<double> bandwidth_m;  ///< without it, Silverman's rule over the industry's pair distances
  std::uint32_t draws = 1000;         ///< industries drawn at random, for the bands; 0 = no bands
  double level = 0.95;                ///< of the bands: 0.95 leaves 2.5 % of the draws below and above
  std::uint64_t seed = 1;
  std::function<bool(double done)> progress =
      {};  ///< share 0..1 of the draws; false stops. Called from any thread
};

struct KDensity {
  std::vector<double> distance_m;
  std::vector<double> value;                    ///< per metre
  std::vector<double> local_low, local_high;    ///< per metre; empty without draws
  std::vector<double> global_low, global_high;  ///< per metre; empty without draws
  double bandwidth_m = 0;
  bool is_cancelled = false;  ///< by `progress`: then there are no bands
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
/// Distances are counted in bins of h / 64 (h / 512 for fewer than a million pairs), each at its middle: a
/// value differs from that of unbinned distances by about 1e-5 of the peak. Distances beyond 6 h count
/// nothing, less than 2e-8 of it.
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

/// A band that a share of all curves leaves anywhere: curves that touch the lowest or highest value at any
/// place are dropped, again and again, until no more than `level` of them are left; the band is what the rest
/// spans, moved linearly towards that of the round before so that exactly `level` is met.
/// @param curves  curves x places, row-major
/// @return  low and high by place
/// @source  Duranton, Overman (2005), section 3.2; the procedure as Marcon, Traissac, Puech, Lang (2015) have
/// it
struct Band {
  std::vector<double> low, high;
};
[[nodiscard]] Band global_envelope(std::span<const double> curves, std::size_t places, double level);
/// Quantiles (1 - level) / 2 and 1 - (1 - level) / 2 of the curves at each place (R's type 7).
[[nodiscard]] Band local_envelope(std::span<const double> curves, std::size_t places, double level);

/// Where and how much a curve leaves the global band: excess above it, or below it where it is above nowhere.
/// @return  sum over places of max(value - high, 0), and of max(low - value, 0) where the first is 0; per
/// metre
/// @source  Duranton, Overman (2005), eq. 6 and 7
struct Localisation {
  double localisation = 0, dispersion = 0;
};
[[nodiscard]] Localisation localisation(const KDensity& curve);

}  // namespace grono::mapping
