#include <algorithm>

#include <nlohmann/json.hpp>

#include "cluster/names.hpp"
#include "cluster/policy.hpp"

namespace grono::cluster {
namespace {

std::vector<Audience> sorted(std::vector<Audience> groups) {
  std::sort(groups.begin(), groups.end());
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  return groups;
}

// Keeps the items that the actor sees in the offers or needs of an audit entry's before or after.
void keep_seen(nlohmann::json& items, const Actor& actor, OrganisationId owner,
               std::span<const ClusterId> clusters) {
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

std::vector<Audience> audiences_for(Visibility visibility, OrganisationId owner,
                                    std::span<const ClusterId> clusters_of_owner) {
  if (visibility == Visibility::everyone) return {Audience{}};
  std::vector<Audience> groups = {{Audience::Kind::people_of, owner.uuid}};
  const auto add_each_cluster = [&](Audience::Kind kind) {
    for (const ClusterId& cluster : clusters_of_owner) groups.push_back({kind, cluster.uuid});
  };
  switch (visibility) {
    case Visibility::everyone:
      break;
    case Visibility::members:
      add_each_cluster(Audience::Kind::members_of);
      break;
    case Visibility::partners:
    case Visibility::coordinator:
      add_each_cluster(Audience::Kind::runners_of);
      break;
    case Visibility::owner:
      break;
  }
  return sorted(std::move(groups));
}

std::vector<Audience> audiences_of(const Actor& actor) {
  std::vector<Audience> groups = {Audience{}};
  for (const ClusterId& cluster : actor.member_of)
    groups.push_back({Audience::Kind::members_of, cluster.uuid});
  for (const RoleGrant& grant : actor.grants) {
    if (grant.organisation) groups.push_back({Audience::Kind::people_of, grant.organisation->uuid});
    if ((grant.role == Role::manager || grant.role == Role::animator) && grant.cluster) {
      groups.push_back({Audience::Kind::members_of, grant.cluster->uuid});
      groups.push_back({Audience::Kind::runners_of, grant.cluster->uuid});
    }
  }
  return sorted(std::move(groups));
}

bool may_see(const Actor& actor, Visibility visibility, OrganisationId owner,
             std::span<const ClusterId> clusters_of_owner) {
  const auto held = audiences_of(actor);
  const auto wanted = audiences_for(visibility, owner, clusters_of_owner);
  return std::any_of(wanted.begin(), wanted.end(), [&](const Audience& group) {
    return std::binary_search(held.begin(), held.end(), group);
  });
}

Organisation as_seen_by(const Actor& actor, Organisation organisation,
                        std::span<const ClusterId> clusters_of_owner) {
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
