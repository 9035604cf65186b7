#include "meetings/schedule.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "base/error.hpp"
#include "meetings/improve.hpp"
#include "meetings/seating.hpp"
#include "meetings/timetable.hpp"
#include "meetings/upper_bound.hpp"

namespace grono::meetings {
namespace {

/// Tries for each pair, and at most: past a million the value hardly rises.
constexpr std::uint64_t kMovesPerPair = 40, kFewestMoves = 20'000, kMostMoves = 1'000'000;

std::uint64_t moves_for(const Effort& effort, std::size_t pairs) {
  return effort.moves > 0 ? effort.moves
                          : std::clamp<std::uint64_t>(kMovesPerPair * pairs, kFewestMoves, kMostMoves);
}

std::vector<Meeting> held(const Timetable& timetable) {
  std::vector<Meeting> meetings;
  for (PairNumber number = 0; number < timetable.pairs().size(); ++number) {
    if (!timetable.is_held(number)) continue;
    const Pair& pair = timetable.pairs()[number];
    meetings.push_back(
        {pair.a, pair.b, timetable.slot_of(number), 0, pair.basis, pair.interest, pair.fixed.has_value()});
  }
  return meetings;
}

std::vector<Unmet> unmet_wishes(const Problem& problem, std::span<const Meeting> meetings) {
  std::set<std::pair<Participant, Participant>> met;
  for (const Meeting& meeting : meetings) met.insert({meeting.a, meeting.b});
  std::vector<Unmet> unmet;
  for (const Wish& wish : problem.wishes) {
    const auto [a, b] = std::minmax(wish.from, wish.to);
    if (met.contains({a, b})) continue;
    const bool is_never = common_slots(problem, {a, b, 0, Basis::none, {}}).is_empty();
    unmet.push_back({wish.from, wish.to, is_never ? Hindrance::never_together : Hindrance::outweighed});
  }
  return unmet;
}

}  // namespace

double value_of(const Problem& problem, std::span<const Meeting> meetings) {
  std::vector<std::vector<double>> interests_of(problem.participants.size());
  for (const Meeting& meeting : meetings)
    for (const Participant who : {meeting.a, meeting.b}) interests_of[who].push_back(meeting.interest);
  const auto weights = rank_weights(problem.weights.fairness, kMostSlots);
  double sum = 0;
  for (auto& each : interests_of) {
    std::sort(each.begin(), each.end(), std::greater<>());
    for (std::size_t rank = 0; rank < each.size(); ++rank) sum += each[rank] * weights[rank];
  }
  return sum / 2;
}

Schedule make_schedule(const Problem& problem, const Effort& effort) {
  check(problem);
  const auto pairs = interests(problem);
  Timetable timetable(problem, pairs);
  fill(timetable);
  Schedule made;
  made.greedy = timetable.value();
  improve(timetable, effort.seed, moves_for(effort, pairs.size()));
  made.meetings = held(timetable);
  seat(made.meetings, problem.tables, {});
  made.value = value_of(problem, made.meetings);
  // Rounding must not put the bound below what it bounds.
  made.bound = std::max(made.value, upper_bound(problem, pairs, made.value, effort.bound_steps));
  made.unmet = unmet_wishes(problem, made.meetings);
  return made;
}

}  // namespace grono::meetings
