#include <algorithm>

#include <nlohmann/json.hpp>

#include "cluster/names.hpp"
#include "cluster/policy.hpp"

namespace grono::cluster {
namespace {

bool contains(std::span<const ClusterId> clusters, const ClusterId& cluster) {
  return std::find(clusters.begin(), clusters.end(), cluster) != clusters.end();
}

bool belongs_to(const Actor& actor, OrganisationId organisation) {
  return std::any_of(actor.grants.begin(), actor.grants.end(),
                     [&](const RoleGrant& grant) { return grant.organisation == organisation; });
}

bool runs_one_of(const Actor& actor, std::span<const ClusterId> clusters) {
  return std::any_of(actor.grants.begin(), actor.grants.end(), [&](const RoleGrant& grant) {
    return (grant.role == Role::manager || grant.role == Role::animator) && grant.cluster &&
           contains(clusters, *grant.cluster);
  });
}

bool is_fellow_member(const Actor& actor, std::span<const ClusterId> clusters) {
  return std::any_of(actor.member_of.begin(), actor.member_of.end(),
                     [&](const ClusterId& cluster) { return contains(clusters, cluster); });
}

// Keeps the items that the actor sees in the offers or needs of an audit entry's before or after.
void keep_seen(nlohmann::json& items, const Actor& actor, OrganisationId owner, std::span<const ClusterId> clusters) {
  if (!items.is_array()) return;
  nlohmann::json seen = nlohmann::json::array();
  for (nlohmann::json& item : items) {
    const auto visibility = value_of<Visibility>(item.value("visibility", "owner"));
    if (visibility && may_see(actor, *visibility, owner, clusters)) seen.push_back(std::move(item));
  }
  items = std::move(seen);
}

std::vector<Capability> merged_items(const std::vector<Capability>& stored, std::vector<Capability> edited,
                                     const auto& sees) {
  std::vector<Capability> hidden;
  std::copy_if(stored.begin(), stored.end(), std::back_inserter(hidden),
               [&](const Capability& item) { return !sees(item); });
  for (Capability& item : edited)
    if (std::any_of(hidden.begin(), hidden.end(), [&](const Capability& each) { return each.id == item.id; }))
      item.id = {};
  edited.insert(edited.end(), hidden.begin(), hidden.end());
  return edited;
}

}  // namespace

bool may_see(const Actor& actor, Visibility visibility, OrganisationId owner,
             std::span<const ClusterId> clusters_of_owner) {
  if (visibility == Visibility::everyone || belongs_to(actor, owner)) return true;
  switch (visibility) {
    case Visibility::everyone: return true;
    case Visibility::members:
      return is_fellow_member(actor, clusters_of_owner) || runs_one_of(actor, clusters_of_owner);
    case Visibility::partners:
    case Visibility::coordinator: return runs_one_of(actor, clusters_of_owner);
    case Visibility::owner: return false;
  }
  return false;
}

Organisation as_seen_by(const Actor& actor, Organisation organisation, std::span<const ClusterId> clusters_of_owner) {
  const auto hidden = [&](const Capability& item) {
    return !may_see(actor, item.visibility, organisation.id, clusters_of_owner);
  };
  std::erase_if(organisation.offers, hidden);
  std::erase_if(organisation.needs, hidden);
  return organisation;
}

Organisation merge_edit(const Organisation& stored, Organisation edited, const Actor& actor,
                        std::span<const ClusterId> clusters_of_owner) {
  const auto sees = [&](const Capability& item) {
    return may_see(actor, item.visibility, stored.id, clusters_of_owner);
  };
  edited.offers = merged_items(stored.offers, std::move(edited.offers), sees);
  edited.needs = merged_items(stored.needs, std::move(edited.needs), sees);
  return edited;
}

nlohmann::json changes_as_seen_by(const Actor& actor, nlohmann::json changes, OrganisationId owner,
                                  std::span<const ClusterId> clusters_of_owner) {
  for (const char* field : {"offers", "needs"}) {
    const auto change = changes.find(field);
    if (change == changes.end()) continue;
    for (nlohmann::json& side : *change) keep_seen(side, actor, owner, clusters_of_owner);
    const auto side = [&](const char* name) { return change->value(name, nlohmann::json::array()); };
    if (side("before") == side("after")) changes.erase(change);
  }
  return changes;
}

}  // namespace grono::cluster
