#include "app/memberships.hpp"

#include <chrono>
#include <map>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/commerce/owners.hpp"
#include "app/errors.hpp"
#include "app/json.hpp"
#include "app/known_names.hpp"
#include "app/notify.hpp"
#include "app/resources/bookings.hpp"
#include "app/written_text.hpp"
#include "cluster/json.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "store/membership_store.hpp"
#include "store/organisation_store.hpp"
#include "store/user_store.hpp"
#include "store/viewers.hpp"

namespace grono::app {
namespace {

using cluster::JsonReader;
using cluster::Membership;
using cluster::MembershipEvent;
using cluster::MembershipEventKind;
using cluster::MembershipRole;
using cluster::MembershipStatus;
using cluster::OrganisationId;
using cluster::Permission;

std::string note_from(JsonReader& reader) { return written_text(reader, "note", 2'000); }

// East of Greenwich tomorrow has begun already.
void refuse_future(const char* where, const Date& day) {
  if (std::chrono::sys_days(day) > std::chrono::sys_days(today()) + std::chrono::days(1))
    throw InvalidInput(where, to_string(day) + " has not come yet", "record it on the day it takes effect");
}

bool may_see_history(const Caller& caller, const Membership& membership) {
  return cluster::may(caller.actor, Permission::list_memberships,
                      {membership.cluster, membership.organisation, {}}) ||
         cluster::may(caller.actor, Permission::read_audit, {std::nullopt, membership.organisation, {}});
}

// Puts the names to memberships; asks the store for each thing once.
class MembershipNames {
 public:
  explicit MembershipNames(store::Transaction& transaction) : transaction_(transaction), names_(transaction) {}

  // None where the organisation is deleted.
  std::optional<MembershipView> view(Membership membership, bool has_history) {
    const auto organisation = store::OrganisationStore(transaction_).find(membership.organisation);
    if (!organisation) return std::nullopt;
    MembershipView made;
    made.cluster = cluster(membership.cluster);
    made.organisation = card_of(*organisation);
    made.has_history = has_history;
    if (has_history)
      for (const MembershipEvent& event : membership.events)
        made.recorded_by.push_back(names_.person(event.recorded_by));
    made.membership = std::move(membership);
    return made;
  }

 private:
  const cluster::Cluster& cluster(cluster::ClusterId id) {
    const auto [found, is_new] = clusters_.try_emplace(id);
    if (is_new) found->second = read_cluster(transaction_, id.str());
    return found->second;
  }

  store::Transaction& transaction_;
  std::map<cluster::ClusterId, cluster::Cluster> clusters_;
  KnownNames names_;
};

void check_organisation(store::Transaction& transaction, OrganisationId id) {
  const auto found = store::OrganisationStore(transaction).find(id);
  if (!found)
    throw InvalidInput("/organisation", "there is no such organisation", "choose one of the catalogue");
  if (found->merged_into)
    throw InvalidInput("/organisation", "was merged into another one", "take " + found->merged_into->str());
}

// How the membership begins: with an application, or, by who may decide, with joining.
MembershipEvent first_event(const Caller& caller, const cluster::Subject& subject,
                            const NewMembership& wanted) {
  MembershipEvent event;
  event.note = wanted.note;
  event.role = wanted.role;
  if (wanted.joined_on) {
    require(caller, Permission::decide_membership, subject);
    refuse_future("/joined_on", *wanted.joined_on);
    event.kind = MembershipEventKind::joined;
    event.on = *wanted.joined_on;
    return event;
  }
  if (!cluster::may(caller.actor, Permission::apply_for_membership, subject) &&
      cluster::may(caller.actor, Permission::decide_membership, subject))
    throw InvalidInput("/joined_on", "is missing", "say from which day on it is a member");
  require(caller, Permission::apply_for_membership, subject);
  if (wanted.role == MembershipRole::coordinator)
    throw InvalidInput("/role", "nobody applies as coordinator", "apply as member or supporting");
  event.kind = MembershipEventKind::applied;
  event.on = today();
  return event;
}

// Those who run the cluster, and the organisation's people.
void tell_of(store::Transaction& transaction, const Membership& membership) {
  const std::vector<cluster::Audience> viewers = {
      {cluster::Audience::Kind::runners_of, membership.cluster.uuid},
      {cluster::Audience::Kind::people_of, membership.organisation.uuid}};
  store::write_viewers(transaction, membership.id.str(), viewers);
  transaction.changed({"membership", membership.id.str(), 0, std::nullopt, viewers});
  const MembershipEvent& newest = membership.events.back();
  store::UserStore users(transaction);
  if (newest.kind == MembershipEventKind::applied) {
    notify(transaction, {cluster::NotificationKind::membership_applied, "membership", membership.id.str()},
           users.with_role(cluster::Role::manager, membership.cluster));
    return;
  }
  std::vector<cluster::UserId> representatives;
  for (const store::User& user : users.with_grant_for(membership.organisation))
    if (cluster::may(cluster::Actor{user.id, user.grants, {}, {}}, Permission::edit_organisation,
                     {std::nullopt, membership.organisation, {}}))
      representatives.push_back(user.id);
  Occasion occasion{cluster::NotificationKind::membership_decided, "membership", membership.id.str()};
  occasion.detail = {{"event", name_of(newest.kind)}, {"role", name_of(newest.role)}};
  notify(transaction, occasion, std::move(representatives));
}

}  // namespace

NewMembership new_membership_from(const nlohmann::json& body) {
  JsonReader reader(body, "");
  NewMembership made;
  made.organisation = reader.required("organisation", reader.id<OrganisationId>("organisation"));
  made.note = note_from(reader);
  made.joined_on = reader.day("joined_on");
  made.role = reader.named<MembershipRole>("role").value_or(MembershipRole::member);
  reader.expect_nothing_else();
  return made;
}

NewEvent new_event_from(const nlohmann::json& body) {
  JsonReader reader(body, "");
  NewEvent made;
  made.kind = reader.required("kind", reader.named<MembershipEventKind>("kind"));
  if (made.kind == MembershipEventKind::applied || made.kind == MembershipEventKind::invited)
    throw InvalidInput(reader.at("kind"), "only begins a membership",
                       "use one of: joined, rejected, role_changed, left");
  made.on = reader.day("on");
  made.role = reader.named<MembershipRole>("role");
  if (made.kind == MembershipEventKind::role_changed && !made.role)
    throw InvalidInput(reader.at("role"), "is missing", "say which role it has from now on");
  made.note = note_from(reader);
  reader.expect_nothing_else();
  return made;
}

void require_may_begin(const Caller& caller) {
  if (!cluster::may_somewhere(caller.actor, Permission::decide_membership))
    require_somewhere(caller, Permission::apply_for_membership);
}

void require_may_decide(store::Transaction& transaction, const Caller& caller, cluster::MembershipId id) {
  const auto found = store::MembershipStore(transaction).find(id);
  if (!found) throw store::NotFound("there is no such membership");
  require(caller, Permission::decide_membership, {found->cluster, found->organisation, {}});
}

MembershipView begin_membership(store::Transaction& transaction, const Caller& caller,
                                std::string_view cluster, const NewMembership& wanted) {
  const cluster::ClusterId id = read_cluster(transaction, cluster).id;
  MembershipEvent event = first_event(caller, {id, wanted.organisation, {}}, wanted);
  check_organisation(transaction, wanted.organisation);
  Membership membership;
  membership.id = new_id<cluster::MembershipId>();
  membership.cluster = id;
  membership.organisation = wanted.organisation;
  cluster::record(membership, std::move(event));
  store::MembershipStore(transaction).insert(membership);
  tell_of(transaction, membership);
  const bool has_history = may_see_history(caller, membership);
  return MembershipNames(transaction).view(std::move(membership), has_history).value();
}

MembershipView record_event(store::Transaction& transaction, const Caller& caller, cluster::MembershipId id,
                            const NewEvent& wanted) {
  store::MembershipStore memberships(transaction);
  require_may_decide(transaction, caller, id);
  const auto found = memberships.find(id);
  MembershipEvent event;
  event.kind = wanted.kind;
  event.on = wanted.on.value_or(today());
  refuse_future("/on", event.on);
  event.role = wanted.role.value_or(cluster::role(*found));
  event.note = wanted.note;
  Membership recorded = memberships.record(id, std::move(event));
  if (cluster::status(recorded) == MembershipStatus::ended) {
    withdraw_resources(transaction, recorded.cluster, recorded.organisation);
    withdraw_commerce(transaction, recorded.cluster, recorded.organisation);
  }
  tell_of(transaction, recorded);
  auto view = MembershipNames(transaction).view(std::move(recorded), true);
  if (!view) throw Gone("the organisation was deleted");
  return *std::move(view);
}

store::Page<MembershipView> list_memberships(store::Transaction& transaction, const Caller& caller,
                                             std::string_view cluster,
                                             std::span<const MembershipStatus> statuses,
                                             const store::PageRequest& page) {
  const cluster::ClusterId id = read_cluster(transaction, cluster).id;
  require(caller, Permission::list_memberships, {id, std::nullopt, {}});
  auto found = store::MembershipStore(transaction).list_of_cluster(id, statuses, page);
  store::Page<MembershipView> made;
  made.next = std::move(found.next);
  MembershipNames names(transaction);
  for (Membership& membership : found.items)
    if (auto view = names.view(std::move(membership), true)) made.items.push_back(*std::move(view));
  return made;
}

std::vector<MembershipView> memberships_of(store::Transaction& transaction, const Caller& caller,
                                           OrganisationId organisation) {
  if (!store::OrganisationStore(transaction).find(organisation))
    throw store::NotFound("there is no such organisation");
  std::vector<MembershipView> made;
  MembershipNames names(transaction);
  for (Membership& membership : store::MembershipStore(transaction).list_of_organisation(organisation)) {
    const bool has_history = may_see_history(caller, membership);
    if (!has_history && cluster::status(membership) != MembershipStatus::active) continue;
    if (auto view = names.view(std::move(membership), has_history)) made.push_back(*std::move(view));
  }
  return made;
}

nlohmann::json to_json(const MembershipView& view, const cluster::Classifications& classifications) {
  nlohmann::json made = cluster::to_json(view.membership);
  made["cluster"] = {{"id", view.cluster.id.str()}, {"slug", view.cluster.slug}, {"name", view.cluster.name}};
  made["organisation"] = to_json(view.organisation, classifications);
  if (!view.has_history) {
    made.erase("events");
    return made;
  }
  for (std::size_t i = 0; i < view.recorded_by.size(); ++i) {
    nlohmann::json& event = made["events"][i];
    event.erase("recorded_by");  // an id says nothing to a reader
    if (!view.recorded_by[i].empty()) event["recorded_by"] = view.recorded_by[i];
  }
  return made;
}

}  // namespace grono::app
