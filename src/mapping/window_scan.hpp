#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "mapping/points.hpp"
#include "mapping/scan_statistic.hpp"

namespace grono::mapping {

/// Around which establishments discs are searched.
enum class ScanCentres : std::uint8_t {
  /// A net over all of them: of each square (on Earth: cube) of half the radius that holds any, the one that
  /// is nearest to the middle of its establishments.
  net,
  every,  ///< all of them
};

struct ScanOptions {
  std::vector<double> radii_m;  ///< of the discs, above 0, ascending
  ScanCentres centres = ScanCentres::net;
  Measure measure = Measure::establishments;
  double max_share = 0.5;       ///< of all (in the measure's unit) that a disc may hold, above 0, at most 1
  std::uint32_t min_cases = 2;  ///< establishments of the field that a disc must hold
  std::uint32_t replications = 999;  ///< 0 = no p-values
  double significance = 0.05;        ///< largest p of a disc that is told
  std::size_t most = 1000;           ///< discs that are told
  std::uint64_t seed = 1;
  std::function<bool(double done)> progress = {};  ///< share 0..1 of the work; false stops. From one thread
};

/// A disc in which the field stands denser than everybody.
struct ScanDisc {
  std::uint32_t centre = 0;  ///< row of the establishment that it is drawn around
  double radius_m = 0;
  AreaCounts establishments;        ///< in and outside of it
  AreaCounts employment;            ///< the same in weights; 0 where there are none
  double log_likelihood_ratio = 0;  ///< nats, by the measure
  LocationQuotient quotient, employment_quotient;
  double p_value = 1;  ///< over all discs of all radii; NaN without replications
};

struct WindowScan {
  std::vector<ScanDisc> discs;         ///< no two of which overlap, the strongest first
  std::vector<double> null_strongest;  ///< the strongest excess of each replication
  std::uint64_t searched = 0;          ///< discs, of all radii, that hold at most `max_share`
  bool is_cancelled = false;           ///< by `progress`: then no discs are told
};

/// Kulldorff's spatial scan statistic with circular windows: the discs in which a field stands denser than
/// everybody, and how likely chance would make the strongest of them so.
///
/// Windows: of each radius the discs around the centres that `ScanCentres` names; an establishment at
/// distance <= radius is within. All of them are counted, none is skipped by a bound that could err. With the
/// net, a disc of half the radius around any place that establishments surround lies, as a rule, within a
/// window; a disc around an establishment of 0.29 of the radius (on Earth 0.13) always does.
///
/// Null model: random labelling. As many establishments as the field has are drawn from all, without
/// replacement, with the weights they have, and the strongest excess of all windows is looked up. p =
/// (1 + draws as strong) / (1 + draws). Of overlapping discs only the strongest is told.
///
/// @param sites    all establishments
/// @param field    rows of those of the field, each once
/// @param weights  of all establishments, persons, finite and >= 0; may be empty but for Measure::employment
/// @return  the same for any number of threads and any order of the rows (but for ties between establishments
///          on one place); with weights that are no whole numbers, up to rounding. The discs told are those
///          with p <= significance, and the strongest in any case; without replications the strongest `most`
/// @throws  InvalidInput  as Points::require_valid; a row of the field twice or out of range; weights of
///                        another length or none where they are needed; options out of range; `every` centre
///                        where establishments stand in more than 4,294,967,294 discs of one radius
/// @note    What does not depend on the labels (which discs each establishment stands in) is found once for a
///          radius, in O(n); about 13 discs (on Earth 19) an establishment of the net, 4 bytes each. A
///          replication costs the discs of the establishments drawn: O(field x radii), whatever n. Radii one
///          after the other, replications side by side
/// @source  Kulldorff (1997), Communications in Statistics 26(6); secondary clusters: Kulldorff, Nagarwalla
///          (1995), Statistics in Medicine 14
[[nodiscard]] WindowScan window_scan(const Points& sites, std::span<const std::uint32_t> field,
                                     std::span<const double> weights, const ScanOptions& options);

}  // namespace grono::mapping
