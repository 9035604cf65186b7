#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "mapping/envelope.hpp"
#include "mapping/points.hpp"

namespace grono::mapping {

/// What becomes of circles that reach beyond the window.
enum class EdgeTreatment : std::uint8_t {
  none,  ///< nothing: K is too small at long distances; the bands of random labelling have the same edges
  translation,  ///< on a plane: each pair weighs area / area of the window's overlap with itself moved by the
                ///< pair
};

/// What chance is.
enum class NullModel : std::uint8_t {
  random_labelling,             ///< as many sites drawn from all: where anybody stands is given
  complete_spatial_randomness,  ///< places drawn evenly over the window, on a plane
};

/// A rectangle along the axes, metres.
struct Window {
  double low_x = 0, high_x = 0, low_y = 0, high_y = 0;
  [[nodiscard]] double area_m2() const { return (high_x - low_x) * (high_y - low_y); }
};

struct RipleyOptions {
  std::vector<double> radii_m;  ///< ascending, >= 0; a neighbour is at distance <= radius
  Window window;                ///< on a plane; the area must be above 0
  double area_m2 = 0;           ///< on Earth, in place of the window
  EdgeTreatment edges = EdgeTreatment::none;
  NullModel null_model = NullModel::random_labelling;
  BandOptions bands;
};

struct Ripley {
  std::vector<double> k;  ///< by radius, m2: pi r^2 where points stand at random
  std::vector<double> l;  ///< by radius, metres: sqrt(K / pi), r where points stand at random
  Bands bands;            ///< of L, metres
};

/// How many more establishments of an industry stand around its establishments than an even spread would put
/// there.
///
/// K(r) = A / [n (n - 1)] sum_i sum_{j != i} e_ij 1(d_ij <= r); e_ij = 1, or with translation
/// A / [(w - |dx|) (h - |dy|)] for a window of w by h. L(r) = sqrt(K(r) / pi).
///
/// @param sites     all sites; without bands and translation only the industry's are looked at
/// @param industry  rows of the industry's, each once; at least 2
/// @return  the same for any number of threads
/// @throws  InvalidInput  as `Points::require_valid`; fewer than 2, radii that do not ascend, no area, sites
/// outside of
///                        the window, or what is only for a plane on Earth
/// @note    O(draws x industry x points near the circles' lines); with translation O(draws x pairs within the
/// longest
///          radius)
/// @source  Ripley (1976), J. Applied Probability 13; Besag (1977) for L; translation: Ohser (1983), as
/// Baddeley, Rubak,
///          Turner (2015), section 7.4.4
[[nodiscard]] Ripley ripley(const Points& sites, std::span<const std::uint32_t> industry,
                            const RipleyOptions& options);

}  // namespace grono::mapping
