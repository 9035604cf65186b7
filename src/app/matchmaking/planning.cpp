#include "app/matchmaking/planning.hpp"

#include <algorithm>
#include <set>

#include "app/clock.hpp"
#include "app/errors.hpp"
#include "base/error.hpp"
#include "store/matchmaking_store.hpp"
#include "store/meeting_store.hpp"

namespace grono::app {
namespace {

using cluster::MatchmakingParticipant;
using cluster::MeetingState;
using cluster::MeetingWish;
using cluster::ParticipantId;
using cluster::ParticipantPair;
using cluster::ParticipantState;
using cluster::PlannedMeeting;
using cluster::WishKind;

std::optional<meetings::Slot> slot_number(const std::vector<EventSlot>& slots, Timestamp from) {
  for (std::size_t i = 0; i < slots.size(); ++i)
    if (slots[i].from == from) return static_cast<meetings::Slot>(i);
  return std::nullopt;
}

cluster::MeetingBasis basis_from(meetings::Basis basis) {
  switch (basis) {
    case meetings::Basis::mutual:
      return cluster::MeetingBasis::mutual;
    case meetings::Basis::one_sided:
      return cluster::MeetingBasis::one_sided;
    case meetings::Basis::recommended:
      return cluster::MeetingBasis::recommended;
    case meetings::Basis::none:
      break;
  }
  return cluster::MeetingBasis::none;
}

meetings::Attendance attendance_of(const PlanningState& state, const MatchmakingParticipant& who) {
  meetings::Attendance made;
  made.most_meetings = static_cast<std::uint32_t>(who.most_meetings.value_or(state.event.most_meetings));
  if (who.state != ParticipantState::registered) return made;
  for (std::size_t i = 0; i < state.slots.size(); ++i)
    if (!std::binary_search(who.away.begin(), who.away.end(), state.slots[i].from))
      made.available.add(static_cast<meetings::Slot>(i));
  return made;
}

// Fixed meetings that can still be held where they are.
void add_fixed(const PlanningState& state, meetings::Problem& problem) {
  std::vector<std::uint32_t> taken(problem.tables.size()), held(problem.participants.size());
  for (const PlannedMeeting& each : state.planned()) {
    if (!each.is_fixed || state.are_kept_apart(each.a, each.b)) continue;
    const auto slot = slot_number(state.slots, each.from);
    const auto a = state.number_of(each.a), b = state.number_of(each.b);
    if (!slot || !a || !b || !problem.participants[*a].available.has(*slot) ||
        !problem.participants[*b].available.has(*slot) || taken[*slot] >= problem.tables[*slot])
      continue;
    ++taken[*slot], ++held[*a], ++held[*b];
    problem.fixed.push_back(
        {static_cast<meetings::Participant>(*a), static_cast<meetings::Participant>(*b), *slot});
  }
  // What is fixed is held, also where somebody is allowed fewer since.
  for (std::size_t i = 0; i < held.size(); ++i)
    problem.participants[i].most_meetings = std::max(problem.participants[i].most_meetings, held[i]);
}

// Who runs the event chose that table: another meeting of the slot makes way.
void keep_fixed_tables(std::vector<PlannedMeeting>& made,
                       const std::map<ParticipantPair, PlannedMeeting>& before) {
  for (PlannedMeeting& each : made) {
    const auto was = before.find({each.a, each.b});
    if (!each.is_fixed || was == before.end() || was->second.from != each.from ||
        was->second.table == each.table)
      continue;
    const int wanted = was->second.table;
    for (PlannedMeeting& other : made)
      if (other.from == each.from && other.table == wanted) other.table = each.table;
    each.table = wanted;
  }
}

std::vector<PlannedMeeting> meetings_from(const PlanningState& state,
                                          const std::vector<meetings::Meeting>& found) {
  std::map<ParticipantPair, PlannedMeeting> before;
  for (const PlannedMeeting& each : state.meetings) before[{each.a, each.b}] = each;
  std::vector<std::vector<int>> tables;
  for (const EventSlot& slot : state.slots)
    tables.push_back(cluster::tables_in(state.event, state.schedule.lost, slot.from));
  std::vector<PlannedMeeting> made;
  for (const meetings::Meeting& each : found) {
    const ParticipantPair pair =
        cluster::pair_of(state.participants[each.a].id, state.participants[each.b].id);
    const auto was = before.find(pair);
    PlannedMeeting meeting = was == before.end() ? PlannedMeeting{} : was->second;
    if (was == before.end()) {
      meeting.id = new_id<cluster::MeetingId>();
      meeting.event = state.event.id;
      std::tie(meeting.a, meeting.b) = pair;
    }
    meeting.from = state.slots[each.slot].from;
    meeting.to = state.slots[each.slot].to;
    meeting.table = tables[each.slot][each.table];
    meeting.is_fixed = each.is_fixed && was != before.end() && was->second.is_fixed;
    meeting.state = MeetingState::planned;
    meeting.basis = basis_from(each.basis);
    meeting.interest = each.interest;
    made.push_back(std::move(meeting));
  }
  keep_fixed_tables(made, before);
  std::sort(made.begin(), made.end(), [](const PlannedMeeting& x, const PlannedMeeting& y) {
    return std::tie(x.from, x.table) < std::tie(y.from, y.table);
  });
  return made;
}

void count_wishes(const PlanningState& state, const std::vector<PlannedMeeting>& planned,
                  cluster::ScheduleQuality& quality) {
  std::set<ParticipantPair> met, wished;
  for (const PlannedMeeting& each : planned) met.emplace(each.a, each.b);
  quality.musts = quality.musts_met = quality.likes = quality.likes_met = 0;
  quality.recommended = quality.recommended_met = 0;
  const auto is_here = [&](ParticipantId id) {
    const auto number = state.number_of(id);
    return number && state.participants[*number].state == ParticipantState::registered;
  };
  for (const MeetingWish& each : state.wishes) {
    if (each.kind == WishKind::avoid || !is_here(each.from) || !is_here(each.to)) continue;
    const ParticipantPair pair = cluster::pair_of(each.from, each.to);
    wished.insert(pair);
    const bool is_met = met.contains(pair);
    if (each.kind == WishKind::must)
      ++quality.musts, quality.musts_met += is_met;
    else
      ++quality.likes, quality.likes_met += is_met;
  }
  for (const auto& [pair, score] : state.recommended)
    if (!wished.contains(pair)) ++quality.recommended, quality.recommended_met += met.contains(pair);
}

// The meetings as they are planned, by numbers; those of slots and people that the event no longer has are
// left out.
std::vector<meetings::Meeting> numbered(const PlanningState& state,
                                        const std::vector<PlannedMeeting>& planned) {
  std::vector<meetings::Meeting> made;
  for (const PlannedMeeting& each : planned) {
    const auto slot = slot_number(state.slots, each.from);
    const auto a = state.number_of(each.a), b = state.number_of(each.b);
    if (!slot || !a || !b) continue;
    const auto tables = cluster::tables_in(state.event, state.schedule.lost, each.from);
    const auto table = std::find(tables.begin(), tables.end(), each.table);
    made.push_back({static_cast<meetings::Participant>(std::min(*a, *b)),
                    static_cast<meetings::Participant>(std::max(*a, *b)), *slot,
                    static_cast<std::uint32_t>(table - tables.begin()), meetings::Basis::none, each.interest,
                    each.is_fixed});
  }
  return made;
}

}  // namespace

std::vector<PlannedMeeting> PlanningState::planned() const {
  std::vector<PlannedMeeting> made;
  for (const PlannedMeeting& each : meetings)
    if (each.state == MeetingState::planned) made.push_back(each);
  return made;
}

std::optional<std::size_t> PlanningState::number_of(ParticipantId id) const {
  const auto found =
      std::lower_bound(participants.begin(), participants.end(), id,
                       [](const MatchmakingParticipant& each, ParticipantId one) { return each.id < one; });
  if (found == participants.end() || found->id != id) return std::nullopt;
  return static_cast<std::size_t>(found - participants.begin());
}

bool PlanningState::are_kept_apart(ParticipantId a, ParticipantId b) const {
  const auto first = number_of(a), second = number_of(b);
  if (!first || !second || cluster::are_of_one_side(participants[*first], participants[*second])) return true;
  if (std::binary_search(schedule.bans.begin(), schedule.bans.end(), cluster::pair_of(a, b))) return true;
  const auto avoids = [&](ParticipantId from, ParticipantId to) {
    const auto found = std::lower_bound(wishes.begin(), wishes.end(), MeetingWish{from, to, WishKind::must});
    return found != wishes.end() && found->from == from && found->to == to && found->kind == WishKind::avoid;
  };
  return avoids(a, b) || avoids(b, a);
}

PlanningState planning_state(store::Transaction& transaction, const Caller& caller,
                             cluster::MatchmakingId id) {
  PlanningState made;
  made.event = find_run_matchmaking(transaction, caller, id);
  made.slots = slots_of(made.event);
  store::ParticipantStore participants(transaction);
  made.participants = participants.of_event(id);
  std::sort(made.participants.begin(), made.participants.end(),
            [](const MatchmakingParticipant& a, const MatchmakingParticipant& b) { return a.id < b.id; });
  made.wishes = participants.wishes_in(id);
  std::sort(made.wishes.begin(), made.wishes.end());
  store::MeetingStore meetings(transaction);
  made.schedule = meetings.schedule(id);
  made.meetings = meetings.meetings(id);
  return made;
}

void add_recommended(PlanningState& state, const Installation& installation) {
  if (state.event.recommended_percent > 0)
    state.recommended = recommended_pairs(installation.lemmatiser(), state.participants);
  std::erase_if(state.recommended,
                [&](const auto& each) { return state.are_kept_apart(each.first.first, each.first.second); });
}

meetings::Problem problem_of(const PlanningState& state) {
  meetings::Problem made;
  for (const MatchmakingParticipant& each : state.participants)
    made.participants.push_back(attendance_of(state, each));
  for (const EventSlot& each : state.slots)
    made.tables.push_back(
        static_cast<std::uint32_t>(cluster::tables_in(state.event, state.schedule.lost, each.from).size()));
  const auto number = [&](ParticipantId id) {
    return static_cast<meetings::Participant>(state.number_of(id).value());
  };
  for (const MeetingWish& each : state.wishes)
    if (each.kind != WishKind::avoid && !state.are_kept_apart(each.from, each.to))
      made.wishes.push_back({number(each.from), number(each.to), cluster::strength_of(each.kind)});
  for (const auto& [pair, score] : state.recommended)
    made.recommendations.push_back({number(pair.first), number(pair.second), score});
  made.weights.recommended = state.event.recommended_percent / 100.0;
  made.weights.fairness = state.event.fairness_percent / 100.0;
  add_fixed(state, made);
  return made;
}

std::vector<PlannedMeeting> made_schedule(const PlanningState& state, cluster::ScheduleQuality& quality) {
  const auto found = meetings::make_schedule(problem_of(state));
  auto made = meetings_from(state, found.meetings);
  quality.value = found.value;
  quality.bound = found.bound;
  quality.greedy = found.greedy;
  count_wishes(state, made, quality);
  return made;
}

ReplannedMeetings replanned_schedule(const PlanningState& state, bool adds) {
  // Who came to be kept apart since is not held to a meeting that was planned before.
  auto before = state.planned();
  std::erase_if(before, [&](const PlannedMeeting& each) { return state.are_kept_apart(each.a, each.b); });
  meetings::Replanning how;
  how.adds_meetings = adds;
  ReplannedMeetings made;
  made.counts = meetings::replan(problem_of(state), numbered(state, before), how);
  made.meetings = meetings_from(state, made.counts.schedule.meetings);
  made.quality.value = made.counts.schedule.value;
  made.quality.bound = made.counts.schedule.bound;
  made.quality.greedy = made.counts.schedule.greedy;
  count_wishes(state, made.meetings, made.quality);
  return made;
}

void appraise(const PlanningState& state, const std::vector<PlannedMeeting>& planned,
              cluster::ScheduleQuality& quality) {
  const meetings::Problem problem = problem_of(state);
  auto held = numbered(state, planned);
  std::map<std::pair<meetings::Participant, meetings::Participant>, double> worth;
  for (const meetings::Pair& each : meetings::interests(problem)) worth[{each.a, each.b}] = each.interest;
  for (meetings::Meeting& each : held) each.interest = worth[{each.a, each.b}];
  quality.value = meetings::value_of(problem, held);
  // A bound of what was asked for then: meetings put in by hand may have brought more people together than it
  // allowed for.
  quality.bound = std::max(quality.bound, quality.value);
  count_wishes(state, planned, quality);
}

}  // namespace grono::app
