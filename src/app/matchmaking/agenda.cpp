#include "app/matchmaking/agenda.hpp"

#include <algorithm>

#include "app/errors.hpp"
#include "app/ideas.hpp"
#include "app/projects/projects.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "store/matchmaking_store.hpp"
#include "store/meeting_store.hpp"

namespace grono::app {
namespace {

using cluster::Matchmaking;
using cluster::MatchmakingId;
using cluster::MatchmakingParticipant;
using cluster::MeetingState;
using cluster::ParticipantId;
using cluster::PlannedMeeting;

AnsweredFor find_with_agenda(store::Transaction& transaction, const Caller& caller, MatchmakingId event,
                             ParticipantId id) {
  AnsweredFor found = find_answered_for(transaction, caller, event, id);
  if (!cluster::has_agenda(found.event.stage)) throw NotFound("there is no agenda yet");
  return found;
}

ParticipantId partner_in(const PlannedMeeting& meeting, ParticipantId id) {
  return meeting.a == id ? meeting.b : meeting.a;
}

std::string table_of(const Matchmaking& event, const PlannedMeeting& meeting) {
  const auto at = static_cast<std::size_t>(meeting.table);
  return at < event.tables.size() ? event.tables[at] : "";
}

std::string place_in_words(const Matchmaking& event, const PlannedMeeting& meeting) {
  std::string made = event.place;
  for (const std::string& each : {table_of(event, meeting), event.link})
    if (!each.empty()) made += (made.empty() ? "" : ", ") + each;
  return made;
}

std::vector<exchange::CalendarEntry> calendar_entries(store::Transaction& transaction,
                                                      const Matchmaking& event, ParticipantId id,
                                                      const std::string& language) {
  store::ParticipantStore participants(transaction);
  std::map<ParticipantId, MatchmakingParticipant> known;
  for (MatchmakingParticipant& each : participants.of_event(event.id)) known[each.id] = each;
  const auto title = cluster::in_language(event.title, language);
  const std::string name = title ? std::string(title->text) : "";
  std::vector<exchange::CalendarEntry> made;
  for (const PlannedMeeting& each : store::MeetingStore(transaction).meetings_of(id)) {
    const MatchmakingParticipant& partner = known[partner_in(each, id)];
    exchange::CalendarEntry entry{
        each.id.str(),  partner.organisation_name + " – " + partner.person_name, name, {}, {},
        each.updated_at};
    entry.from = each.from;
    entry.to = each.to;
    entry.sequence = each.sequence;
    entry.is_cancelled = each.state == MeetingState::cancelled;
    entry.location = place_in_words(event, each);
    made.push_back(std::move(entry));
  }
  return made;
}

std::map<ParticipantId, std::vector<DeclaredMatch>> matches_by_partner(
    const Installation& installation, const Caller& caller, const std::vector<MatchmakingParticipant>& all,
    ParticipantId id) {
  std::map<ParticipantId, std::vector<DeclaredMatch>> made;
  const std::vector<ParticipantId> asked_for = {id};
  for (auto& [own, partners] :
       recommended_partners(installation.lemmatiser(), all, asked_for, all.size(), caller.language))
    for (RecommendedPartner& each : partners) made[each.partner] = std::move(each.matches);
  return made;
}

// What a meeting led to is something that who says so sees.
void require_leads(store::Transaction& transaction, const Caller& caller,
                   const cluster::MeetingOutcome& outcome) {
  try {
    if (outcome.idea) static_cast<void>(read_idea(transaction, caller, *outcome.idea));
  } catch (const NotFound&) {
    throw InvalidInput("/idea", "there is no such idea", "choose one that you see");
  }
  try {
    if (outcome.project) static_cast<void>(read_project(transaction, caller, *outcome.project));
  } catch (const NotFound&) {
    throw InvalidInput("/project", "there is no such project", "choose one that you see");
  }
}

}  // namespace

AgendaView read_agenda(store::Transaction& transaction, const Installation& installation,
                       const Caller& caller, MatchmakingId event, ParticipantId id) {
  const AnsweredFor found = find_with_agenda(transaction, caller, event, id);
  store::ParticipantStore participants(transaction);
  store::MeetingStore meetings(transaction);
  const auto all = participants.of_event(event);
  AgendaView made;
  made.event = found.event;
  made.participant = found.participant;
  made.slots = slots_of(found.event);
  made.is_own = found.is_own;
  std::map<ParticipantId, cluster::WishKind> wishes;
  if (found.is_own)
    for (const cluster::MeetingWish& each : participants.wishes_of(id)) wishes[each.to] = each.kind;
  auto matches = matches_by_partner(installation, caller, all, id);
  for (const PlannedMeeting& each : meetings.meetings_of(id)) {
    if (each.state != MeetingState::planned) continue;
    AgendaEntry entry;
    entry.meeting = each;
    const ParticipantId partner = partner_in(each, id);
    entry.partner = *std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == partner; });
    if (const auto wish = wishes.find(partner); wish != wishes.end()) entry.own_wish = wish->second;
    entry.matches = std::move(matches[partner]);
    if (found.is_own) entry.outcome = meetings.outcome(each.id, id);
    made.entries.push_back(std::move(entry));
  }
  return made;
}

