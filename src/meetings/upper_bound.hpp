#pragma once

#include <cstdint>
#include <span>

#include "meetings/problem.hpp"

namespace grono::meetings {

/// A value that no schedule of the problem exceeds.
///
/// Relaxes two things: a participant may choose meetings up to the number of slots in which any of its
/// partners is free (whether they can be arranged in those slots is not asked), and both sides need not
/// agree. Disagreement is priced: a pair pays l to one side and takes it from the other, and every meeting
/// pays q for the tables of all slots together. For any prices
///
///     bound(l, q) = sum_i max over sets S of at most b_i of i's pairs
///                       [ sum over S of (interest x rank weight / 2 +- l - q / 2) ]  +  q x tables
///
/// is at least the value of every schedule (Lagrangian duality). The inner maximum is exact, by a table over
/// (pairs in the order of interest) x (how many were chosen), since ranks follow that order. Prices are
/// improved by subgradient steps.
///
/// @param pairs   of `interests`
/// @param target  value of a schedule that is known; it sets the length of the steps
/// @param steps   how many; each O(sum over participants of pairs x b_i). The bound never gets worse with
/// more
/// @return  >= every schedule's value, 0 where nobody can meet
/// @source  Held, Wolfe, Crowder (1974), Mathematical Programming 6, for the steps; Camerini, Fratta,
/// Maffioli (1975),
///          Mathematical Programming Study 3, for the direction that remembers the last one
[[nodiscard]] double upper_bound(const Problem& problem, std::span<const Pair> pairs, double target,
                                 std::uint32_t steps);

}  // namespace grono::meetings
