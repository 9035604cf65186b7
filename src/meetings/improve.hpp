#pragma once

#include <cstdint>

#include "meetings/timetable.hpp"

namespace grono::meetings {

/// Adds meetings, the greatest gain first, wherever there is room or a chain makes it, until none can be
/// added. This is the greedy choice that `improve` begins with.
/// @note  O(pairs x (log pairs + chains))
void fill(Timetable& timetable);

/// Looks for a schedule of greater value, by annealing: a pair takes a slot, or another one; those it drives
/// out look for another, and what is worse in sum stays with a chance that falls to nothing. Three rounds,
/// each from the best so far and ended with `fill`; never worse than before.
/// @param moves  how many tries; each O(meetings of a participant)
/// @source  Kirkpatrick, Gelatt, Vecchi (1983), Science 220
void improve(Timetable& timetable, std::uint64_t seed, std::uint64_t moves);

}  // namespace grono::meetings
