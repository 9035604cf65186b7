#include "app/matchmaking/schedules.hpp"

#include <algorithm>
#include <set>

#include "app/clock.hpp"
#include "app/errors.hpp"
#include "app/notify.hpp"
#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "store/matchmaking_store.hpp"
#include "store/meeting_store.hpp"

namespace grono::app {
namespace {

using cluster::Matchmaking;
using cluster::MatchmakingId;
using cluster::MatchmakingParticipant;
using cluster::MatchmakingStage;
using cluster::MeetingState;
using cluster::ParticipantId;
using cluster::ParticipantState;
using cluster::PlannedMeeting;
using nlohmann::json;

std::string_view why_empty(const PlanningState& state) {
  if (!state.schedule.made_at || !state.planned().empty()) return "";
  int registered = 0;
  for (const MatchmakingParticipant& each : state.participants)
    registered += each.state == ParticipantState::registered;
  if (registered < 2) return "too_few_participants";
  const bool has_table = std::any_of(state.slots.begin(), state.slots.end(), [&](const EventSlot& each) {
    return !cluster::tables_in(state.event, state.schedule.lost, each.from).empty();
  });
  return has_table ? "no_wishes" : "no_tables";
}

PlanningState loaded(const Installation& installation, const Caller& caller, MatchmakingId event) {
  PlanningState made;
  installation.database().read(
      [&](store::Transaction& transaction) { made = planning_state(transaction, caller, event); });
  add_recommended(made, installation);
  return made;
}

void require_schedule_version(const PlanningState& state, std::int64_t version) {
  if (state.schedule.version != version) throw VersionConflict("the schedule was changed meanwhile");
}

bool is_elsewhere(const PlannedMeeting& before, const PlannedMeeting& after) {
  return before.from != after.from || before.table != after.table || before.state != after.state;
}

// What is to be written of a plan: changes are counted for calendars, and of an agenda that is out nothing
// vanishes without being cancelled.
std::vector<PlannedMeeting> with_history(const PlanningState& state, const std::vector<PlannedMeeting>& next,
                                         bool is_out, Timestamp now, std::set<ParticipantId>& affected) {
  std::map<cluster::MeetingId, PlannedMeeting> before;
  for (const PlannedMeeting& each : state.meetings) before.emplace(each.id, each);
  std::vector<PlannedMeeting> made;
  for (PlannedMeeting each : next) {
    const auto was = before.find(each.id);
    const bool is_changed = was == before.end() || is_elsewhere(was->second, each);
    if (is_changed) {
      each.updated_at = now;
      if (was != before.end()) ++each.sequence;
      affected.insert({each.a, each.b});
    }
    if (was != before.end()) before.erase(was);
    made.push_back(std::move(each));
  }
  for (auto& [id, gone] : before) {
    if (gone.state == MeetingState::planned) {
      affected.insert({gone.a, gone.b});
      if (!is_out) continue;
      gone.state = MeetingState::cancelled;
      gone.is_fixed = false;
      gone.updated_at = now;
      ++gone.sequence;
    }
    made.push_back(std::move(gone));
  }
  return made;
}

void tell_affected(store::Transaction& transaction, const PlanningState& state,
                   const std::set<ParticipantId>& affected) {
  std::vector<cluster::UserId> accounts;
  for (const MatchmakingParticipant& each : state.participants) {
    if (!affected.contains(each.id) || each.state == ParticipantState::withdrawn) continue;
    const auto people = accounts_of(transaction, each);
    accounts.insert(accounts.end(), people.begin(), people.end());
  }
  notify(transaction, {cluster::NotificationKind::agenda_changed, "matchmaking", state.event.id.str()},
         std::move(accounts));
}

// Writes the plan, with what of the participants changes with it.
void commit(const Installation& installation, const Caller& caller, PlanningState& state,
            const std::vector<PlannedMeeting>& next, std::int64_t version, bool is_made,
            const std::vector<MatchmakingParticipant>& changed = {}) {
  installation.database().write(caller.author(), now(), [&](store::Transaction& transaction) {
    Matchmaking event = find_run_matchmaking(transaction, caller, state.event.id);
    if (event.stage != state.event.stage) throw VersionConflict("the event was changed meanwhile");
    const bool is_out = cluster::has_agenda(event.stage);
    std::set<ParticipantId> affected;
    const auto all = with_history(state, next, is_out, transaction.now(), affected);
    if (is_made) state.schedule.made_at = transaction.now();
    for (MatchmakingParticipant each : changed)
      store::ParticipantStore(transaction).update(each, event.cluster);
    store::MeetingStore(transaction).save(state.schedule, version, all, event.cluster);
    if (is_made && event.stage == MatchmakingStage::wishes) {
      cluster::move(event, MatchmakingStage::scheduled, "", true);
      store::MatchmakingStore(transaction).move(event);
    } else {
      store::MatchmakingStore(transaction).refresh(event);
    }
    if (is_out) tell_affected(transaction, state, affected);
  });
}

ScheduleView read_again(const Installation& installation, const Caller& caller, MatchmakingId event) {
  ScheduleView made;
  installation.database().read(
      [&](store::Transaction& transaction) { made = read_schedule(transaction, caller, event); });
  return made;
}

/// One change by hand to the planned meetings.
class HandChange {
 public:
  HandChange(PlanningState& state, const json& body)
      : state_(state), reader_(body, ""), planned_(state.planned()) {}

