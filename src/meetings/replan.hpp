#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "meetings/schedule.hpp"

namespace grono::meetings {

/// What became of a meeting of the schedule before.
enum class Fate : std::uint8_t {
  kept,        ///< same slot
  moved,       ///< another slot
  impossible,  ///< in no slot are both there any more, with a table
  dropped      ///< its place was lost and there is no other for it
};

struct Change {
  Meeting before;
  Fate fate = Fate::kept;
};

struct Replanned {
  Schedule schedule;
  std::vector<Change> changes;  ///< one for each meeting before, in their order
  std::uint32_t kept = 0, moved = 0, impossible = 0, dropped = 0;
  std::uint32_t added = 0;     ///< meetings that were not planned before
  std::uint32_t reseated = 0;  ///< kept in their slot, at another table
  /// Meetings whose slot both still have and that had to leave it all the same: the fewest there can be,
  /// since only as many leave a slot as it has lost tables, or to make way for fixed meetings.
  std::uint32_t disturbed = 0;
  /// Of meetings that lost their place, no more can get another while the others stay: moved <= this.
  std::uint32_t most_moved = 0;
};

struct Replanning {
  Effort effort;
  bool adds_meetings =
      true;  ///< gives places that became free to wishes and recommendations that were not met
};

/// Makes a schedule for what is left, so that few people have to be told. In this order:
/// 1. A meeting stays in its slot where both are still there then, even if it could be better elsewhere.
/// Where a slot has
///    fewer tables than such meetings, those leave that have another slot open, and of these those of least
///    interest; and where a fixed meeting needs the place, it goes.
/// 2. As many as possible of those that lost their place get another slot among what is free. Those that
/// stayed don't move
///    for it.
/// 3. What is free then is filled as by `make_schedule`.
/// The first is exact: no schedule that heeds the fixed meetings leaves more meetings in their slots. The
/// second is searched for, with `most_moved` as a bound; the third likewise with the bound of the schedule,
/// which is of schedules that leave what stayed and what moved where they are.
///
/// Meetings before that were held are kept even where their participants are now allowed fewer.
///
/// @param problem  as it is now: those who fell ill are available in no slot, lost slots have no tables
/// @param before   of a schedule; participants and slots by the same numbers as now
/// @throws  InvalidInput  as `check`; meetings before name a participant or slot that is none, clash, or come
/// twice:
///                        `where` is as "before/3"
/// @note    as `make_schedule`
[[nodiscard]] Replanned replan(const Problem& problem, std::span<const Meeting> before,
                               const Replanning& how = {});

}  // namespace grono::meetings
