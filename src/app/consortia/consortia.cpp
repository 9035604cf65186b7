#include "app/consortia/consortia.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/consortia/agreement.hpp"
#include "app/errors.hpp"
#include "app/known_names.hpp"
#include "app/notify.hpp"
#include "app/people.hpp"
#include "app/projects/projects.hpp"
#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "cluster/project/parts.hpp"
#include "store/consortium_store.hpp"
#include "store/part_store.hpp"
#include "store/project_store.hpp"
#include "store/ties.hpp"
#include "store/user_store.hpp"

namespace grono::app {
namespace {

using cluster::Consortium;
using cluster::ConsortiumId;
using cluster::ConsortiumStage;
using cluster::NotificationKind;
using cluster::OrganisationId;
using cluster::Permission;
using cluster::Seat;
using cluster::SeatState;
using nlohmann::json;

constexpr int kMostConsortia = 500;

cluster::Subject run_by(cluster::ClusterId cluster) {
  return {cluster, std::nullopt, {}};
}

bool speaks_for(const Caller& caller, OrganisationId organisation) {
  return cluster::may(caller.actor, Permission::speak_in_consortium, {std::nullopt, organisation, {}});
}

cluster::Opportunity opportunity_of(store::Transaction& transaction, const Consortium& consortium) {
  store::OpportunityStore opportunities(transaction);
  auto found = opportunities.find(consortium.opportunity);
  if (!found) found = opportunities.find_deleted(consortium.opportunity);
  GRONO_INVARIANT(found);
  return *std::move(found);
}

std::map<OrganisationId, std::string> names_in(store::Transaction& transaction, const std::vector<Seat>& seats) {
  std::vector<OrganisationId> ids;
  for (const Seat& each : seats) ids.push_back(each.organisation);
  return organisation_names(transaction, ids);
}

void require_not_over(const cluster::Opportunity& opportunity) {
  if (cluster::is_over(opportunity, today()))
    throw Conflict("the opportunity was open until " + to_string(*opportunity.closes_on) +
                   ": nobody can be asked to join any more");
}

// In the order in which they are to be mended: what can't be mended any more is told first.
std::vector<std::string> open_ends_of(const Consortium& consortium, const cluster::Opportunity& opportunity) {
  std::vector<std::string> made;
  const bool is_waiting = std::any_of(consortium.seats.begin(), consortium.seats.end(), [](const Seat& each) {
    return each.state == SeatState::proposed || each.state == SeatState::invited;
  });
  if (is_waiting) try {
      require_not_over(opportunity);
    } catch (const Conflict& over) {
      made.emplace_back(over.what());
    }
  for (const InvalidInput& each : cluster::open_ends(consortium)) made.push_back(each.problem());
  return made;
}

ConsortiumView view_of_consortium(store::Transaction& transaction, const Caller& caller,
                                  Consortium consortium) {
  ConsortiumView made;
  const auto opportunity = opportunity_of(transaction, consortium);
  made.opportunity_title = opportunity.title;
  made.currency = opportunity.currency;
  made.closes_on = opportunity.closes_on;
  made.is_over = cluster::is_over(opportunity, today());
  const auto names = names_in(transaction, consortium.seats);
  for (const Seat& seat : consortium.seats) {
    const auto name = names.find(seat.organisation);
    made.names.push_back(name == names.end() ? "" : name->second);
    if (seat.state != SeatState::replaced && seat.state != SeatState::proposed &&
        speaks_for(caller, seat.organisation))
      made.own.push_back(seat.organisation);
  }
  if (consortium.stage == ConsortiumStage::forming)
    made.open_ends = open_ends_of(consortium, opportunity);
  if (cluster::may(caller.actor, Permission::manage_consortium, run_by(consortium.cluster))) {
    made.may = {"manage"};
  } else {
    // Who was not asked yet is the coordinator's thought alone.
    for (std::size_t i = consortium.seats.size(); i-- > 0;)
      if (consortium.seats[i].state == SeatState::proposed) {
        consortium.seats.erase(consortium.seats.begin() + static_cast<std::ptrdiff_t>(i));
        made.names.erase(made.names.begin() + static_cast<std::ptrdiff_t>(i));
      }
  }
  made.consortium = std::move(consortium);
  return made;
}

Consortium find_seen_consortium(store::Transaction& transaction, const Caller& caller, ConsortiumId id) {
  auto found = store::ConsortiumStore(transaction).find(id);
  if (!found || !cluster::sees_consortium(caller.actor, *found))
    throw NotFound("there is no such consortium");
  return *std::move(found);
}

Consortium find_managed(store::Transaction& transaction, const Caller& caller, ConsortiumId id) {
  Consortium consortium = find_seen_consortium(transaction, caller, id);
  require(caller, Permission::manage_consortium, run_by(consortium.cluster));
  return consortium;
}

void require_open(store::Transaction& transaction, const Consortium& consortium) {
  require_not_over(opportunity_of(transaction, consortium));
}

void require_members(store::Transaction& transaction, const Consortium& consortium) {
  for (std::size_t i = 0; i < consortium.seats.size(); ++i) {
    const Seat& seat = consortium.seats[i];
    if (seat.state != SeatState::proposed) continue;
    const auto ties = store::ties_of(transaction, seat.organisation);
    if (std::find(ties.clusters.begin(), ties.clusters.end(), consortium.cluster) == ties.clusters.end())
      throw InvalidInput("/seats/" + std::to_string(i) + "/organisation", "is no member of the cluster",
                         "choose one that is");
  }
}

ConsortiumView write_consortium(store::Transaction& transaction, const Caller& caller, Consortium consortium,
                                std::int64_t version) {
  consortium.version = version;
  cluster::normalise(consortium);
  store::ConsortiumStore(transaction).update(consortium);
  return read_consortium(transaction, caller, consortium.id);
}

void tell_in_consortium(store::Transaction& transaction, NotificationKind kind, const Consortium& consortium,
                        std::string_view state, std::vector<cluster::UserId> accounts) {
  Occasion occasion{kind, "consortium", consortium.id.str()};
  occasion.detail = {{"state", state}};
  notify(transaction, occasion, std::move(accounts));
}

// Whoever has no seat any more does not see the consortium: they are told at the opportunity.
void tell_of_lost_seat(store::Transaction& transaction, const Consortium& consortium, OrganisationId organisation) {
  Occasion occasion{NotificationKind::consortium_moved, "opportunity", consortium.opportunity.str()};
  occasion.detail = {{"state", "seat_given_up"}};
  notify(transaction, occasion, representatives_of(transaction, organisation));
}

std::vector<cluster::UserId> speakers_in(store::Transaction& transaction, const Consortium& consortium) {
  std::vector<cluster::UserId> made;
  for (const Seat& seat : consortium.seats) {
    if (seat.state != SeatState::accepted && seat.state != SeatState::invited) continue;
    const auto people = representatives_of(transaction, seat.organisation);
    made.insert(made.end(), people.begin(), people.end());
  }
  return made;
}

void add_partners(store::Transaction& transaction, const Consortium& consortium,
                  const cluster::Project& project, std::optional<OrganisationId> coordinator) {
  store::PartStore parts(transaction);
  for (const Seat& seat : consortium.seats) {
    if (seat.state != SeatState::accepted || seat.organisation == coordinator) continue;
    cluster::Partner partner;
    partner.organisation = seat.organisation;
    // The coordinator manages the project; who leads the consortium is told by its task.
    partner.role = seat.role == cluster::SeatRole::lead && !coordinator ? cluster::PartnerRole::lead
                                                                        : cluster::PartnerRole::partner;
    partner.state = cluster::PartnerState::active;
    partner.task = seat.task;
    partner.since = project.begins_on;
    cluster::Part part{new_id<cluster::PartId>(), project.id, partner, 0, {}, {}, {}};
    parts.insert(project, part);
  }
  store::ProjectStore(transaction).refresh_viewers(project);
}

}  // namespace

std::vector<ConsortiumView> list_consortia(store::Transaction& transaction, const Caller& caller,
                                           std::string_view cluster,
                                           std::optional<cluster::OpportunityId> opportunity) {
  const cluster::ClusterId id = read_cluster(transaction, cluster).id;
  std::vector<ConsortiumView> made;
  for (Consortium& each : store::ConsortiumStore(transaction)
                              .list(id, opportunity, cluster::audiences_of(caller.actor), kMostConsortia))
    made.push_back(view_of_consortium(transaction, caller, std::move(each)));
  return made;
}

ConsortiumView read_consortium(store::Transaction& transaction, const Caller& caller, ConsortiumId id) {
  return view_of_consortium(transaction, caller, find_seen_consortium(transaction, caller, id));
}

ConsortiumView found_consortium(store::Transaction& transaction, const Installation& installation,
                                const Caller& caller, cluster::OpportunityId opportunity,
                                const json& draft) {
  const auto found = read_opportunity(transaction, caller, opportunity);
  require(caller, Permission::manage_consortium, run_by(found.opportunity.cluster));
  Consortium consortium;
  consortium.id = new_id<ConsortiumId>();
  consortium.opportunity = opportunity;
  consortium.cluster = found.opportunity.cluster;
  consortium.readiness = usual_readiness(installation, caller.language);
  consortium = cluster::consortium_from_json(draft, std::move(consortium));
  cluster::normalise(consortium);
  require_open(transaction, consortium);
  require_members(transaction, consortium);
  store::ConsortiumStore(transaction).insert(consortium);
  return read_consortium(transaction, caller, consortium.id);
}

ConsortiumView edit_consortium(store::Transaction& transaction, const Caller& caller, ConsortiumId id,
                               std::int64_t version, const json& draft) {
  const Consortium stored = find_managed(transaction, caller, id);
  Consortium edited = cluster::consortium_from_json(draft, stored);
  if (stored.stage != ConsortiumStage::forming) {
    Consortium kept = stored;
    kept.readiness = edited.readiness;
    kept.name = edited.name;
    if (kept.seats != edited.seats || kept.agreement != edited.agreement)
      throw InvalidInput("/stage", "the consortium is not forming any more", "look at what became of it");
    edited = kept;
  }
  require_members(transaction, edited);
  return write_consortium(transaction, caller, std::move(edited), version);
}

ConsortiumView invite_partners(store::Transaction& transaction, const Caller& caller, ConsortiumId id,
                               std::int64_t version) {
  Consortium consortium = find_managed(transaction, caller, id);
  require_open(transaction, consortium);
  require_members(transaction, consortium);
  std::vector<OrganisationId> asked;
  for (const Seat& seat : consortium.seats)
    if (seat.state == SeatState::proposed) asked.push_back(seat.organisation);
  cluster::invite(consortium);
  auto view = write_consortium(transaction, caller, consortium, version);
  std::vector<cluster::UserId> accounts;
  for (const OrganisationId& each : asked) {
    const auto people = representatives_of(transaction, each);
    accounts.insert(accounts.end(), people.begin(), people.end());
  }
  tell_in_consortium(transaction, NotificationKind::consortium_invited, consortium, "invited",
                     std::move(accounts));
  return view;
}

ConsortiumView answer_invitation(store::Transaction& transaction, const Caller& caller, ConsortiumId id,
                                 std::int64_t version, OrganisationId organisation, SeatState answer,
                                 std::string reason) {
  Consortium consortium = find_seen_consortium(transaction, caller, id);
  require(caller, Permission::speak_in_consortium, {std::nullopt, organisation, {}});
  const bool was_agreed = consortium.stage == ConsortiumStage::agreed;
  if (answer == SeatState::withdrawn) {
    cluster::withdraw_seat(consortium, organisation, std::move(reason));
  } else {
    if (answer == SeatState::accepted) require_open(transaction, consortium);
    cluster::answer_seat(consortium, organisation, answer == SeatState::accepted, std::move(reason));
  }
  for (Seat& seat : consortium.seats)
    if (seat.organisation == organisation && seat.state == answer) {
      seat.answered_at = transaction.now();
      seat.answered_by = caller.actor.user;
    }
  auto view = write_consortium(transaction, caller, consortium, version);
  tell_in_consortium(transaction, NotificationKind::consortium_answered, consortium,
                     "seat_" + std::string(name_of(answer)), runners_of(transaction, consortium.cluster));
  // The others have agreed with one who is not in it any more.
  if (was_agreed)
    tell_in_consortium(transaction, NotificationKind::consortium_moved, consortium, "open_again",
                       speakers_in(transaction, consortium));
  return view;
}

ConsortiumView replace_partner(store::Transaction& transaction, const Caller& caller, ConsortiumId id,
                               std::int64_t version, OrganisationId organisation,
                               std::optional<OrganisationId> by) {
  Consortium consortium = find_managed(transaction, caller, id);
  const bool was_in_it = std::any_of(consortium.seats.begin(), consortium.seats.end(), [&](const Seat& seat) {
    return seat.organisation == organisation &&
           (seat.state == SeatState::invited || seat.state == SeatState::accepted);
  });
  if (by)
    cluster::replace_seat(consortium, organisation, *by);
  else
    cluster::give_up_seat(consortium, organisation);
  require_members(transaction, consortium);
  auto view = write_consortium(transaction, caller, std::move(consortium), version);
  if (was_in_it) tell_of_lost_seat(transaction, view.consortium, organisation);
  return view;
}

SolvingQuestion replacement_question(store::Transaction& transaction, const Caller& caller, ConsortiumId id,
                                     OrganisationId organisation) {
  const Consortium consortium = find_managed(transaction, caller, id);
  SolvingQuestion made = solving_question(transaction, caller, consortium.opportunity, json::object());
  auto& requirements = made.requirements;
  std::set<std::string> there, staying, gone;
  for (const auto& candidate : made.field.candidates) there.insert(candidate.id);
  int empty = 0;
  bool has_seat = false;
  for (const Seat& seat : consortium.seats) {
    if (seat.state == SeatState::replaced) continue;
    const bool stays = seat.organisation != organisation && cluster::counts(seat.state);
    has_seat = has_seat || seat.organisation == organisation;
    if (!stays) ++empty;
    // Who stays has a seat, whether or not the requirements forbid it now.
    if (const std::string each = seat.organisation.str(); there.contains(each))
      (stays ? staying : gone).insert(each);
  }
  if (!has_seat)
    throw InvalidInput("/organisation", "has no seat in the consortium", "choose one that has");
  // Who left once, and was replaced, is not asked again.
  for (const Seat& seat : consortium.seats)
    if (const std::string each = seat.organisation.str();
        seat.state == SeatState::replaced && there.contains(each) && !staying.contains(each))
      gone.insert(each);
  for (const std::string& each : requirements.excluded)
    if (!staying.contains(each)) gone.insert(each);
  requirements.fixed.assign(staying.begin(), staying.end());
  requirements.excluded.assign(gone.begin(), gone.end());
  // One for this seat, and where more are empty as many as it takes.
  requirements.min_partners = static_cast<int>(staying.size()) + 1;
  requirements.max_partners = static_cast<int>(staying.size()) + empty;
  return made;
}

ConsortiumView draft_consortium_agreement(store::Transaction& transaction, const Installation& installation,
                                          const Caller& caller, ConsortiumId id, std::int64_t version) {
  Consortium consortium = find_managed(transaction, caller, id);
  if (consortium.stage != ConsortiumStage::forming)
    throw InvalidInput("/stage", "the consortium is not forming any more", "look at what became of it");
  consortium.agreement = draft_agreement(transaction, installation, consortium,
                                         opportunity_of(transaction, consortium), today());
  return write_consortium(transaction, caller, std::move(consortium), version);
}

ConsortiumView agree_consortium(store::Transaction& transaction, const Caller& caller, ConsortiumId id,
                                std::int64_t version) {
  Consortium consortium = find_managed(transaction, caller, id);
  cluster::agree(consortium);
  auto view = write_consortium(transaction, caller, consortium, version);
  tell_in_consortium(transaction, NotificationKind::consortium_moved, consortium, name_of(consortium.stage),
                     speakers_in(transaction, consortium));
  return view;
}

ConsortiumView dissolve_consortium(store::Transaction& transaction, const Caller& caller, ConsortiumId id,
                                   std::int64_t version, std::string reason) {
  Consortium consortium = find_managed(transaction, caller, id);
  cluster::dissolve(consortium, std::move(reason));
  auto view = write_consortium(transaction, caller, consortium, version);
  tell_in_consortium(transaction, NotificationKind::consortium_moved, consortium, name_of(consortium.stage),
                     speakers_in(transaction, consortium));
  return view;
}

ConsortiumView hand_over(store::Transaction& transaction, const Installation& installation,
                         const Caller& caller, ConsortiumId id, std::int64_t version, const json& time) {
  Consortium consortium = find_managed(transaction, caller, id);
  if (consortium.stage != ConsortiumStage::agreed)
    throw InvalidInput("/stage", "only a consortium that has agreed becomes a project", "let it agree first");
  cluster::JsonReader reader(time, "");
  const Date begins_on = reader.required("begins_on", reader.day("begins_on")),
             ends_on = reader.required("ends_on", reader.day("ends_on"));
  reader.expect_nothing_else();
  const auto opportunity = opportunity_of(transaction, consortium);
  const json draft = {{"title", opportunity.title},
                      {"summary", opportunity.description},
                      {"begins_on", to_string(begins_on)},
                      {"ends_on", to_string(ends_on)},
                      {"currency", opportunity.currency}};
  const auto project =
      begin_project(transaction, installation, caller, consortium.cluster.str(), draft).project;
  const auto cluster = read_cluster(transaction, consortium.cluster.str());
  add_partners(transaction, consortium, project, cluster.coordinator);
  consortium.stage = ConsortiumStage::project;
  consortium.project = project.id;
  auto view = write_consortium(transaction, caller, consortium, version);
  tell_in_consortium(transaction, NotificationKind::consortium_moved, consortium, name_of(consortium.stage),
                     speakers_in(transaction, consortium));
  return view;
}

json to_json(const ConsortiumView& view) {
  json made = cluster::to_json(view.consortium);
  for (std::size_t i = 0; i < view.names.size(); ++i) made["seats"][i]["name"] = view.names[i];
  made["opportunity_title"] = view.opportunity_title;
  made["currency"] = view.currency;
  if (view.closes_on) made["closes_on"] = to_string(*view.closes_on);
  made["is_over"] = view.is_over;
  made["open_ends"] = view.open_ends;
  json own = json::array();
  for (const OrganisationId& each : view.own) own.push_back(each.str());
  made["own"] = std::move(own);
  made["may"] = view.may;
  return made;
}

}  // namespace grono::app