  [[nodiscard]] std::vector<PlannedMeeting> made() {
    const std::string act = reader_.required("act", reader_.text("act"));
    if (act == "place")
      place();
    else if (act == "move")
      move();
    else if (act == "lock" || act == "unlock")
      lock(act == "lock");
    else if (act == "remove")
      planned_.erase(chosen());
    else if (act == "ban" || act == "allow")
      ban(act == "ban");
    else
      throw InvalidInput("/act", "\"" + act + "\" is not one of its values",
                         "use one of: place, move, lock, unlock, remove, ban, allow");
    reader_.expect_nothing_else();
    return planned_;
  }

 private:
  using Place = std::vector<PlannedMeeting>::iterator;

  Place chosen() {
    const auto id = reader_.required("meeting", reader_.id<cluster::MeetingId>("meeting"));
    const auto found = std::find_if(planned_.begin(), planned_.end(),
                                    [&](const PlannedMeeting& each) { return each.id == id; });
    if (found == planned_.end())
      throw InvalidInput("/meeting", "is not planned", "choose one of the schedule");
    return found;
  }

  const MatchmakingParticipant& participant(std::string_view field) {
    const auto id = reader_.required(field, reader_.id<ParticipantId>(field));
    const auto number = state_.number_of(id);
    if (!number) throw InvalidInput(reader_.at(field), "does not take part", "choose somebody of the list");
    return state_.participants[*number];
  }

  // Slot and table as they are told; without a table the first that is free.
  void set_place(PlannedMeeting& meeting, const std::vector<PlannedMeeting>& others) {
    const auto from = reader_.required("slot", reader_.moment("slot"));
    const auto slot = std::find_if(state_.slots.begin(), state_.slots.end(),
                                   [&](const EventSlot& each) { return each.from == from; });
    if (slot == state_.slots.end())
      throw InvalidInput("/slot", "is no slot of the event", "choose one of them");
    meeting.from = slot->from;
    meeting.to = slot->to;
    if (const auto table = reader_.small_integer("table")) {
      meeting.table = *table;
      return;
    }
    for (const int table : cluster::tables_in(state_.event, state_.schedule.lost, meeting.from))
      if (std::none_of(others.begin(), others.end(), [&](const PlannedMeeting& each) {
            return each.from == meeting.from && each.table == table;
          })) {
        meeting.table = table;
        return;
      }
    throw InvalidInput("/slot", "has no table left", "choose another time");
  }

  void place() {
    const MatchmakingParticipant &a = participant("a"), &b = participant("b");
    const auto pair = cluster::pair_of(a.id, b.id);
    for (const PlannedMeeting& each : planned_)
      if (cluster::ParticipantPair(each.a, each.b) == pair)
        throw InvalidInput("/b", "is met already", "move the meeting instead");
    PlannedMeeting meeting;
    for (const PlannedMeeting& each : state_.meetings)
      if (cluster::ParticipantPair(each.a, each.b) == pair) meeting = each;
    if (meeting.id.is_nil()) meeting.id = new_id<cluster::MeetingId>();
    meeting.event = state_.event.id;
    std::tie(meeting.a, meeting.b) = pair;
    meeting.state = MeetingState::planned;
    meeting.is_fixed = true;
    set_place(meeting, planned_);
    cluster::require_place(state_.event, state_.schedule, a, b, meeting, planned_);
    // By whose wish is nobody's to learn, so it is said as of whom those who run the event keep apart
    // themselves.
    if (state_.are_kept_apart(a.id, b.id))
      throw InvalidInput("/b", "can't be brought together with the other", "choose somebody else");
    planned_.push_back(std::move(meeting));
  }

