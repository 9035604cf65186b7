// A day of matchmaking: how long the schedule takes, what it is worth against the greedy choice without and
// with chains, and how far it is from the bound at most. 500 participants in 30 slots unless told otherwise.
#include <algorithm>
#include <random>
#include <set>

#include <benchmark/benchmark.h>

#include "meetings/replan.hpp"

namespace {

using namespace grono::meetings;

/// Wishes are uneven: some are wanted by many, and a third of all wishes answer another.
Problem event(Participant participants, Slot slots, std::uint32_t tables, double attendance,
              double fairness) {
  std::mt19937 random(5);
  const auto draw = [&](std::size_t bound) { return static_cast<std::uint32_t>(random() % bound); };
  Problem made;
  made.tables.assign(slots, tables);
  made.weights.fairness = fairness;
  made.participants.resize(participants);
  for (Attendance& each : made.participants)
    for (Slot slot = 0; slot < slots; ++slot)
      if (draw(1000) < attendance * 1000) each.available.add(slot);
  std::set<std::pair<Participant, Participant>> wished, recommended;
  std::vector<std::vector<Participant>> wanted_by(participants);
  for (Participant from = 0; from < participants; ++from)
    for (int i = 0; i < 15; ++i) {
      const double share = std::generate_canonical<double, 32>(random);
      auto to = static_cast<Participant>(share * share * participants);
      if (draw(3) == 0 && !wanted_by[from].empty()) to = wanted_by[from][draw(wanted_by[from].size())];
      if (from == to || !wished.insert({from, to}).second) continue;
      wanted_by[to].push_back(from);
      made.wishes.push_back({from, to, (1 + draw(3)) / 3.0});
    }
  for (Participant a = 0; a < participants; ++a)
    for (int i = 0; i < 20; ++i) {
      const Participant b = draw(participants);
      if (a != b && recommended.insert(std::minmax(a, b)).second)
        made.recommendations.push_back({a, b, (1 + draw(100)) / 100.0});
    }
  return made;
}

/// The greatest interest first, into the first slot that is free, and nothing else: what one would do by
/// hand.
double by_hand(const Problem& problem) {
  auto pairs = interests(problem);
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Pair& x, const Pair& y) { return x.interest > y.interest; });
  std::vector<SlotSet> free;
  for (const Attendance& each : problem.participants) free.push_back(each.available);
  auto tables = problem.tables;
  std::vector<Meeting> held;
  for (const Pair& pair : pairs)
    for (Slot slot = 0; slot < tables.size(); ++slot) {
      if (tables[slot] == 0 || !(free[pair.a] & free[pair.b]).has(slot)) continue;
      --tables[slot];
      free[pair.a].remove(slot), free[pair.b].remove(slot);
      held.push_back({pair.a, pair.b, slot, 0, pair.basis, pair.interest, false});
      break;
    }
  return value_of(problem, held);
}

void schedule(benchmark::State& state) {
  const Problem problem =
      event(static_cast<Participant>(state.range(0)), 30, static_cast<std::uint32_t>(state.range(1)),
            static_cast<double>(state.range(2)) / 100, static_cast<double>(state.range(3)) / 100);
  Schedule made;
  for (auto _ : state) made = make_schedule(problem);
  state.counters["meetings"] = static_cast<double>(made.meetings.size());
  state.counters["of_bound"] = made.value / made.bound;
  state.counters["over_by_hand"] = made.value / by_hand(problem);
  state.counters["over_greedy"] = made.value / made.greedy;
}
BENCHMARK(schedule)
    ->ArgNames({"participants", "tables", "there%", "fairness%"})
    ->Args({500, 250, 90, 10})
    ->Args({500, 100, 90, 10})
    ->Args({500, 40, 90, 10})
    ->Args({500, 250, 50, 10})
    ->Args({500, 250, 50, 0})
    ->Args({1000, 500, 90, 10})
    ->Unit(benchmark::kSecond)
    ->Iterations(1);

void replan_after_ten_fell_ill_and_a_slot_was_lost(benchmark::State& state) {
  Problem problem = event(500, 30, 100, 0.9, 0.1);
  const Schedule before = make_schedule(problem);
  for (Participant ill = 0; ill < 500; ill += 50) problem.participants[ill].available = {};
  problem.tables[4] = 0;
  Replanned made;
  for (auto _ : state) made = replan(problem, before.meetings);
  state.counters["before"] = static_cast<double>(before.meetings.size());
  state.counters["kept"] = made.kept;
  state.counters["moved"] = made.moved;
  state.counters["most_moved"] = made.most_moved;
  state.counters["dropped"] = made.dropped;
  state.counters["added"] = made.added;
  state.counters["disturbed"] = made.disturbed;
}
BENCHMARK(replan_after_ten_fell_ill_and_a_slot_was_lost)->Unit(benchmark::kSecond)->Iterations(1);

}  // namespace
