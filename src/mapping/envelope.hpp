#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace grono::mapping {

/// Low and high by place of a curve; empty without draws.
struct Band {
  std::vector<double> low, high;
};

/// How chance is asked.
struct BandOptions {
  std::uint32_t draws = 1000;  ///< curves drawn at random; 0 = no bands
  double level = 0.95;         ///< share of the draws that a band holds, > 0 and < 1
  std::uint64_t seed = 1;
  /// Share 0..1 of the draws that are done; false stops. Called from any thread.
  std::function<bool(double done)> progress = {};
};

struct Bands {
  Band local, global;
  bool is_cancelled = false;  ///< by `progress`: then both are empty
};

/// Bands of curves drawn at random, draws side by side.
/// @param places    of a curve
/// @param curve_of  writes the curve of a draw; called from many threads, with the same result for the same
/// draw
/// @return  the same for any number of threads
/// @throws  InvalidInput  a level that is none
/// @note    memory of draws x places
[[nodiscard]] Bands bands_of_draws(
    const BandOptions& options, std::size_t places,
    const std::function<void(std::uint32_t draw, std::span<double> curve)>& curve_of);

/// Quantiles (1 - level) / 2 and 1 - (1 - level) / 2 of the curves at each place (R's type 7). Values that
/// are not a number are left out; where all are, so is the band.
/// @param curves  curves x places, row-major
[[nodiscard]] Band local_envelope(std::span<const double> curves, std::size_t places, double level);

/// A band that a share of all curves leaves anywhere: curves that touch the lowest or highest value at any
/// place are dropped, again and again, until no more than `level` of them are left; the band is what the rest
/// spans, moved linearly towards that of the round before so that exactly `level` is met.
/// @param curves  curves x places, row-major; a value that is not a number touches nothing
/// @source  Duranton, Overman (2005), section 3.2; the procedure as Marcon, Traissac, Puech, Lang (2015) have
/// it
[[nodiscard]] Band global_envelope(std::span<const double> curves, std::size_t places, double level);

/// How much a curve leaves the global band: above it, or below it where it is above nowhere.
/// @return  sum over places of max(value - high, 0), and of max(low - value, 0) where the first is 0; the
/// curve's unit
/// @source  Duranton, Overman (2005), eq. 6 and 7
struct Localisation {
  double localisation = 0, dispersion = 0;
};
[[nodiscard]] Localisation localisation(std::span<const double> curve, const Band& global);

}  // namespace grono::mapping
