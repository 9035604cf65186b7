#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "meetings/problem.hpp"

namespace grono::meetings {

/// A meeting in a schedule.
struct Meeting {
  Participant a = 0, b = 0;  ///< a < b
  Slot slot = 0;
  std::uint32_t table = 0;  ///< below the number of tables of the slot
  Basis basis = Basis::none;
  double interest = 0;
  bool is_fixed = false;

  bool operator==(const Meeting&) const = default;
};

/// Why a wish is not met.
enum class Hindrance : std::uint8_t {
  never_together,  ///< in no slot are both there and a table too
  outweighed       ///< its place would cost the schedule more than it gives
};
struct Unmet {
  Participant from = 0, to = 0;
  Hindrance why = Hindrance::outweighed;
};

struct Schedule {
  std::vector<Meeting> meetings;  ///< by slot, then table
  double value = 0;               ///< see `value_of`
  double bound = 0;               ///< no schedule has a greater value
  double greedy = 0;              ///< value of the greedy choice, for comparison
  std::vector<Unmet> unmet;       ///< wishes without a meeting, in the order of the wishes
};

struct Effort {
  std::uint64_t seed = 1;
  std::uint64_t moves = 0;          ///< tries of the search; 0 = by the size of the problem
  std::uint32_t bound_steps = 300;  ///< of the upper bound
};

/// What a schedule is worth: half the sum, over participants and their meetings ordered by interest, of
/// interest x rank weight. With fairness 0 this is the sum of the interests of all meetings.
/// @note  O(meetings x log)
[[nodiscard]] double value_of(const Problem& problem, std::span<const Meeting> meetings);

/// Chooses meetings, slots and tables so that the value is great: greedy choice with chains, then search (see
/// `improve`), with a bound beside it that says how far from the best it can be at most. Which meetings are
/// held is a b-matching, and when is a colouring of its edges with lists of colours; the second makes it
/// NP-hard (Holyer 1981), so the best is not promised. Nobody there, no table, no wish: a schedule without
/// meetings, or with the fixed ones alone.
///
/// @return  the same for the same problem and effort
/// @throws  InvalidInput  as `check`
/// @note    500 participants in 30 slots: seconds. O(pairs x log + moves x meetings of a participant + bound)
[[nodiscard]] Schedule make_schedule(const Problem& problem, const Effort& effort = {});

}  // namespace grono::meetings
