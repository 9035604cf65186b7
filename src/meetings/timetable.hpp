#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "meetings/problem.hpp"

namespace grono::meetings {

using PairNumber = std::uint32_t;

/// A schedule while it is being made. Holds at every moment: nobody is in two places, nobody meets while away
/// or more often than allowed, no slot has more meetings than tables, no pair meets twice.
class Timetable {
 public:
  static constexpr Slot kNowhere = kMostSlots;
  static constexpr PairNumber kNobody = 0xffffffff;

  /// Nothing is held but what is fixed, which stays. @param pairs  must outlive it
  Timetable(const Problem& problem, std::span<const Pair> pairs);

  [[nodiscard]] double value() const noexcept { return value_; }
  [[nodiscard]] std::span<const Pair> pairs() const noexcept { return pairs_; }
  [[nodiscard]] Slot slot_of(PairNumber pair) const { return slot_of_[pair]; }
  [[nodiscard]] bool is_held(PairNumber pair) const { return slot_of_[pair] != kNowhere; }
  [[nodiscard]] bool is_fixed(PairNumber pair) const { return is_fixed_[pair] != 0; }
  /// Slots in which both could meet if nobody else wanted them.
  [[nodiscard]] const SlotSet& common(PairNumber pair) const { return common_[pair]; }
  [[nodiscard]] Slot slots() const noexcept { return static_cast<Slot>(slots_); }
  /// The meeting of a participant in a slot.
  [[nodiscard]] PairNumber at(Participant who, Slot slot) const { return at_[who * slots_ + slot]; }
  [[nodiscard]] bool has_table(Slot slot) const { return with_table_.has(slot); }
  [[nodiscard]] bool may_meet_more(Participant who) const { return held_[who] < most_[who]; }
  /// Slots in which the pair can be placed as things stand.
  [[nodiscard]] SlotSet open(PairNumber pair) const {
    const Pair& both = pairs_[pair];
    return free_[both.a] & free_[both.b] & with_table_;
  }
  /// Meetings held in a slot.
  [[nodiscard]] const std::vector<PairNumber>& in(Slot slot) const { return in_[slot]; }

  /// What the value would gain from holding a pair that is not held. O(meetings of its participants)
  [[nodiscard]] double gain(PairNumber pair) const;

  /// @pre  not held; the slot is in `open`, both may meet more
  void place(PairNumber pair, Slot slot);
  /// @pre  held and not fixed
  void remove(PairNumber pair);

  /// Makes room for a pair whose participants are free in different slots a and b only: along the chain of
  /// meetings that begins at one of them and is held in a and b by turns, a and b change places. Nobody loses
  /// a meeting.
  /// @return  the slot that is open for the pair then; nothing where no chain does it
  /// @note    O(free slots of one x free slots of the other x length of chains)
  /// @source  Kempe's chains of edge colouring: Vizing (1964); Misra, Gries (1992), Information Processing
  /// Letters 41(3)
  std::optional<Slot> make_room(PairNumber pair);

 private:
  [[nodiscard]] double insertion_gain(Participant who, double interest) const;
  void insert(Participant who, double interest);
  void erase(Participant who, double interest);
  bool swap_chain(Participant from, Participant other, Slot from_slot, Slot to_slot);
  bool find_chain(Participant from, Participant other, Slot from_slot, Slot to_slot);
  void move_chain(Slot a, Slot b);
  void occupy(PairNumber pair, Slot slot);
  void vacate(PairNumber pair);

  const Problem* problem_;
  std::span<const Pair> pairs_;
  std::size_t slots_;
  double value_ = 0;
  std::vector<double> weights_;              // by rank
  std::vector<Slot> slot_of_;                // by pair
  std::vector<std::uint8_t> is_fixed_;       // by pair
  std::vector<SlotSet> common_;              // by pair
  std::vector<SlotSet> free_;                // by participant: there, and in no meeting
  SlotSet with_table_;                       // slots with a table left
  std::vector<PairNumber> at_;               // participant by slot
  std::vector<std::vector<PairNumber>> in_;  // by slot
  std::vector<std::uint32_t> place_in_;      // by pair: where it stands in in_
  std::vector<std::uint32_t> held_, most_;   // by participant
  std::vector<double> interests_;            // participant by rank: of its meetings, the greatest first
  std::vector<PairNumber> chain_;
};

}  // namespace grono::meetings
