#include "app/organisations.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "app/clock.hpp"
#include "app/disclosures.hpp"
#include "app/json.hpp"
#include "app/locate.hpp"
#include "cluster/json.hpp"
#include "cluster/rules.hpp"
#include "store/cluster_store.hpp"
#include "store/membership_store.hpp"
#include "store/organisation_store.hpp"
#include "store/ties.hpp"

namespace grono::app {
namespace {

using cluster::ClusterId;
using cluster::Organisation;
using cluster::OrganisationId;
using cluster::Permission;

struct Loaded {
  Organisation organisation;
  cluster::Ties ties;

  [[nodiscard]] cluster::Subject subject() const { return {std::nullopt, organisation.id, ties.clusters}; }
};

Loaded load(store::Transaction& transaction, OrganisationId id) {
  store::OrganisationStore organisations(transaction);
  auto found = organisations.find(id);
  if (!found) {
    if (organisations.is_deleted(id)) throw Gone("the organisation was deleted");
    throw store::NotFound("there is no such organisation");
  }
  if (found->merged_into) throw MovedTo(*found->merged_into);
  return {*std::move(found), store::ties_of(transaction, id)};
}

struct Act {
  Permission permission;
  std::string_view name;
};
constexpr std::array kActs = {
    Act{Permission::edit_organisation, "edit"},    Act{Permission::delete_organisation, "delete"},
    Act{Permission::merge_organisations, "merge"}, Act{Permission::invite_colleague, "invite_colleague"},
    Act{Permission::read_audit, "read_audit"},     Act{Permission::match_confidentially, "match_confidentially"},
    Act{Permission::read_disclosures, "read_disclosures"},
};

// The version for those to whom something is hidden: made from what they see, so that a change they don't see is none.
// Whole numbers up to 2^53 are exact in every client.
std::int64_t version_of_part(const Organisation& seen) {
  nlohmann::json content = cluster::to_json(seen);
  content.erase("version");
  const std::string hexadecimal = digest(content.dump()).substr(0, 13);
  return std::stoll(hexadecimal, nullptr, 16) + 1;
}

Organisation seen_by(const Caller& caller, const Loaded& loaded) {
  Organisation seen = cluster::as_seen_by(caller.actor, loaded.organisation, loaded.ties);
  const bool is_whole = seen.offers.size() == loaded.organisation.offers.size() &&
                        seen.needs.size() == loaded.organisation.needs.size();
  if (!is_whole) seen.version = version_of_part(seen);
  return seen;
}

// Holds the version that somebody has read against what there is for them now. @returns  the stored version
std::int64_t checked_version(const Caller& caller, const Loaded& loaded, std::int64_t read) {
  if (seen_by(caller, loaded).version != read)
    throw store::VersionConflict("the organisation was changed or removed meanwhile");
  return loaded.organisation.version;
}

OrganisationView view_of(const Caller& caller, const Loaded& loaded) {
  OrganisationView view{seen_by(caller, loaded), {}};
  note_shown(caller, view.organisation, cluster::DisclosureChannel::profile);
  for (const Act& act : kActs)
    if (cluster::may(caller.actor, act.permission, loaded.subject())) view.may.push_back(act.name);
  return view;
}

// An id that a client made up, or took from another organisation, is no id: the item is a new one.
template <class Item>
void keep_own_ids(std::vector<Item>& edited, const std::vector<Item>& stored) {
  std::set<decltype(Item::id)> own;
  for (const Item& item : stored) own.insert(item.id);
  for (Item& item : edited)
    if (own.erase(item.id) == 0) item.id = {};  // erased: of two with one id the second is new
}

void keep_own_ids(Organisation& edited, const Organisation& stored) {
  keep_own_ids(edited.places, stored.places);
  keep_own_ids(edited.offers, stored.offers);
  keep_own_ids(edited.needs, stored.needs);
}

// Coordinates that came from the gazetteer follow the name of the town, as do the region's codes.
void forget_old_location(Organisation& edited, const Organisation& stored) {
  for (cluster::Place& place : edited.places) {
    if (place.position_source != cluster::CoordinateSource::gazetteer) continue;
    const auto before = std::find_if(stored.places.begin(), stored.places.end(),
                                     [&](const cluster::Place& each) { return each.id == place.id; });
    const bool is_same = before != stored.places.end() && before->locality == place.locality &&
                         before->country == place.country && before->position == place.position;
    if (is_same) continue;
    place.position.reset();
    place.position_source.reset();
    if (before == stored.places.end()) continue;
    if (place.nuts == before->nuts) place.nuts.clear();
    if (place.lau == before->lau) place.lau.clear();
  }
}

// Brings what was written into its stored form.
void complete(Organisation& organisation, const Installation& installation) {
  cluster::normalise(organisation, installation.classifications());
  locate_places(organisation, installation.gazetteer());
  cluster::give_missing_ids(organisation, new_uuid);
}

void take_in(store::Transaction& transaction, ClusterId cluster, OrganisationId organisation) {
  cluster::Membership membership;
  membership.id = new_id<cluster::MembershipId>();
  membership.cluster = cluster;
  membership.organisation = organisation;
  cluster::MembershipEvent event;
  event.kind = cluster::MembershipEventKind::joined;
  event.on = today();
  cluster::record(membership, std::move(event));
  store::MembershipStore(transaction).insert(membership);
}

bool coordinates_a_cluster(store::Transaction& transaction, OrganisationId id) {
  store::ClusterStore clusters(transaction);
  store::PageRequest request{{}, 200};
  for (;;) {
    const auto page = clusters.list(request);
    if (std::any_of(page.items.begin(), page.items.end(),
                    [&](const cluster::Cluster& cluster) { return cluster.coordinator == id; }))
      return true;
    if (!page.next) return false;
    request.cursor = *page.next;
  }
}

}  // namespace

nlohmann::json to_json(const OrganisationView& view, const cluster::Classifications& classifications) {
  nlohmann::json made = cluster::to_json(view.organisation);
  nlohmann::json activities = nlohmann::json::array();
  for (const cluster::ActivityCode& code : view.organisation.activities)
    activities.push_back(titled(code, classifications));
  made["activities"] = std::move(activities);
  made["may"] = view.may;
  return made;
}

void require_on(store::Transaction& transaction, const Caller& caller, Permission permission,
                OrganisationId id) {
  require(caller, permission, load(transaction, id).subject());
}

OrganisationView read_organisation(store::Transaction& transaction, const Caller& caller, OrganisationId id) {
  const Loaded loaded = load(transaction, id);
  require(caller, Permission::view_public, loaded.subject());
  return view_of(caller, loaded);
}

OrganisationView create_organisation(store::Transaction& transaction, const Installation& installation,
                                     const Caller& caller, const nlohmann::json& draft,
                                     std::optional<ClusterId> cluster) {
  require(caller, Permission::create_organisation, {cluster, std::nullopt, {}});
  if (cluster && !store::ClusterStore(transaction).find(*cluster))
    throw store::NotFound("there is no such cluster");
  Organisation organisation = cluster::organisation_from_json(draft);
  keep_own_ids(organisation, {});
  complete(organisation, installation);
  organisation.id = new_id<OrganisationId>();
  store::OrganisationStore(transaction).insert(organisation);
  if (cluster) take_in(transaction, *cluster, organisation.id);
  return view_of(caller, load(transaction, organisation.id));
}

OrganisationView edit_organisation(store::Transaction& transaction, const Installation& installation,
                                   const Caller& caller, OrganisationId id, std::int64_t version,
                                   const nlohmann::json& draft) {
  const Loaded loaded = load(transaction, id);
  require(caller, Permission::edit_organisation, loaded.subject());
  const Organisation& stored = loaded.organisation;
  Organisation edited = cluster::organisation_from_json(draft, stored);
  keep_own_ids(edited, stored);
  forget_old_location(edited, stored);
  // Before what the caller can't see is put back: no error, nor the place it names, may tell of that.
  complete(edited, installation);
  edited = cluster::merge_edit(stored, std::move(edited), caller.actor, loaded.ties);
  cluster::give_missing_ids(edited, new_uuid);
  edited.version = checked_version(caller, loaded, version);
  store::OrganisationStore(transaction).update(edited);
  return view_of(caller, load(transaction, id));
}

void delete_organisation(store::Transaction& transaction, const Caller& caller, OrganisationId id,
                         std::int64_t version) {
  const Loaded loaded = load(transaction, id);
  require(caller, Permission::delete_organisation, loaded.subject());
  if (coordinates_a_cluster(transaction, id))
    throw Conflict("the organisation coordinates a cluster: give the cluster another coordinator first");
  store::OrganisationStore(transaction).remove(id, checked_version(caller, loaded, version));
}

OrganisationView restore_organisation(store::Transaction& transaction, const Caller& caller,
                                      OrganisationId id) {
  const auto clusters = store::MembershipStore(transaction).clusters_of(id);
  require(caller, Permission::delete_organisation, {std::nullopt, id, clusters});
  store::OrganisationStore(transaction).restore(id);
  return view_of(caller, load(transaction, id));
}

CheckedDraft check_draft(const Installation& installation, const Caller& caller,
                         const nlohmann::json& draft) {
  require(caller, Permission::manage_own_account);
  CheckedDraft checked{cluster::organisation_from_json(draft), {}};
  checked.problems = cluster::normalise_and_check(checked.organisation, installation.classifications());
  if (const auto id = draft.find("id"); id != draft.end() && id->is_string())
    checked.organisation.id = OrganisationId::parse(id->get<std::string>()).value_or(OrganisationId{});
  return checked;
}

}  // namespace grono::app
