#include "app/matchmaking/participants.hpp"

#include <algorithm>
#include <map>

#include "app/clock.hpp"
#include "app/errors.hpp"
#include "app/notify.hpp"
#include "app/word_forms.hpp"
#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/matchmaking/meeting.hpp"
#include "cluster/names.hpp"
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
using cluster::MeetingWish;
using cluster::ParticipantId;
using cluster::ParticipantState;
using cluster::Permission;

[[noreturn]] void no_such_participant() {
  throw NotFound("there is no such participant");
}

bool takes_people(MatchmakingStage stage) {
  return stage == MatchmakingStage::registration || stage == MatchmakingStage::wishes ||
         stage == MatchmakingStage::scheduled || stage == MatchmakingStage::published;
}

void require_registration(const Matchmaking& event, bool is_run, Timestamp now) {
  if (is_run && (takes_people(event.stage))) return;
  if (is_run || !is_registration_open(event, now))
    throw Conflict("registration is not open: ask those who run the event");
}

// Only what whoever takes part would see in the catalogue as well.
std::vector<std::string> declared(const std::vector<cluster::Capability>& items, const Matchmaking& event,
                                  std::string_view language) {
  std::vector<std::string> made;
  for (const cluster::Capability& each : items) {
    const bool is_shown = each.visibility == cluster::Visibility::everyone ||
                          (each.visibility == cluster::Visibility::members &&
                           event.openness == cluster::MatchmakingOpenness::members);
    const auto title = cluster::in_language(each.title, language.empty() ? "pl" : language);
    if (is_shown && title && made.size() < 30) made.emplace_back(title->text);
  }
  return made;
}

void require_colleague(store::Transaction& transaction, const MatchmakingParticipant& participant) {
  if (!participant.account) return;
  const auto people = store::UserStore(transaction).with_grant_for(*participant.organisation);
  if (std::none_of(people.begin(), people.end(),
                   [&](const store::User& each) { return each.id == participant.account; }))
    throw InvalidInput("/account", "is of nobody in the organisation", "choose somebody of the organisation");
}

// Who comes for an organisation of the catalogue; what was not told is filled in.
void complete_member(store::Transaction& transaction, const Caller& caller, const Matchmaking& event,
                     cluster::ParticipantDraft& draft, bool is_run) {
  MatchmakingParticipant& it = draft.participant;
  const auto organisation = store::OrganisationStore(transaction).find(*it.organisation);
  if (!organisation || organisation->merged_into)
    throw InvalidInput("/organisation", "is not there", "choose one from the catalogue");
  if (!it.account && it.person_name.empty() && !is_run) it.account = caller.actor.user;
  if (!is_run) {
    require(caller, Permission::attend_matchmaking, cluster::attended(it));
    const auto ties = store::ties_of(transaction, *it.organisation);
    if (!cluster::may_register(event, ties.clusters))
      throw InvalidInput("/organisation", "the event is not for it", "ask those who run the event");
  }
  require_colleague(transaction, it);
  if (it.account && it.person_name.empty())
    if (const auto user = store::UserStore(transaction).find(*it.account))
      it.person_name = user->display_name;
  it.organisation_name =
      organisation->short_name.empty() ? organisation->legal_name : organisation->short_name;
  if (!draft.has_offers) it.offers = declared(organisation->offers, event, caller.language);
  if (!draft.has_seeks) it.seeks = declared(organisation->needs, event, caller.language);
}

AnsweredFor find_changeable(store::Transaction& transaction, const Caller& caller, MatchmakingId event,
                            ParticipantId id) {
  AnsweredFor found = find_answered_for(transaction, caller, event, id);
  if (cluster::is_over(found.event.stage) || found.event.stage == MatchmakingStage::held)
    throw Conflict("the event is over: nothing can be changed in it any more");
  return found;
}

bool is_met(const Installation& installation, const MatchmakingParticipant& participant,
            const std::vector<std::vector<std::string>>& sought) {
  if (sought.empty()) return true;
  WordForms forms(*installation.lemmatiser());
  forms.add(participant.organisation_name, "");
  forms.add(participant.person_name, "");
  for (const std::string& each : participant.offers) forms.add(each, "");
  for (const std::string& each : participant.seeks) forms.add(each, "");
  const std::string words = forms.joined();
  return std::all_of(sought.begin(), sought.end(), [&](const auto& any) {
    return std::any_of(any.begin(), any.end(),
                       [&](const std::string& form) { return words.find(" " + form) != std::string::npos; });
  });
}

bool has_planned_meetings(store::Transaction& transaction, ParticipantId id) {
  const auto meetings = store::MeetingStore(transaction).meetings_of(id);
  return std::any_of(meetings.begin(), meetings.end(), [](const cluster::PlannedMeeting& each) {
    return each.state == cluster::MeetingState::planned;
  });
}