  void move() {
    const Place at = chosen();
    PlannedMeeting meeting = *at;
    planned_.erase(at);
    set_place(meeting, planned_);
    const auto a = state_.number_of(meeting.a), b = state_.number_of(meeting.b);
    GRONO_INVARIANT(a && b);
    meeting.is_fixed = true;
    cluster::require_place(state_.event, state_.schedule, state_.participants[*a], state_.participants[*b],
                           meeting, planned_);
    planned_.push_back(std::move(meeting));
  }

  void lock(bool is_fixed) { chosen()->is_fixed = is_fixed; }

  void ban(bool is_banned) {
    const auto pair = cluster::pair_of(participant("a").id, participant("b").id);
    if (pair.first == pair.second) throw InvalidInput("/b", "is the same person", "choose somebody else");
    auto& bans = state_.schedule.bans;
    std::erase(bans, pair);
    if (!is_banned) return;
    bans.push_back(pair);
    std::sort(bans.begin(), bans.end());
    std::erase_if(planned_, [&](const PlannedMeeting& each) {
      return cluster::ParticipantPair(each.a, each.b) == pair;
    });
  }

  PlanningState& state_;
  cluster::JsonReader reader_;
  std::vector<PlannedMeeting> planned_;
};

struct ReplanQuestion {
  std::vector<ParticipantId> absent, returned;
  std::optional<std::vector<cluster::LostTable>> lost;
  bool adds = true;
  std::string proposal;
};

ReplanQuestion replan_question_from(const json& body) {
  cluster::JsonReader reader(body, "");
  ReplanQuestion made;
  made.absent = reader.ids<ParticipantId>("absent");
  made.returned = reader.ids<ParticipantId>("returned");
  if (const json* lost = reader.value("lost")) made.lost = cluster::lost_from_json(*lost);
  made.adds = reader.flag("adds_meetings", true);
  made.proposal = reader.text("proposal").value_or("");
  reader.expect_nothing_else();
  return made;
}

// The event as it would be. @returns  participants that change with it
std::vector<MatchmakingParticipant> suppose(PlanningState& state, const ReplanQuestion& question) {
  std::vector<MatchmakingParticipant> changed;
  const auto set = [&](const std::vector<ParticipantId>& ids, const char* field, ParticipantState to) {
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const auto number = state.number_of(ids[i]);
      if (!number)
        throw InvalidInput(std::string("/") + field + "/" + std::to_string(i), "does not take part",
                           "choose somebody of the list");
      MatchmakingParticipant& who = state.participants[*number];
      if (who.state == to) continue;
      who.state = to;
      changed.push_back(who);
    }
  };
  set(question.absent, "absent", ParticipantState::absent);
  set(question.returned, "returned", ParticipantState::registered);
  if (question.lost) {
    for (std::size_t i = 0; i < question.lost->size(); ++i)
      if (const auto& table = (*question.lost)[i].table;
          table && (*table < 0 || *table >= static_cast<int>(state.event.tables.size())))
        throw InvalidInput("/lost/" + std::to_string(i) + "/table", "is no table of the event",
                           "count them from 0");
    state.schedule.lost = *question.lost;
  }
  return changed;
}

ReplanView::Change change_of(std::string_view kind, const PlannedMeeting* before,
                             const PlannedMeeting* after) {
  const PlannedMeeting& either = before ? *before : *after;
  return {kind, either.a, either.b, before ? std::optional(*before) : std::nullopt,
          after ? std::optional(*after) : std::nullopt};
}

std::vector<ReplanView::Change> changes_between(const PlanningState& state, const ReplannedMeetings& made) {
  const auto planned = state.planned();
  std::map<cluster::ParticipantPair, const PlannedMeeting*> after;
  for (const PlannedMeeting& each : made.meetings) after[{each.a, each.b}] = &each;
  std::set<cluster::ParticipantPair> impossible;
  for (const meetings::Change& each : made.counts.changes)
    if (each.fate == meetings::Fate::impossible)
      impossible.insert(
          cluster::pair_of(state.participants[each.before.a].id, state.participants[each.before.b].id));
  std::vector<ReplanView::Change> changes;
  for (const PlannedMeeting& each : planned) {
    const cluster::ParticipantPair pair(each.a, each.b);
    const auto found = after.find(pair);
    if (found == after.end()) {
      changes.push_back(change_of(impossible.contains(pair) ? "impossible" : "dropped", &each, nullptr));
      continue;
    }
    if (found->second->from != each.from)
      changes.push_back(change_of("moved", &each, found->second));
    else if (found->second->table != each.table)
      changes.push_back(change_of("reseated", &each, found->second));
    after.erase(found);
  }
  for (const PlannedMeeting& each : made.meetings)
    if (after.contains({each.a, each.b})) changes.push_back(change_of("added", nullptr, &each));
  return changes;
}

struct Replan {
  PlanningState state;
  ReplannedMeetings made;
  ReplanView view;
  std::vector<MatchmakingParticipant> changed;
};

Replan worked_out(const Installation& installation, const Caller& caller, MatchmakingId event,
                  const ReplanQuestion& question) {
  Replan it;
  // Who they would be brought together with depends on who is there.
  installation.database().read(
      [&](store::Transaction& transaction) { it.state = planning_state(transaction, caller, event); });
  if (it.state.event.stage != MatchmakingStage::scheduled &&
      it.state.event.stage != MatchmakingStage::published)
    throw Conflict("there is no schedule that stands: have one made first");
  it.changed = suppose(it.state, question);
  add_recommended(it.state, installation);
  it.made = replanned_schedule(it.state, question.adds);
  it.view.version = it.state.schedule.version;
  it.view.changes = changes_between(it.state, it.made);
  it.view.counts = it.made.counts;
  it.view.quality = it.made.quality;
  std::set<ParticipantId> affected;
  for (const ReplanView::Change& each : it.view.changes) affected.insert({each.a, each.b});
  it.view.affected = static_cast<int>(affected.size());
  std::sort(it.changed.begin(), it.changed.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  json content = {{"version", it.view.version},
                  {"changes", to_json(std::span<const ReplanView::Change>(it.view.changes))},
                  {"lost", cluster::to_json(std::span<const cluster::LostTable>(it.state.schedule.lost))}};
  for (const MatchmakingParticipant& each : it.changed)
    content["people"].push_back({each.id.str(), cluster::name_of(each.state)});
  it.view.proposal = digest(content.dump());
  return it;
}

}  // namespace

ScheduleView read_schedule(store::Transaction& transaction, const Caller& caller, MatchmakingId event) {
  ScheduleView made;
  made.state = planning_state(transaction, caller, event);
  made.why_empty = why_empty(made.state);
  return made;
}

ScheduleView make_event_schedule(const Installation& installation, const Caller& caller, MatchmakingId event,
                                 std::int64_t version) {
  PlanningState state = loaded(installation, caller, event);
  require_schedule_version(state, version);
  if (state.event.stage != MatchmakingStage::wishes && state.event.stage != MatchmakingStage::scheduled)
    throw Conflict(
        "a schedule is made when the wishes are known, and before agendas are out: plan it anew instead");
  const auto made = made_schedule(state, state.schedule.quality);
  commit(installation, caller, state, made, version, true);
  return read_again(installation, caller, event);
}

ScheduleView change_schedule(const Installation& installation, const Caller& caller, MatchmakingId event,
                             std::int64_t version, const json& change) {
  PlanningState state = loaded(installation, caller, event);
  require_schedule_version(state, version);
  if (!cluster::is_planned(state.event.stage) || state.event.stage == MatchmakingStage::held)
    throw Conflict("the schedule can't be changed at this stage of the event");
  const auto made = HandChange(state, change).made();
  // What was recommended may be kept apart now.
  add_recommended(state, installation);
  appraise(state, made, state.schedule.quality);
  commit(installation, caller, state, made, version, false);
  return read_again(installation, caller, event);
}

ReplanView propose_replan(const Installation& installation, const Caller& caller, MatchmakingId event,
                          const json& question) {
  return worked_out(installation, caller, event, replan_question_from(question)).view;
}

ScheduleView accept_replan(const Installation& installation, const Caller& caller, MatchmakingId event,
                           std::int64_t version, const json& body) {
  const ReplanQuestion question = replan_question_from(body);
  Replan it = worked_out(installation, caller, event, question);
  require_schedule_version(it.state, version);
  if (question.proposal != it.view.proposal)
    throw VersionConflict("the plan would be another one by now: look at it again");
  it.state.schedule.quality = it.made.quality;
  commit(installation, caller, it.state, it.made.meetings, version, true, it.changed);
  return read_again(installation, caller, event);
}

}  // namespace grono::app
