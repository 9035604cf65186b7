#include <cmath>
#include <map>
#include <set>

#include "app/matchmaking/schedules.hpp"
#include "cluster/names.hpp"

// Schedules and proposals as the API gives them.
namespace grono::app {
namespace {

using cluster::MatchmakingParticipant;
using cluster::ParticipantId;
using cluster::ParticipantState;
using cluster::PlannedMeeting;
using nlohmann::json;

json place_of(const PlannedMeeting& meeting) {
  return {{"slot", to_string(meeting.from)}, {"table", meeting.table}};
}

json quality_json(const cluster::ScheduleQuality& quality) {
  json made = cluster::stored(quality);
  // Rounded down: it is a promise.
  made["share"] = quality.bound > 0 ? std::floor(1e4 * quality.value / quality.bound) / 1e4 : 1.0;
  return made;
}

}  // namespace

json to_json(std::span<const ReplanView::Change> changes) {
  json made = json::array();
  for (const ReplanView::Change& each : changes) {
    json one = {{"kind", each.kind}, {"a", each.a.str()}, {"b", each.b.str()}};
    if (each.before) one["before"] = place_of(*each.before);
    if (each.after) one["after"] = place_of(*each.after);
    made.push_back(std::move(one));
  }
  return made;
}

json to_json(const ScheduleView& view) {
  const PlanningState& state = view.state;
  json meetings = json::array(), people = json::array(), slots = json::array(), bans = json::array();
  std::map<ParticipantId, int> held, wished, met;
  std::set<cluster::ParticipantPair> pairs;
  for (const PlannedMeeting& each : state.planned()) {
    ++held[each.a], ++held[each.b];
    pairs.emplace(each.a, each.b);
    meetings.push_back({{"id", each.id.str()},
                        {"a", each.a.str()},
                        {"b", each.b.str()},
                        {"from", to_string(each.from)},
                        {"to", to_string(each.to)},
                        {"table", each.table},
                        {"is_fixed", each.is_fixed}});
  }
  for (const cluster::MeetingWish& each : state.wishes) {
    if (each.kind == cluster::WishKind::avoid) continue;
    ++wished[each.from];
    met[each.from] += pairs.contains(cluster::pair_of(each.from, each.to));
  }
  for (const MatchmakingParticipant& each : state.participants) {
    if (each.state == ParticipantState::withdrawn && held[each.id] == 0) continue;
    json away = json::array();
    for (const Timestamp moment : each.away) away.push_back(to_string(moment));
    people.push_back({{"participant", each.id.str()},
                      {"person_name", each.person_name},
                      {"organisation_name", each.organisation_name},
                      {"state", cluster::name_of(each.state)},
                      {"away", std::move(away)},
                      {"meetings", held[each.id]},
                      {"wishes", wished[each.id]},
                      {"wishes_met", met[each.id]}});
  }
  for (const EventSlot& each : state.slots)
    slots.push_back({{"from", to_string(each.from)},
                     {"to", to_string(each.to)},
                     {"tables", cluster::tables_in(state.event, state.schedule.lost, each.from)}});
  for (const auto& [a, b] : state.schedule.bans) bans.push_back({{"a", a.str()}, {"b", b.str()}});
  json made = {
      {"version", state.schedule.version},
      {"stage", cluster::name_of(state.event.stage)},
      {"quality", quality_json(state.schedule.quality)},
      {"meetings", std::move(meetings)},
      {"participants", std::move(people)},
      {"slots", std::move(slots)},
      {"bans", std::move(bans)},
      {"lost", cluster::to_json(std::span<const cluster::LostTable>(state.schedule.lost))},
      {"to_replan", cluster::stranded(state.event, state.schedule, state.participants, state.meetings)}};
  if (state.schedule.made_at) made["made_at"] = to_string(*state.schedule.made_at);
  if (!view.why_empty.empty()) made["why_empty"] = view.why_empty;
  return made;
}

json to_json(const ReplanView& view) {
  const meetings::Replanned& counts = view.counts;
  return {{"version", view.version},
          {"changes", to_json(std::span<const ReplanView::Change>(view.changes))},
          {"kept", counts.kept},
          {"disturbed", counts.disturbed},
          {"most_moved", counts.most_moved},
          {"affected", view.affected},
          {"quality", quality_json(view.quality)},
          {"proposal", view.proposal}};
}

}  // namespace grono::app