std::string agenda_calendar(store::Transaction& transaction, const Caller& caller, MatchmakingId event,
                            ParticipantId id) {
  const AnsweredFor found = find_with_agenda(transaction, caller, event, id);
  const std::string language = caller.language.empty() ? "pl" : caller.language;
  const auto title = cluster::in_language(found.event.title, language);
  return exchange::to_icalendar(title ? std::string(title->text) : "",
                                calendar_entries(transaction, found.event, id, language));
}

void add_meetings_of_account(store::Transaction& transaction, std::vector<exchange::CalendarEntry>& entries,
                             cluster::UserId account, const std::string& language) {
  for (const MatchmakingParticipant& each : store::ParticipantStore(transaction).of_account(account)) {
    const auto event = store::MatchmakingStore(transaction).find(each.event);
    if (!event ||
        (!cluster::has_agenda(event->stage) && event->stage != cluster::MatchmakingStage::cancelled))
      continue;
    auto made = calendar_entries(transaction, *event, each.id, language);
    // A schedule that never was out is nobody's to learn of by its being cancelled.
    if (!cluster::has_agenda(event->stage))
      std::erase_if(made, [](const auto& entry) { return !entry.is_cancelled; });
    entries.insert(entries.end(), std::make_move_iterator(made.begin()), std::make_move_iterator(made.end()));
  }
}

cluster::MeetingOutcome say_outcome(store::Transaction& transaction, const Caller& caller,
                                    MatchmakingId event, ParticipantId id, cluster::MeetingId meeting_id,
                                    std::int64_t version, const nlohmann::json& body) {
  const AnsweredFor found = find_with_agenda(transaction, caller, event, id);
  store::MeetingStore meetings(transaction);
  const auto meeting = meetings.find(meeting_id);
  if (!found.is_own || !meeting || (meeting->a != id && meeting->b != id) ||
      meeting->state != MeetingState::planned)
    throw NotFound("there is no such meeting");
  if (found.event.stage == cluster::MatchmakingStage::closed)
    throw Conflict("the event is over: nothing can be changed in it any more");
  if (meeting->from > transaction.now())
    throw Conflict("the meeting has not begun yet: say afterwards how it went");
  cluster::MeetingOutcome base = meetings.outcome(meeting_id, id).value_or(cluster::MeetingOutcome{});
  base.meeting = meeting_id;
  base.by = id;
  cluster::MeetingOutcome outcome = cluster::outcome_from_json(body, std::move(base));
  require_leads(transaction, caller, outcome);
  meetings.save(outcome, version);
  return outcome;
}

cluster::OutcomeNumbers outcome_numbers(store::Transaction& transaction, const Caller& caller,
                                        MatchmakingId event) {
  static_cast<void>(find_run_matchmaking(transaction, caller, event));
  store::MeetingStore meetings(transaction);
  return cluster::numbers_of(meetings.meetings(event), meetings.outcomes(event));
}

nlohmann::json to_json(const AgendaView& view) {
  nlohmann::json entries = nlohmann::json::array(), slots = nlohmann::json::array();
  for (const EventSlot& each : view.slots)
    slots.push_back({{"from", to_string(each.from)}, {"to", to_string(each.to)}});
  for (const AgendaEntry& each : view.entries) {
    ParticipantView partner;
    partner.participant = each.partner;
    nlohmann::json one = {{"meeting", each.meeting.id.str()}, {"from", to_string(each.meeting.from)},
                          {"to", to_string(each.meeting.to)}, {"table", table_of(view.event, each.meeting)},
                          {"partner", to_json(partner)},      {"matches", to_json(each.matches)}};
    if (each.own_wish) one["own_wish"] = cluster::name_of(*each.own_wish);
    if (each.outcome) one["outcome"] = cluster::to_json(*each.outcome);
    entries.push_back(std::move(one));
  }
  ParticipantView own;
  own.participant = view.participant;
  own.is_own = view.is_own;
  return {{"event", view.event.id.str()},      {"title", view.event.title},
          {"place", view.event.place},         {"link", view.event.link},
          {"time_zone", view.event.time_zone}, {"stage", cluster::name_of(view.event.stage)},
          {"participant", to_json(own)},       {"slots", std::move(slots)},
          {"entries", std::move(entries)},     {"is_own", view.is_own}};
}

nlohmann::json to_json(const cluster::OutcomeNumbers& it) {
  nlohmann::json made = {{"meetings", it.meetings}, {"answered", it.answered},     {"held", it.held},
                         {"not_held", it.not_held}, {"follow_ups", it.follow_ups}, {"ideas", it.ideas},
                         {"projects", it.projects}, {"ratings", it.ratings}};
  if (it.mean_rating) made["mean_rating"] = *it.mean_rating;
  return made;
}

}  // namespace grono::app
