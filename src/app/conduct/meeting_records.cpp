#include "app/conduct/meeting_records.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/errors.hpp"
#include "app/known_names.hpp"
#include "app/notify.hpp"
#include "app/word_forms.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "store/consortium_store.hpp"
#include "store/meeting_record_store.hpp"
#include "store/notification_store.hpp"
#include "store/organisation_store.hpp"
#include "store/ties.hpp"
#include "store/user_store.hpp"

namespace grono::app {
namespace {

using cluster::MeetingRecord;
using cluster::MeetingRecordId;
using cluster::MeetingRecordState;
using cluster::NotificationKind;
using cluster::OrganisationId;
using cluster::Permission;
using nlohmann::json;

constexpr std::size_t kMostRivalsCompared = 200;
constexpr int kMostOpportunitiesRead = 1'000;
constexpr int kUsualMinutesDays = 7;

cluster::Subject of_meeting(const MeetingRecord& meeting) {
  return {meeting.cluster, std::nullopt, {}};
}

MeetingRecord find_seen_meeting(store::Transaction& transaction, const Caller& caller, MeetingRecordId id) {
  auto found = store::MeetingRecordStore(transaction).find(id);
  if (!found || !cluster::sees_meeting(caller.actor, *found)) throw NotFound("there is no such meeting");
  return *std::move(found);
}

MeetingRecord find_managed_meeting(store::Transaction& transaction, const Caller& caller, MeetingRecordId id,
                                   std::int64_t version) {
  MeetingRecord meeting = find_seen_meeting(transaction, caller, id);
  require(caller, Permission::manage_meeting_record, of_meeting(meeting));
  meeting.version = version;
  return meeting;
}

std::string words_of_meeting(const MeetingRecord& meeting, const Installation& installation) {
  WordForms forms(*installation.lemmatiser());
  forms.add(meeting.title, "");
  forms.add(meeting.place, "");
  for (const auto& each : meeting.agenda) forms.add(each.title, "");
  return forms.joined();
}

std::string shipped_list(const Installation& installation, const std::string& language) {
  const auto path = installation.settings().share / "conduct" / (language + ".md");
  std::ifstream in(path, std::ios::binary);
  if (!in) throw StoreUnavailable("the list of what may not be exchanged is not there: " + path.string());
  std::string made;
  for (std::string line; std::getline(in, line);)
    if (line.starts_with("- ")) made += (made.empty() ? "" : "\n") + line.substr(2);
  return made;
}

cluster::ConductRules rules_of(store::Transaction& transaction, const Installation& installation,
                               cluster::ClusterId id) {
  if (auto found = store::MeetingRecordStore(transaction).rules(id)) return *std::move(found);
  return {id,
          {{"pl", shipped_list(installation, "pl")}, {"en", shipped_list(installation, "en")}},
          kUsualMinutesDays,
          0};
}

int minutes_days_of(store::Transaction& transaction, cluster::ClusterId id) {
  const auto found = store::MeetingRecordStore(transaction).rules(id);
  return found ? found->minutes_days : kUsualMinutesDays;
}

// Pairs that an opportunity of the cluster keeps apart.
std::vector<cluster::OrganisationPair> declared_rivals(store::Transaction& transaction,
                                                       cluster::ClusterId id) {
  store::OpportunityFilter filter{id,
                                  {{cluster::Audience::Kind::runners_of, id.uuid},
                                   {cluster::Audience::Kind::members_of, id.uuid},
                                   cluster::Audience{}}};
  store::PageRequest page;
  page.limit = kMostOpportunitiesRead;
  std::vector<cluster::OrganisationPair> made;
  for (const auto& each : store::OpportunityStore(transaction).list(filter, page).items) {
    const auto apart = each.requirements.find("apart");
    if (apart == each.requirements.end() || !apart->is_array()) continue;
    for (const json& pair : *apart) {
      if (!pair.is_array() || pair.size() != 2 || !pair[0].is_string() || !pair[1].is_string()) continue;
      const auto one = OrganisationId::parse(pair[0].get<std::string>()),
                 other = OrganisationId::parse(pair[1].get<std::string>());
      if (one && other) made.emplace_back(*one, *other);
    }
  }
  return made;
}

std::vector<NamedRivals> named_rivals(store::Transaction& transaction, cluster::ClusterId id,
                                      const std::vector<OrganisationId>& ids) {
  const auto group = store::OrganisationStore(transaction).find(ids);
  std::map<OrganisationId, std::string> names;
  for (const auto& each : group) names[each.id] = each.legal_name;
  std::vector<NamedRivals> made;
  for (auto& pair : cluster::rivals_among(group, declared_rivals(transaction, id)))
    made.push_back({pair, names[pair.one], names[pair.other]});
  return made;
}

// Whom those who run the cluster keep apart is their own note; shared activities are in public registers.
void forget_declarations(std::vector<NamedRivals>& rivals) {
  for (NamedRivals& each : rivals) each.pair.is_declared = false;
  std::erase_if(rivals, [](const NamedRivals& each) { return each.pair.shared.empty(); });
}

std::vector<OrganisationId> organisations_in(const MeetingRecord& meeting) {
  std::vector<OrganisationId> made;
  for (const auto& each : meeting.participants) made.push_back(each.organisation);
  return made;
}

void add_acts(const Caller& caller, MeetingRecordView& view) {
  const MeetingRecord& meeting = view.meeting;
  if (meeting.state == MeetingRecordState::announced) {
    for (const auto& each : meeting.participants)
      if (cluster::may(caller.actor, Permission::join_meeting_record, {std::nullopt, each.organisation, {}}))
        view.own.push_back(each.organisation);
    if (!view.own.empty()) view.may.push_back("acknowledge");
  }
  if (!cluster::may(caller.actor, Permission::manage_meeting_record, of_meeting(meeting))) return;
  const auto add = [&](std::initializer_list<std::string_view> acts) {
    view.may.insert(view.may.end(), acts);
  };
  switch (meeting.state) {
    case MeetingRecordState::planned:
      add({"edit", "announce", "cancel"});
      break;
    case MeetingRecordState::announced:
      add({"edit", "hold", "cancel"});
      break;
    case MeetingRecordState::held:
      add({"minute"});
      break;
    case MeetingRecordState::minuted:
      add({"minute", "approve"});
      break;
    case MeetingRecordState::approved:
      add({"append"});
      break;
    case MeetingRecordState::cancelled:
      break;
  }
}

MeetingRecordView view_of_meeting(store::Transaction& transaction, const Caller& caller,
                                  MeetingRecord meeting, int minutes_days) {
  MeetingRecordView made;
  const auto ids = organisations_in(meeting);
  auto names = organisation_names(transaction, ids);
  for (const OrganisationId& each : ids) made.names.push_back(names[each]);
  made.minutes_due_on = cluster::minutes_due_on(meeting, minutes_days);
  made.is_overdue = cluster::lacks_minutes(meeting, minutes_days, today());
  made.meeting = std::move(meeting);
  add_acts(caller, made);
  return made;
}

void require_members_of_cluster(store::Transaction& transaction, const MeetingRecord& meeting) {
  for (std::size_t i = 0; i < meeting.participants.size(); ++i)
    if (!store::OrganisationStore(transaction).find(meeting.participants[i].organisation))
      throw InvalidInput("/participants/" + std::to_string(i), "is not there",
                         "choose one from the catalogue");
}

void tell_participants(store::Transaction& transaction, const MeetingRecord& meeting, NotificationKind kind) {
  std::vector<cluster::UserId> accounts;
  for (const auto& each : meeting.participants)
    for (const store::User& user : store::UserStore(transaction).with_grant_for(each.organisation))
      accounts.push_back(user.id);
  Occasion occasion{kind, "meeting_record", meeting.id.str()};
  occasion.detail = {{"event", "meeting_" + std::string(name_of(meeting.state))}};
  notify(transaction, occasion, std::move(accounts));
}

MeetingRecordView write_meeting(store::Transaction& transaction, const Installation& installation,
                                const Caller& caller, MeetingRecord meeting, std::string_view action) {
  store::MeetingRecordStore(transaction).update(meeting, action, words_of_meeting(meeting, installation));
  return read_meeting_record(transaction, installation, caller, meeting.id);
}

}  // namespace

MeetingRecordList list_meeting_records(store::Transaction& transaction, const Installation& installation,
                                       const Caller& caller, std::string_view cluster,
                                       const MeetingRecordQuestion& question,
                                       const store::PageRequest& page) {
  const cluster::ClusterId id = read_cluster(transaction, cluster).id;
  require_part(caller, id);
  const store::MeetingRecordFilter filter{id, cluster::audiences_of(caller.actor), question.states,
                                          forms_sought(*installation.lemmatiser(), question.text)};
  store::MeetingRecordStore meetings(transaction);
  auto found = meetings.list(filter, page);
  const int days = minutes_days_of(transaction, id);
  MeetingRecordList made;
  for (MeetingRecord& each : found.items)
    made.page.items.push_back(view_of_meeting(transaction, caller, std::move(each), days));
  made.page.next = found.next;
  made.total = meetings.count(filter);
  return made;
}

MeetingRecordView read_meeting_record(store::Transaction& transaction, const Installation& installation,
                                      const Caller& caller, MeetingRecordId id) {
  MeetingRecord meeting = find_seen_meeting(transaction, caller, id);
  const int days = minutes_days_of(transaction, meeting.cluster);
  // Before it is announced the list is the cluster's own, which may still change.
  if (meeting.state == MeetingRecordState::planned)
    meeting.forbidden = rules_of(transaction, installation, meeting.cluster).forbidden;
  MeetingRecordView made = view_of_meeting(transaction, caller, std::move(meeting), days);
  made.rivals = named_rivals(transaction, made.meeting.cluster, organisations_in(made.meeting));
  if (!cluster::may(caller.actor, Permission::manage_meeting_record, of_meeting(made.meeting)))
    forget_declarations(made.rivals);
  return made;
}

std::vector<NamedRivals> find_rivals(store::Transaction& transaction, const Caller& caller,
                                     std::string_view cluster,
                                     const std::vector<OrganisationId>& organisations) {
  const cluster::ClusterId id = read_cluster(transaction, cluster).id;
  require(caller, Permission::manage_meeting_record, {id, std::nullopt, {}});
  if (organisations.size() > kMostRivalsCompared)
    throw InvalidInput("/participants", "are too many", "give at most " + std::to_string(kMostRivalsCompared));
  return named_rivals(transaction, id, organisations);
}

MeetingRecordView plan_meeting_record(store::Transaction& transaction, const Installation& installation,
                                      const Caller& caller, std::string_view cluster, const json& draft) {
  const cluster::ClusterId id = read_cluster(transaction, cluster).id;
  require(caller, Permission::manage_meeting_record, {id, std::nullopt, {}});
  MeetingRecord meeting = cluster::meeting_from_json(draft);
  meeting.cluster = id;
  cluster::normalise(meeting);
  require_members_of_cluster(transaction, meeting);
  meeting.id = new_id<MeetingRecordId>();
  store::MeetingRecordStore(transaction).insert(meeting, words_of_meeting(meeting, installation));
  return read_meeting_record(transaction, installation, caller, meeting.id);
}

MeetingRecordView edit_meeting_record(store::Transaction& transaction, const Installation& installation,
                                      const Caller& caller, MeetingRecordId id, std::int64_t version,
                                      const json& draft) {
  MeetingRecord meeting =
      cluster::meeting_from_json(draft, find_managed_meeting(transaction, caller, id, version));
  cluster::normalise(meeting);
  require_members_of_cluster(transaction, meeting);
  store::MeetingRecordStore(transaction).update(meeting, "updated", words_of_meeting(meeting, installation));
  if (meeting.state == MeetingRecordState::announced)
    tell_participants(transaction, meeting, NotificationKind::meeting_announced);
  return read_meeting_record(transaction, installation, caller, id);
}

MeetingRecordView move_meeting_record(store::Transaction& transaction, const Installation& installation,
                                      const Caller& caller, MeetingRecordId id, std::int64_t version,
                                      MeetingStep step) {
  MeetingRecord meeting = find_managed_meeting(transaction, caller, id, version);
  switch (step) {
    case MeetingStep::announce:
      cluster::announce(meeting, rules_of(transaction, installation, meeting.cluster).forbidden);
      break;
    case MeetingStep::hold:
      cluster::hold(meeting, transaction.now());
      break;
    case MeetingStep::approve:
      cluster::approve(meeting, caller.actor.user, transaction.now());
      break;
  }
  store::MeetingRecordStore(transaction)
      .update(meeting, name_of(meeting.state), words_of_meeting(meeting, installation));
  if (step == MeetingStep::announce)
    tell_participants(transaction, meeting, NotificationKind::meeting_announced);
  if (step == MeetingStep::approve)
    tell_participants(transaction, meeting, NotificationKind::minutes_approved);
  return read_meeting_record(transaction, installation, caller, id);
}

MeetingRecordView write_minutes(store::Transaction& transaction, const Installation& installation,
                                const Caller& caller, MeetingRecordId id, std::int64_t version,
                                const json& minutes) {
  MeetingRecord meeting = find_managed_meeting(transaction, caller, id, version);
  cluster::minute(meeting, minutes);
  return write_meeting(transaction, installation, caller, std::move(meeting), "minuted");
}

MeetingRecordView append_to_minutes(store::Transaction& transaction, const Installation& installation,
                                    const Caller& caller, MeetingRecordId id, std::int64_t version,
                                    std::string text) {
  MeetingRecord meeting = find_managed_meeting(transaction, caller, id, version);
  cluster::append(meeting, {transaction.now(), caller.actor.user, std::move(text)});
  return write_meeting(transaction, installation, caller, std::move(meeting), "appended");
}

MeetingRecordView cancel_meeting_record(store::Transaction& transaction, const Installation& installation,
                                        const Caller& caller, MeetingRecordId id, std::int64_t version,
                                        std::string reason) {
  MeetingRecord meeting = find_managed_meeting(transaction, caller, id, version);
  const bool was_announced = meeting.state == MeetingRecordState::announced;
  cluster::cancel(meeting, std::move(reason));
  // Nobody who had not heard of it hears of it now.
  if (!was_announced) meeting.participants.clear();
  store::MeetingRecordStore(transaction)
      .update(meeting, "cancelled", words_of_meeting(meeting, installation));
  if (was_announced) tell_participants(transaction, meeting, NotificationKind::meeting_announced);
  return read_meeting_record(transaction, installation, caller, id);
}

MeetingRecordView acknowledge_meeting_record(store::Transaction& transaction,
                                             const Installation& installation, const Caller& caller,
                                             MeetingRecordId id, OrganisationId organisation) {
  MeetingRecord meeting = find_seen_meeting(transaction, caller, id);
  require(caller, Permission::join_meeting_record, {std::nullopt, organisation, {}});
  cluster::acknowledge(meeting, organisation, caller.actor.user, transaction.now());
  return write_meeting(transaction, installation, caller, std::move(meeting), "acknowledged");
}

cluster::ConductRules read_conduct_rules(store::Transaction& transaction, const Installation& installation,
                                         const Caller& caller, std::string_view cluster) {
  const cluster::ClusterId id = read_cluster(transaction, cluster).id;
  require_part(caller, id);
  return rules_of(transaction, installation, id);
}

cluster::ConductRules write_conduct_rules(store::Transaction& transaction, const Installation& installation,
                                          const Caller& caller, std::string_view cluster,
                                          std::int64_t version, const json& draft) {
  const cluster::ClusterId id = read_cluster(transaction, cluster).id;
  require(caller, Permission::manage_meeting_record, {id, std::nullopt, {}});
  auto rules = cluster::conduct_rules_from_json(draft, rules_of(transaction, installation, id));
  cluster::normalise(rules);
  rules.version = version;
  store::MeetingRecordStore(transaction).write_rules(rules);
  return rules;
}

void tell_of_due_minutes(store::Transaction& transaction, Date today) {
  store::NotificationStore notifications(transaction);
  for (const MeetingRecord& meeting :
       store::MeetingRecordStore(transaction).without_minutes(std::chrono::sys_days(today))) {
    if (!cluster::lacks_minutes(meeting, minutes_days_of(transaction, meeting.cluster), today)) continue;
    store::UserStore users(transaction);
    auto accounts = users.with_role(cluster::Role::manager, meeting.cluster);
    const auto animators = users.with_role(cluster::Role::animator, meeting.cluster);
    accounts.insert(accounts.end(), animators.begin(), animators.end());
    const json detail = {{"meeting", meeting.id.str()}};
    std::erase_if(accounts, [&](const cluster::UserId& account) {
      return notifications.is_told(account, NotificationKind::minutes_due, detail.dump());
    });
    notify(transaction,
           {NotificationKind::minutes_due, "meeting_record", meeting.id.str(), std::nullopt, std::nullopt,
            detail},
           std::move(accounts));
  }
}

json to_json(const NamedRivals& rivals) {
  json shared = json::array();
  for (const auto& each : rivals.pair.shared)
    shared.push_back({{"scheme", each.scheme}, {"code", each.code}});
  return {{"one", rivals.pair.one.str()},           {"one_name", rivals.one_name},
          {"other", rivals.pair.other.str()},       {"other_name", rivals.other_name},
          {"is_declared", rivals.pair.is_declared}, {"shared", std::move(shared)}};
}

json to_json(const MeetingRecordView& view) {
  json made = cluster::to_json(view.meeting);
  for (std::size_t i = 0; i < view.names.size(); ++i) {
    made["participants"][i]["name"] = view.names[i];
    made["participants"][i].erase("acknowledged_by");
  }
  for (json& each : made["addenda"]) each.erase("by");
  made.erase("approved_by");
  made["rivals"] = json::array();
  for (const auto& each : view.rivals) made["rivals"].push_back(to_json(each));
  made["own"] = json::array();
  for (const auto& each : view.own) made["own"].push_back(each.str());
  made["may"] = view.may;
  made["minutes_due_on"] = to_string(view.minutes_due_on);
  made["is_overdue"] = view.is_overdue;
  return made;
}

}  // namespace grono::app
