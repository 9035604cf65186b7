#include "app/matchmaking/matchmakings.hpp"

#include <algorithm>
#include <set>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/errors.hpp"
#include "app/matchmaking/participants.hpp"
#include "app/notify.hpp"
#include "app/people.hpp"
#include "app/word_forms.hpp"
#include "base/error.hpp"
#include "cluster/matchmaking/meeting.hpp"
#include "cluster/names.hpp"
#include "store/cluster_store.hpp"
#include "store/matchmaking_store.hpp"
#include "store/meeting_store.hpp"
#include "store/organisation_store.hpp"
#include "store/ties.hpp"
#include "store/user_store.hpp"

namespace grono::app {
namespace {

using cluster::Matchmaking;
using cluster::MatchmakingId;
using cluster::MatchmakingParticipant;
using cluster::MatchmakingStage;
using cluster::ParticipantState;
using cluster::Permission;

constexpr int kMostTold = 5'000;

[[noreturn]] void no_such_event() {
  throw NotFound("there is no such event");
}

bool sees_event(store::Transaction& transaction, const Caller& caller, const Matchmaking& event) {
  // The answer without the participants is enough for most.
  if (cluster::is_among(caller.actor, cluster::viewers(event, {}))) return true;
  if (event.stage == MatchmakingStage::draft) return false;
  for (const MatchmakingParticipant& each : store::ParticipantStore(transaction).of_event(event.id))
    if (cluster::answers_for(caller.actor, each) ||
        (each.organisation &&
         cluster::is_among(caller.actor, std::vector{cluster::Audience{cluster::Audience::Kind::people_of,
                                                                       each.organisation->uuid}})))
      return true;
  return false;
}

std::string search_words_of_event(const Matchmaking& event, const Installation& installation) {
  WordForms forms(*installation.lemmatiser());
  forms.add(event.title);
  forms.add(event.description);
  forms.add(event.place, "");
  return forms.joined();
}

void require_clusters(store::Transaction& transaction, const Matchmaking& event) {
  store::ClusterStore clusters(transaction);
  for (std::size_t i = 0; i < event.clusters.size(); ++i)
    if (!clusters.find(event.clusters[i]))
      throw InvalidInput("/clusters/" + std::to_string(i), "there is no such cluster",
                         "choose one of the list");
}

int stranded_meetings(store::Transaction& transaction, const Matchmaking& event,
                      const std::vector<MatchmakingParticipant>& participants) {
  if (event.stage != MatchmakingStage::scheduled && event.stage != MatchmakingStage::published) return 0;
  store::MeetingStore meetings(transaction);
  return cluster::stranded(event, meetings.schedule(event.id), participants, meetings.meetings(event.id));
}

MatchmakingView view_of_event(store::Transaction& transaction, const Caller& caller, Matchmaking event,
                              bool is_whole = true) {
  MatchmakingView made;
  made.slots = slots_of(event);
  const auto participants = store::ParticipantStore(transaction).of_event(event.id);
  const bool is_run = runs(caller, event);
  std::set<std::string> organisations;
  bool is_in = false;
  for (const MatchmakingParticipant& each : participants) {
    if (each.state == ParticipantState::registered) {
      ++made.participants;
      organisations.insert(each.organisation ? each.organisation->str() : each.organisation_name);
    }
    if (!cluster::answers_for(caller.actor, each)) continue;
    is_in = is_in || each.state != ParticipantState::withdrawn;
    if (is_whole) made.own.push_back(view_of_participant(transaction, caller, event, each));
  }
  made.organisations = static_cast<int>(organisations.size());
  if (is_run) {
    made.may = {"manage"};
    made.schedule_version = store::MeetingStore(transaction).schedule(event.id).version;
    if (is_whole) made.to_replan = stranded_meetings(transaction, event, participants);
  }
  if (is_whole) {
    made.organisation_choices = registrable(transaction, caller, event);
    store::ClusterStore clusters(transaction);
    for (const cluster::ClusterId& each : event.clusters) {
      const auto found = clusters.find(each);
      const auto name = found ? cluster::in_language(found->name, caller.language) : std::nullopt;
      made.cluster_names.push_back(name ? std::string(name->text) : "");
    }
  }
  if (!made.organisation_choices.empty() && is_registration_open(event, transaction.now()))
    made.may.push_back("register");
  if (is_run || is_in) made.may.push_back("list_participants");
  made.event = std::move(event);
  return made;
}

// Who hears of it when an event moves on.
std::vector<cluster::UserId> concerned(store::Transaction& transaction, const Matchmaking& event) {
  std::vector<cluster::UserId> made;
  if (event.stage == MatchmakingStage::registration) {
    std::vector<cluster::Audience> groups = {{cluster::Audience::Kind::members_of, event.cluster.uuid}};
    for (const cluster::ClusterId& each : event.clusters)
      groups.push_back({cluster::Audience::Kind::members_of, each.uuid});
    for (const store::User& user : store::UserStore(transaction).of_groups(groups, "", kMostTold))
      made.push_back(user.id);
    return made;
  }
  for (const MatchmakingParticipant& each : store::ParticipantStore(transaction).of_event(event.id)) {
    if (each.state == ParticipantState::withdrawn) continue;
    const auto accounts = accounts_of(transaction, each);
    made.insert(made.end(), accounts.begin(), accounts.end());
  }
  return made;
}

// Agendas were out: calendars are told that nothing of it is held.
void cancel_meetings(store::Transaction& transaction, const Matchmaking& event,
                     cluster::MeetingSchedule schedule) {
  store::MeetingStore meetings(transaction);
  auto all = meetings.meetings(event.id);
  for (cluster::PlannedMeeting& each : all) {
    if (each.state == cluster::MeetingState::cancelled) continue;
    each.state = cluster::MeetingState::cancelled;
    ++each.sequence;
    each.updated_at = transaction.now();
  }
  meetings.save(schedule, schedule.version, all, event.cluster);
}

bool is_told_of(MatchmakingStage from, MatchmakingStage to) {
  switch (to) {
    case MatchmakingStage::registration:
      return from == MatchmakingStage::draft;
    case MatchmakingStage::wishes:
      return from == MatchmakingStage::registration;
    case MatchmakingStage::published:
    case MatchmakingStage::held:
    case MatchmakingStage::cancelled:
      return true;
    case MatchmakingStage::draft:
    case MatchmakingStage::scheduled:
    case MatchmakingStage::closed:
      return false;
  }
  return false;
}

}  // namespace

bool runs(const Caller& caller, const Matchmaking& event) {
  return cluster::may(caller.actor, Permission::manage_matchmaking, cluster::run_matchmaking(event));
}

Matchmaking find_seen_matchmaking(store::Transaction& transaction, const Caller& caller, MatchmakingId id) {
  auto found = store::MatchmakingStore(transaction).find(id);
  if (!found || !sees_event(transaction, caller, *found)) no_such_event();
  return *std::move(found);
}

Matchmaking find_run_matchmaking(store::Transaction& transaction, const Caller& caller, MatchmakingId id) {
  Matchmaking event = find_seen_matchmaking(transaction, caller, id);
  require(caller, Permission::manage_matchmaking, cluster::run_matchmaking(event));
  return event;
}

MatchmakingList list_matchmakings(store::Transaction& transaction, const Installation& installation,
                                  const Caller& caller, std::string_view cluster,
                                  const MatchmakingQuestion& question, const store::PageRequest& page) {
  store::MatchmakingFilter filter;
  filter.cluster = read_cluster(transaction, cluster).id;
  filter.audiences = cluster::audiences_of(caller.actor);
  filter.stages = question.stages;
  filter.words = forms_sought(*installation.lemmatiser(), question.text);
  store::MatchmakingStore events(transaction);
  auto found = events.list(filter, page);
  MatchmakingList made;
  for (Matchmaking& each : found.items)
    made.page.items.push_back(view_of_event(transaction, caller, std::move(each), false));
  made.page.next = found.next;
  made.total = events.count(filter);
  return made;
}

MatchmakingView read_matchmaking(store::Transaction& transaction, const Caller& caller, MatchmakingId id) {
  return view_of_event(transaction, caller, find_seen_matchmaking(transaction, caller, id));
}

MatchmakingView prepare_matchmaking(store::Transaction& transaction, const Installation& installation,
                                    const Caller& caller, std::string_view cluster,
                                    const nlohmann::json& draft) {
  Matchmaking base;
  base.cluster = read_cluster(transaction, cluster).id;
  require(caller, Permission::manage_matchmaking, cluster::run_matchmaking(base));
  Matchmaking event = cluster::matchmaking_from_json(draft, std::move(base));
  cluster::normalise(event);
  require_wall_time(event);
  require_clusters(transaction, event);
  event.id = new_id<MatchmakingId>();
  store::MatchmakingStore(transaction).insert(event, search_words_of_event(event, installation));
  return read_matchmaking(transaction, caller, event.id);
}

MatchmakingView edit_matchmaking(store::Transaction& transaction, const Installation& installation,
                                 const Caller& caller, MatchmakingId id, std::int64_t version,
                                 const nlohmann::json& draft) {
  const Matchmaking stored = find_run_matchmaking(transaction, caller, id);
  Matchmaking edited = cluster::matchmaking_from_json(draft, stored);
  cluster::normalise(edited);
  require_wall_time(edited);
  require_clusters(transaction, edited);
  if (cluster::is_over(stored.stage))
    throw Conflict("the event is over: nothing can be changed in it any more");
  const bool is_scheduled = stored.stage == MatchmakingStage::scheduled || cluster::has_agenda(stored.stage);
  if (is_scheduled &&
      (edited.days != stored.days || edited.tables != stored.tables || edited.time_zone != stored.time_zone))
    throw Conflict(
        "the schedule stands on these times and tables: take the event back to the wishes first, or plan it "
        "anew without the tables that are lost");
  edited.version = version;
  store::MatchmakingStore(transaction).update(edited, search_words_of_event(edited, installation));
  return read_matchmaking(transaction, caller, id);
}

MatchmakingView move_matchmaking(store::Transaction& transaction, const Caller& caller, MatchmakingId id,
                                 std::int64_t version, MatchmakingStage stage, std::string reason) {
  Matchmaking event = find_run_matchmaking(transaction, caller, id);
  const MatchmakingStage before = event.stage;
  const auto schedule = store::MeetingStore(transaction).schedule(id);
  cluster::move(event, stage, std::move(reason), schedule.made_at.has_value());
  if (stage == MatchmakingStage::draft && !store::ParticipantStore(transaction).of_event(id).empty())
    throw Conflict("somebody has registered already: cancel the event instead");
  if (stage == MatchmakingStage::held) {
    const auto slots = slots_of(event);
    if (!slots.empty() && slots.front().from > transaction.now())
      throw Conflict("the event has not begun yet");
  }
  event.version = version;
  store::MatchmakingStore(transaction).move(event);
  if (stage == MatchmakingStage::cancelled && cluster::has_agenda(before))
    cancel_meetings(transaction, event, schedule);
  if (is_told_of(before, stage)) {
    Occasion occasion{cluster::NotificationKind::matchmaking_moved, "matchmaking", id.str()};
    occasion.detail = {{"stage", cluster::name_of(stage)}};
    notify(transaction, occasion, concerned(transaction, event));
  }
  return read_matchmaking(transaction, caller, id);
}

void delete_matchmaking(store::Transaction& transaction, const Caller& caller, MatchmakingId id,
                        std::int64_t version) {
  const Matchmaking event = find_run_matchmaking(transaction, caller, id);
  if (event.stage != MatchmakingStage::draft && event.stage != MatchmakingStage::cancelled)
    throw Conflict("people count on the event: cancel it first, so that they are told");
  store::MatchmakingStore(transaction).remove(id, version);
}

MatchmakingView restore_matchmaking(store::Transaction& transaction, const Caller& caller, MatchmakingId id) {
  store::MatchmakingStore events(transaction);
  if (const auto deleted = events.find_deleted(id)) {
    if (!sees_event(transaction, caller, *deleted)) no_such_event();
    require(caller, Permission::manage_matchmaking, cluster::run_matchmaking(*deleted));
    events.restore(id);
  } else {
    static_cast<void>(find_run_matchmaking(transaction, caller, id));
  }
  return read_matchmaking(transaction, caller, id);
}

std::vector<cluster::UserId> accounts_of(store::Transaction& transaction,
                                         const MatchmakingParticipant& participant) {
  if (participant.account) return {*participant.account};
  return participant.organisation ? representatives_of(transaction, *participant.organisation)
                                  : std::vector<cluster::UserId>();
}

std::vector<cluster::UserId> runners_of_event(store::Transaction& transaction, const Matchmaking& event) {
  store::UserStore users(transaction);
  auto made = users.with_role(cluster::Role::manager, event.cluster);
  const auto animators = users.with_role(cluster::Role::animator, event.cluster);
  made.insert(made.end(), animators.begin(), animators.end());
  return made;
}

nlohmann::json to_json(const MatchmakingView& view) {
  nlohmann::json made = cluster::to_json(view.event);
  made["slots"] = nlohmann::json::array();
  for (const EventSlot& each : view.slots)
    made["slots"].push_back({{"from", to_string(each.from)}, {"to", to_string(each.to)}});
  made["participants"] = view.participants;
  made["organisations"] = view.organisations;
  made["own"] = nlohmann::json::array();
  for (const ParticipantView& each : view.own) made["own"].push_back(to_json(each));
  made["organisation_choices"] = nlohmann::json::array();
  for (const auto& [id, name] : view.organisation_choices)
    made["organisation_choices"].push_back({{"id", id.str()}, {"name", name}});
  made["cluster_names"] = view.cluster_names;
  made["may"] = view.may;
  if (std::find(view.may.begin(), view.may.end(), "manage") != view.may.end()) {
    made["schedule_version"] = view.schedule_version;
    made["to_replan"] = view.to_replan;
  }
  return made;
}

nlohmann::json to_json(const ParticipantView& view) {
  nlohmann::json made = cluster::to_json(view.participant);
  if (!view.is_own && !view.is_managed)
    for (const char* field : {"contact", "away", "most_meetings", "version"}) made.erase(field);
  made["is_own"] = view.is_own;
  if (view.wishes) made["wishes"] = *view.wishes;
  made["may"] = view.may;
  return made;
}

}  // namespace grono::app
