#include "meetings/timetable.hpp"

#include <algorithm>
#include <functional>

#include "base/error.hpp"

namespace grono::meetings {

Timetable::Timetable(const Problem& problem, std::span<const Pair> pairs)
    : problem_(&problem),
      pairs_(pairs),
      slots_(problem.tables.size()),
      weights_(rank_weights(problem.weights.fairness, slots_ + 1)),
      slot_of_(pairs.size(), kNowhere),
      is_fixed_(pairs.size()),
      at_(problem.participants.size() * slots_, kNobody),
      in_(slots_),
      place_in_(pairs.size()),
      held_(problem.participants.size()),
      interests_(problem.participants.size() * slots_) {
  for (const Attendance& each : problem.participants) {
    free_.push_back(each.available);
    most_.push_back(each.most_meetings);
  }
  for (Slot slot = 0; slot < slots_; ++slot)
    if (problem.tables[slot] > 0) with_table_.add(slot);
  for (const Pair& pair : pairs) common_.push_back(common_slots(problem, pair));
  for (PairNumber number = 0; number < pairs.size(); ++number) {
    if (!pairs[number].fixed) continue;
    place(number, *pairs[number].fixed);
    is_fixed_[number] = 1;
  }
}

double Timetable::insertion_gain(Participant who, double interest) const {
  const double* const first = interests_.data() + who * slots_;
  const double* const last = first + held_[who];
  const double* at = std::upper_bound(first, last, interest, std::greater<>());
  auto rank = static_cast<std::size_t>(at - first);
  double sum = interest * weights_[rank];
  for (; at != last; ++at, ++rank) sum += *at * (weights_[rank + 1] - weights_[rank]);
  return sum / 2;
}

double Timetable::gain(PairNumber pair) const {
  const Pair& both = pairs_[pair];
  return insertion_gain(both.a, both.interest) + insertion_gain(both.b, both.interest);
}

void Timetable::insert(Participant who, double interest) {
  double* const first = interests_.data() + who * slots_;
  double* const last = first + held_[who]++;
  double* const at = std::upper_bound(first, last, interest, std::greater<>());
  std::copy_backward(at, last, last + 1);
  *at = interest;
}

void Timetable::erase(Participant who, double interest) {
  double* const first = interests_.data() + who * slots_;
  double* const last = first + held_[who]--;
  double* const at = std::lower_bound(first, last, interest, std::greater<>());
  std::copy(at + 1, last, at);
}

void Timetable::occupy(PairNumber pair, Slot slot) {
  const Pair& both = pairs_[pair];
  for (const Participant who : {both.a, both.b}) {
    free_[who].remove(slot);
    at_[who * slots_ + slot] = pair;
  }
  slot_of_[pair] = slot;
  place_in_[pair] = static_cast<std::uint32_t>(in_[slot].size());
  in_[slot].push_back(pair);
  if (in_[slot].size() >= problem_->tables[slot]) with_table_.remove(slot);
}

void Timetable::vacate(PairNumber pair) {
  const Pair& both = pairs_[pair];
  const Slot slot = slot_of_[pair];
  for (const Participant who : {both.a, both.b}) {
    free_[who].add(slot);
    at_[who * slots_ + slot] = kNobody;
  }
  const PairNumber last = in_[slot].back();
  in_[slot][place_in_[pair]] = last;
  place_in_[last] = place_in_[pair];
  in_[slot].pop_back();
  if (in_[slot].size() < problem_->tables[slot]) with_table_.add(slot);
  slot_of_[pair] = kNowhere;
}

void Timetable::place(PairNumber pair, Slot slot) {
  const Pair& both = pairs_[pair];
  GRONO_INVARIANT(!is_held(pair) && open(pair).has(slot) && may_meet_more(both.a) && may_meet_more(both.b));
  value_ += gain(pair);
  insert(both.a, both.interest);
  insert(both.b, both.interest);
  occupy(pair, slot);
}

void Timetable::remove(PairNumber pair) {
  const Pair& both = pairs_[pair];
  GRONO_INVARIANT(is_held(pair) && !is_fixed(pair));
  erase(both.a, both.interest);
  erase(both.b, both.interest);
  value_ -= gain(pair);
  vacate(pair);
}

std::optional<Slot> Timetable::make_room(PairNumber pair) {
  const Pair& both = pairs_[pair];
  const SlotSet at_a = free_[both.a], at_b = free_[both.b];
  std::optional<Slot> found;
  at_a.each([&](Slot a) {
    if (found || !common_[pair].has(a)) return;
    at_b.each([&](Slot b) {
      if (!found && a != b && swap_chain(both.b, both.a, a, b)) found = a;
    });
  });
  if (found) return found;
  at_b.each([&](Slot b) {
    if (found || !common_[pair].has(b)) return;
    at_a.each([&](Slot a) {
      if (!found && a != b && swap_chain(both.a, both.b, b, a)) found = b;
    });
  });
  return found;
}

/// Frees `from` in `from_slot` by moving its meeting there to `to_slot`, and so on.
bool Timetable::swap_chain(Participant from, Participant other, Slot from_slot, Slot to_slot) {
  if (!find_chain(from, other, from_slot, to_slot)) return false;
  move_chain(from_slot, to_slot);
  return true;
}

bool Timetable::find_chain(Participant from, Participant other, Slot from_slot, Slot to_slot) {
  chain_.clear();
  Participant who = from;
  Slot here = from_slot, there = to_slot;
  std::size_t arrive = 0, leave = 0;  // meetings that come to from_slot, and leave it
  for (PairNumber next = at(who, here); next != kNobody; next = at(who, here)) {
    if (is_fixed(next)) return false;
    chain_.push_back(next);
    ++(here == from_slot ? leave : arrive);
    who = pairs_[next].a == who ? pairs_[next].b : pairs_[next].a;
    // `other` is to stay free in from_slot.
    if (who == other || !problem_->participants[who].available.has(there)) return false;
    std::swap(here, there);
  }
  return in_[from_slot].size() + arrive + 1 <= problem_->tables[from_slot] + leave &&
         in_[to_slot].size() + leave <= problem_->tables[to_slot] + arrive;
}

void Timetable::move_chain(Slot a, Slot b) {
  std::vector<Slot> before;
  for (const PairNumber pair : chain_) before.push_back(slot_of_[pair]);
  for (const PairNumber pair : chain_) vacate(pair);
  for (std::size_t i = 0; i < chain_.size(); ++i) occupy(chain_[i], before[i] == a ? b : a);
}

}  // namespace grono::meetings