std::vector<MeetingWish> wishes_from_json(const nlohmann::json& body, ParticipantId from) {
  cluster::JsonReader reader(body, "");
  auto made = reader.list("wishes", [&](const nlohmann::json& each, const std::string& pointer) {
    cluster::JsonReader fields(each, pointer);
    const auto to = fields.required("participant", fields.id<ParticipantId>("participant"));
    const auto kind = fields.required("kind", fields.named<cluster::WishKind>("kind"));
    fields.expect_nothing_else();
    return MeetingWish{from, to, kind};
  });
  reader.expect_nothing_else();
  return made;
}

}  // namespace

bool is_registration_open(const Matchmaking& event, Timestamp now) {
  return (event.stage == MatchmakingStage::registration || event.stage == MatchmakingStage::wishes) &&
         (!event.registration_closes_at || now < *event.registration_closes_at);
}

bool are_wishes_open(const Matchmaking& event, Timestamp now) {
  return event.stage == MatchmakingStage::wishes && (!event.wishes_close_at || now < *event.wishes_close_at);
}

std::vector<std::pair<cluster::OrganisationId, std::string>> registrable(store::Transaction& transaction,
                                                                         const Caller& caller,
                                                                         const Matchmaking& event) {
  std::vector<std::pair<cluster::OrganisationId, std::string>> made;
  for (const cluster::RoleGrant& grant : caller.actor.grants) {
    if (!grant.organisation) continue;
    MatchmakingParticipant self;
    self.organisation = grant.organisation;
    self.account = caller.actor.user;
    if (!cluster::may(caller.actor, Permission::attend_matchmaking, cluster::attended(self)) ||
        !cluster::may_register(event, store::ties_of(transaction, *grant.organisation).clusters))
      continue;
    if (std::any_of(made.begin(), made.end(),
                    [&](const auto& each) { return each.first == *grant.organisation; }))
      continue;
    if (const auto stored = store::OrganisationStore(transaction).find(*grant.organisation))
      made.emplace_back(stored->id, stored->legal_name);
  }
  std::sort(made.begin(), made.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  return made;
}

ParticipantView view_of_participant(store::Transaction& transaction, const Caller& caller,
                                    const Matchmaking& event, MatchmakingParticipant participant) {
  ParticipantView made;
  made.is_managed = runs(caller, event);
  made.is_own = cluster::answers_for(caller.actor, participant);
  const bool speaks = made.is_own || cluster::answers_for_guest(caller.actor, event, participant);
  if (made.is_own || made.is_managed) {
    made.wishes = static_cast<int>(store::ParticipantStore(transaction).wishes_of(participant.id).size());
    const bool is_here = participant.state == ParticipantState::registered;
    if (takes_people(event.stage)) {
      made.may.push_back("edit");
      if (is_here)
        made.may.push_back("withdraw");
      else if (made.is_managed || is_registration_open(event, transaction.now()))
        made.may.push_back("return");
      if (speaks && is_here &&
          (are_wishes_open(event, transaction.now()) ||
           (made.is_managed && event.stage == MatchmakingStage::wishes)))
        made.may.push_back("wish");
    }
  }
  made.participant = std::move(participant);
  return made;
}

std::vector<ParticipantView> list_participants(store::Transaction& transaction,
                                               const Installation& installation, const Caller& caller,
                                               MatchmakingId id, std::string_view query) {
  const Matchmaking event = find_seen_matchmaking(transaction, caller, id);
  const auto participants = store::ParticipantStore(transaction).of_event(id);
  const bool is_run = runs(caller, event);
  const bool is_in =
      std::any_of(participants.begin(), participants.end(), [&](const MatchmakingParticipant& each) {
        return each.state != ParticipantState::withdrawn && cluster::answers_for(caller.actor, each);
      });
  if (!is_in) require(caller, Permission::manage_matchmaking, cluster::run_matchmaking(event));
  const auto sought = forms_sought(*installation.lemmatiser(), query);
  std::map<ParticipantId, int> wishes;
  if (is_run)
    for (const MeetingWish& each : store::ParticipantStore(transaction).wishes_in(id)) ++wishes[each.from];
  std::vector<ParticipantView> made;
  for (const MatchmakingParticipant& each : participants) {
    const bool is_own = cluster::answers_for(caller.actor, each);
    if (!is_run && !is_own && each.state != ParticipantState::registered) continue;
    if (!is_met(installation, each, sought)) continue;
    if (is_own || is_run) {
      made.push_back(view_of_participant(transaction, caller, event, each));
    } else {
      ParticipantView other;
      other.participant = each;
      made.push_back(std::move(other));
    }
  }
  return made;
}

AnsweredFor find_answered_for(store::Transaction& transaction, const Caller& caller, MatchmakingId event_id,
                              ParticipantId id) {
  const Matchmaking event = find_seen_matchmaking(transaction, caller, event_id);
  const auto found = store::ParticipantStore(transaction).find(id);
  if (!found || found->event != event_id) no_such_participant();
  const bool is_own =
      cluster::answers_for(caller.actor, *found) || cluster::answers_for_guest(caller.actor, event, *found);
  if (!is_own && !runs(caller, event)) no_such_participant();
  return {event, *found, is_own};
}

ParticipantView register_participant(store::Transaction& transaction, const Caller& caller, MatchmakingId id,
                                     const nlohmann::json& body) {
  const Matchmaking event = find_seen_matchmaking(transaction, caller, id);
  const bool is_run = runs(caller, event);
  if (!is_run) require_somewhere(caller, Permission::attend_matchmaking);
  cluster::ParticipantDraft draft = cluster::participant_from_json(body);
  MatchmakingParticipant& it = draft.participant;
  if (!it.organisation && !is_run)
    throw InvalidInput("/organisation", "is missing", "say for which organisation you come");
  if (it.organisation)
    complete_member(transaction, caller, event, draft, is_run);
  else
    it.account = std::nullopt;
  require_registration(event, is_run, transaction.now());
  cluster::normalise(it, event, beginnings_of(slots_of(event)));
  it.id = new_id<ParticipantId>();
  it.event = id;
  store::ParticipantStore(transaction).insert(it, event.cluster);
  store::MatchmakingStore(transaction).refresh(event);
  return view_of_participant(transaction, caller, event, it);
}

ParticipantView edit_participant(store::Transaction& transaction, const Caller& caller, MatchmakingId event,
                                 ParticipantId id, std::int64_t version, const nlohmann::json& draft) {
  const AnsweredFor found = find_changeable(transaction, caller, event, id);
  MatchmakingParticipant edited = cluster::participant_from_json(draft, found.participant).participant;
  cluster::normalise(edited, found.event, beginnings_of(slots_of(found.event)));
  edited.version = version;
  store::ParticipantStore(transaction).update(edited, found.event.cluster);
  store::MatchmakingStore(transaction).refresh(found.event);
  return view_of_participant(transaction, caller, found.event, edited);
}

ParticipantView set_participant_state(store::Transaction& transaction, const Caller& caller,
                                      MatchmakingId event, ParticipantId id, std::int64_t version,
                                      ParticipantState state) {
  AnsweredFor found = find_changeable(transaction, caller, event, id);
  MatchmakingParticipant& it = found.participant;
  if (state == ParticipantState::registered)
    require_registration(found.event, runs(caller, found.event), transaction.now());
  it.state = state;
  it.version = version;
  store::ParticipantStore(transaction).update(it, found.event.cluster);
  store::MatchmakingStore(transaction).refresh(found.event);
  if (state != ParticipantState::registered && has_planned_meetings(transaction, id))
    notify(transaction, {cluster::NotificationKind::participant_withdrew, "matchmaking", event.str()},
           runners_of_event(transaction, found.event));
  return view_of_participant(transaction, caller, found.event, it);
}

std::vector<MeetingWish> wishes_of(store::Transaction& transaction, const Caller& caller, MatchmakingId event,
                                   ParticipantId id) {
  if (!find_answered_for(transaction, caller, event, id).is_own) no_such_participant();
  return store::ParticipantStore(transaction).wishes_of(id);
}

std::vector<MeetingWish> set_wishes(store::Transaction& transaction, const Caller& caller,
                                    MatchmakingId event, ParticipantId id, const nlohmann::json& body) {
  const AnsweredFor found = find_answered_for(transaction, caller, event, id);
  if (!found.is_own) no_such_participant();
  const bool is_guest_of_runner = cluster::answers_for_guest(caller.actor, found.event, found.participant);
  if (!are_wishes_open(found.event, transaction.now()) &&
      !(is_guest_of_runner && found.event.stage == MatchmakingStage::wishes))
    throw Conflict("wishes are not asked for now: ask those who run the event");
  if (found.participant.state != ParticipantState::registered)
    throw Conflict("whoever does not take part has no wishes: come back first");
  const auto wishes = wishes_from_json(body, id);
  store::ParticipantStore participants(transaction);
  auto all = participants.of_event(event);
  // Who has gone meanwhile stays among the wishes that were said before.
  const auto before = participants.wishes_of(id);
  std::erase_if(all, [&](const MatchmakingParticipant& each) {
    return each.id != id && each.state == ParticipantState::withdrawn &&
           std::none_of(before.begin(), before.end(),
                        [&](const MeetingWish& wish) { return wish.to == each.id; });
  });
  cluster::check_wishes(found.participant, wishes, all);
  participants.set_wishes(id, wishes);
  return participants.wishes_of(id);
}

nlohmann::json to_json(const std::vector<MeetingWish>& wishes) {
  nlohmann::json made = {{"wishes", nlohmann::json::array()}};
  for (const MeetingWish& each : wishes)
    made["wishes"].push_back({{"participant", each.to.str()}, {"kind", cluster::name_of(each.kind)}});
  return made;
}

}  // namespace grono::app
