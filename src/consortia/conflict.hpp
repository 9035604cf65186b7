#pragma once

#include <optional>
#include <string>
#include <vector>

#include "consortia/instance.hpp"
#include "consortia/mip.hpp"

/// Why an opportunity can't be met, and who would mend it.
namespace grono::consortia {

/// A candidate who isn't there, and with whom everything could be met. What is left open doesn't matter.
struct Newcomer {
  std::vector<Number> requirements;  ///< competence requirements it has to meet
  std::string kind;                  ///< empty = any
  std::optional<Size> size;
  bool from_another_country = false;  ///< one from which none of the others comes
  Money budget;                       ///< that it takes in the consortium found
};

struct Conflict {
  std::vector<std::size_t>
      requirements;  ///< of `Instance::requirements`: all of them can't be met together, in order
  bool is_smallest =
      false;  ///< no fewer requirements are in conflict; else only: each of these is needed for this one
  /// The fewest newcomers, with as little asked of them as possible, with whom all requirements can be met;
  /// empty where up to `kMostNewcomers` would not do.
  std::vector<Newcomer> newcomers;
};
inline constexpr int kMostNewcomers = 3;

/// Finds a smallest set of requirements that no set of partners meets together.
///
/// By hitting sets: what has to be given up so that the rest can be met is found again and again; a smallest
/// conflict is a smallest set that touches each of these and can't be met itself. Half of the time is for
/// that; if it doesn't do, requirements are left out one by one while the rest can't be met, which gives a
/// conflict of which each part is needed, but perhaps not a smallest one.
/// @return  none where everything can be met, or time was up
/// @throws  SolverUnavailable
/// @source  Ignatiev, Previti, Liffiton, Marques-Silva (2015), Smallest MUS Extraction with Minimal Hitting
/// Set Dualization
[[nodiscard]] std::optional<Conflict> smallest_conflict(const Instance& instance, const MipSolver& solver,
                                                        const MipLimits& limits);

}  // namespace grono::consortia
