#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "meetings/slot_set.hpp"

/// Schedules of matchmaking meetings: who meets whom, in which slot, at which table. Formulas:
/// docs/meetings.md.
namespace grono::meetings {

using Participant = std::uint32_t;

/// Somebody who comes to the event.
struct Attendance {
  SlotSet available;                         ///< when; empty = not at all
  std::uint32_t most_meetings = kMostSlots;  ///< how many at most, as breaks are wanted too
};

/// `from` wants to meet `to`.
struct Wish {
  Participant from = 0, to = 0;
  double strength = 1;  ///< 0 < strength <= 1
};

/// The program thinks that two should meet. Symmetric.
struct Recommendation {
  Participant a = 0, b = 0;
  double score = 0;  ///< 0 < score <= 1
};

/// A meeting that takes place then, whatever anybody wishes.
struct FixedMeeting {
  Participant a = 0, b = 0;
  Slot slot = 0;
};

/// What makes a meeting worth holding, and how evenly they are given out.
struct Weights {
  double mutual = 1;          ///< on top of two wishes for one another: this times the weaker of them; >= 0
  double recommended = 0.25;  ///< a recommendation of score 1 against a wish of strength 1; 0..1
  double fairness = 0.1;  ///< how fast further meetings of one participant lose value; >= 0, 0 = not at all
};

struct Problem {
  std::vector<Attendance> participants;
  std::vector<std::uint32_t> tables;  ///< of each slot; a meeting takes one
  std::vector<Wish> wishes;
  std::vector<Recommendation> recommendations;
  std::vector<FixedMeeting> fixed;
  Weights weights;
};

/// @throws InvalidInput  something is out of range, names a participant or slot that is none or itself, or
/// comes twice;
///                       fixed meetings clash, need more tables than there are, or somebody who is not there
///                       then. `where` is as "wishes/3", counted from 0
/// @note   O(size of the problem x log)
void check(const Problem& problem);

/// How two came to be considered.
enum class Basis : std::uint8_t { mutual, one_sided, recommended, none };

/// Two participants and what their meeting is worth.
struct Pair {
  Participant a = 0, b = 0;  ///< a < b
  double interest = 0;       ///< see `interests`
  Basis basis = Basis::none;
  std::optional<Slot> fixed = {};
};

/// Every pair that somebody wishes, the program recommends or that is fixed, once; by a, then b.
///
/// interest = w_ab + w_ba + mutual x min(w_ab, w_ba) + recommended x score, with 0 for what was not said.
///
/// @pre    `check` has passed
/// @note   O(p log p), p = wishes + recommendations + fixed meetings
[[nodiscard]] std::vector<Pair> interests(const Problem& problem);

/// Slots in which two may meet.
[[nodiscard]] SlotSet common_slots(const Problem& problem, const Pair& pair);

/// How much of its interest the meeting counts that stands `rank`-th (from 0) among the meetings of a
/// participant, ordered by interest: 1 / (1 + fairness x rank). A first meeting is worth more than an
/// eleventh, so they spread.
[[nodiscard]] std::vector<double> rank_weights(double fairness, std::size_t ranks);

}  // namespace grono::meetings
