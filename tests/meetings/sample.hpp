#pragma once

#include <algorithm>
#include <functional>
#include <random>
#include <set>
#include <utility>

#include <gtest/gtest.h>

#include "meetings/schedule.hpp"

/// Problems, what is right about a schedule, and the best schedule by trying all: written apart from
/// src/meetings.
namespace grono::meetings::sample {

/// Numbers below a bound, by a seed.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : random_(seed) {}
  std::uint32_t operator()(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }

 private:
  std::mt19937 random_;
};

struct Size {
  Participant participants = 4;
  Slot slots = 3;
  std::uint32_t tables = 2;
  std::size_t wishes = 6, recommendations = 2;
  double attendance = 0.8;  ///< share of slots in which a participant is there
};

inline SlotSet all_slots(Slot slots) {
  SlotSet made;
  for (Slot slot = 0; slot < slots; ++slot) made.add(slot);
  return made;
}

/// Everybody there in all slots, nobody wishes anything.
inline Problem quiet(Participant participants, Slot slots, std::uint32_t tables) {
  Problem made;
  made.participants.assign(participants, {all_slots(slots), kMostSlots});
  made.tables.assign(slots, tables);
  return made;
}

inline Problem random_problem(const Size& size, std::uint32_t seed) {
  Dice random(seed);
  Problem made = quiet(size.participants, size.slots, size.tables);
  for (Attendance& each : made.participants)
    for (Slot slot = 0; slot < size.slots; ++slot)
      if (random(1000) >= size.attendance * 1000) each.available.remove(slot);
  if (random(4) == 0) made.participants[0].most_meetings = 1;
  if (random(4) == 0) made.tables[0] = random(2);
  std::set<std::pair<Participant, Participant>> wished, recommended;
  for (std::size_t i = 0; i < size.wishes; ++i) {
    const Participant from = random(size.participants), to = random(size.participants);
    if (from != to && wished.insert({from, to}).second)
      made.wishes.push_back({from, to, (1 + random(3)) / 3.0});
  }
  for (std::size_t i = 0; i < size.recommendations; ++i) {
    const Participant a = random(size.participants), b = random(size.participants);
    if (a != b && recommended.insert(std::minmax(a, b)).second)
      made.recommendations.push_back({a, b, (1 + random(10)) / 10.0});
  }
  return made;
}

/// Nobody in two places or away, tables and allowances kept, fixed meetings held, no two meet twice.
inline void expect_valid(const Problem& problem, const std::vector<Meeting>& meetings) {
  std::set<std::pair<Participant, Slot>> busy;
  std::set<std::pair<Slot, std::uint32_t>> tables;
  std::set<std::pair<Participant, Participant>> pairs;
  std::vector<std::uint32_t> count(problem.participants.size());
  for (const Meeting& meeting : meetings) {
    ASSERT_LT(meeting.a, meeting.b);
    ASSERT_LT(meeting.b, problem.participants.size());
    ASSERT_LT(meeting.slot, problem.tables.size());
    EXPECT_LT(meeting.table, problem.tables[meeting.slot]);
    EXPECT_TRUE(tables.insert({meeting.slot, meeting.table}).second) << "two at one table";
    EXPECT_TRUE(pairs.insert({meeting.a, meeting.b}).second) << "two meet twice";
    for (const Participant who : {meeting.a, meeting.b}) {
      EXPECT_TRUE(problem.participants[who].available.has(meeting.slot)) << who << " is away";
      EXPECT_TRUE(busy.insert({who, meeting.slot}).second) << who << " is in two places";
      EXPECT_LE(++count[who], problem.participants[who].most_meetings);
    }
  }
  for (const FixedMeeting& fixed : problem.fixed) {
    const auto [a, b] = std::minmax(fixed.a, fixed.b);
    EXPECT_TRUE(std::any_of(meetings.begin(), meetings.end(), [&, first = a, second = b](const Meeting& m) {
      return m.a == first && m.b == second && m.slot == fixed.slot && m.is_fixed;
    })) << "a fixed meeting is not held";
  }
}

/// Calls `take` with every schedule of the pairs (tables aside), by trying every slot for each.
inline void each_schedule(const Problem& problem, const std::vector<Pair>& pairs,
                          const std::function<void(const std::vector<Meeting>&)>& take) {
  std::vector<Meeting> held;
  std::set<std::pair<Participant, Slot>> busy;
  std::vector<std::uint32_t> count(problem.participants.size()), taken(problem.tables.size());
  const std::function<void(std::size_t)> go_on = [&](std::size_t number) {
    if (number == pairs.size()) return take(held);
    const auto& [a, b, interest, basis, fixed] = pairs[number];
    if (!fixed) go_on(number + 1);
    for (Slot slot = 0; slot < problem.tables.size(); ++slot) {
      if (fixed && *fixed != slot) continue;
      if (!problem.participants[a].available.has(slot) || !problem.participants[b].available.has(slot) ||
          busy.contains({a, slot}) || busy.contains({b, slot}) || taken[slot] == problem.tables[slot] ||
          count[a] == problem.participants[a].most_meetings ||
          count[b] == problem.participants[b].most_meetings)
        continue;
      busy.insert({a, slot}), busy.insert({b, slot}), ++count[a], ++count[b], ++taken[slot];
      held.push_back({a, b, slot, 0, basis, interest, fixed.has_value()});
      go_on(number + 1);
      held.pop_back();
      busy.erase({a, slot}), busy.erase({b, slot}), --count[a], --count[b], --taken[slot];
    }
  };
  go_on(0);
}

/// The value by its definition, in words of its own.
inline double defined_value(const Problem& problem, const std::vector<Meeting>& meetings) {
  double sum = 0;
  for (Participant who = 0; who < problem.participants.size(); ++who) {
    std::vector<double> own;
    for (const Meeting& meeting : meetings)
      if (meeting.a == who || meeting.b == who) own.push_back(meeting.interest);
    std::sort(own.rbegin(), own.rend());
    for (std::size_t rank = 0; rank < own.size(); ++rank)
      sum += own[rank] / (1 + problem.weights.fairness * static_cast<double>(rank)) / 2;
  }
  return sum;
}

inline double best_value(const Problem& problem) {
  double best = 0;
  each_schedule(problem, interests(problem), [&](const std::vector<Meeting>& meetings) {
    best = std::max(best, defined_value(problem, meetings));
  });
  return best;
}

}  // namespace grono::meetings::sample
