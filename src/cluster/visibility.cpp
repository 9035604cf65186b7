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
void keep_seen(nlohmann::json& items, const Actor& actor, OrganisationId owner, const Ties& ties) {
  if (!items.is_array()) return;
  nlohmann::json seen = nlohmann::json::array();
  for (nlohmann::json& item : items) {
    const auto visibility = value_of<Visibility>(item.value("visibility", "owner"));
    std::vector<OrganisationId> named;
    for (const std::string& id : item.value("named", std::vector<std::string>{}))
      if (const auto parsed = OrganisationId::parse(id)) named.push_back(*parsed);
    if (visibility && may_see(actor, {*visibility, owner, named}, ties)) seen.push_back(std::move(item));
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
  // Each where it stood: after what was before it, as far as that is still there.
  for (std::size_t at = 0; at < stored.size(); ++at) {
    if (sees(stored[at])) continue;
    auto place = edited.begin();
    for (std::size_t before = at; before-- > 0 && place == edited.begin();) {
      const auto found = std::find_if(edited.begin(), edited.end(), [&](const Capability& each) {
        return !each.id.is_nil() && each.id == stored[before].id;
      });
      if (found != edited.end()) place = found + 1;
    }
    edited.insert(place, stored[at]);
  }
  return edited;
}

}  // namespace

void normalise_named(const std::string& where, Visibility visibility, std::vector<OrganisationId>& named) {
  constexpr std::size_t kMost = 200;
  if (named.size() > kMost)
    throw InvalidInput(where, "holds " + std::to_string(named.size()) + " entries", "keep to " + std::to_string(kMost));
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
  if (visibility == Visibility::named && named.empty())
    throw InvalidInput(where, "nobody is named", "name the organisations that see it, or choose another visibility");
  if (visibility != Visibility::named) named.clear();
}

std::vector<Audience> audiences_for(const Sharing& sharing, const Ties& ties) {
  if (sharing.visibility == Visibility::everyone) return {Audience{}};
  std::vector<Audience> groups;
  const auto add_each = [&](Audience::Kind kind, const auto& ids) {
    for (const auto& id : ids) groups.push_back({kind, id.uuid});
  };
  if (sharing.owner.is_nil())
    add_each(Audience::Kind::runners_of, ties.clusters);
  else
    groups.push_back({Audience::Kind::people_of, sharing.owner.uuid});
  switch (sharing.visibility) {
    case Visibility::everyone:
    case Visibility::owner:
      break;
    case Visibility::members:
      add_each(Audience::Kind::members_of, ties.clusters);
      break;
    case Visibility::named:
      add_each(Audience::Kind::people_of, sharing.named);
      break;
    case Visibility::partners:
      add_each(Audience::Kind::partners_in, ties.projects);
      add_each(Audience::Kind::runners_of, ties.clusters);
      break;
    case Visibility::coordinator:
      add_each(Audience::Kind::runners_of, ties.clusters);
      break;
  }
  return sorted(std::move(groups));
}

std::vector<Audience> audiences_of(const Actor& actor) {
  std::vector<Audience> groups = {Audience{}};
  for (const ClusterId& cluster : actor.member_of)
    groups.push_back({Audience::Kind::members_of, cluster.uuid});
  for (const ProjectId& project : actor.partner_in)
    groups.push_back({Audience::Kind::partners_in, project.uuid});
  for (const RoleGrant& grant : actor.grants) {
    if (grant.organisation) groups.push_back({Audience::Kind::people_of, grant.organisation->uuid});
    if ((grant.role == Role::manager || grant.role == Role::animator) && grant.cluster) {
      groups.push_back({Audience::Kind::members_of, grant.cluster->uuid});
      groups.push_back({Audience::Kind::runners_of, grant.cluster->uuid});
    }
  }
  return sorted(std::move(groups));
}

bool is_among(const Actor& actor, std::span<const Audience> groups) {
  const auto held = audiences_of(actor);
  return std::any_of(groups.begin(), groups.end(), [&](const Audience& group) {
    return std::binary_search(held.begin(), held.end(), group);
  });
}

bool may_see(const Actor& actor, const Sharing& sharing, const Ties& ties) {
  return is_among(actor, audiences_for(sharing, ties));
}

Permission permission_for(PartKind kind) {
  switch (kind) {
    case PartKind::partner:
    case PartKind::decision:
    case PartKind::period: return Permission::manage_project;
    case PartKind::work_package:
    case PartKind::budget_line:
    case PartKind::change_request:
    case PartKind::result: return Permission::plan_project;
    case PartKind::task:
    case PartKind::expense:
    case PartKind::risk:
    case PartKind::report: return Permission::work_in_project;
  }
  GRONO_INVARIANT(!"a kind of part without a permission");
  return Permission::manage_project;
}

bool is_between_partner_and_coordinator(PartKind kind) { return kind == PartKind::expense || kind == PartKind::report; }

bool sees_part(const Actor& actor, ClusterId cluster, PartKind kind,
               const std::optional<OrganisationId>& organisation) {
  return !is_between_partner_and_coordinator(kind) ||
         may(actor, Permission::work_in_project, {cluster, organisation, {}});
}

bool organisation_sees(OrganisationId organisation, std::span<const ClusterId> member_of, const Sharing& sharing,
                       const Ties& ties) {
  Actor anyone_of_it;
  anyone_of_it.grants = {{Role::employee, std::nullopt, organisation}};
  anyone_of_it.member_of = {member_of.begin(), member_of.end()};
  return may_see(anyone_of_it, sharing, ties);
}

bool is_disclosure(const Actor& actor, const Sharing& sharing) {
  if (sharing.visibility == Visibility::everyone || sharing.owner.is_nil()) return false;
  return std::none_of(actor.grants.begin(), actor.grants.end(),
                      [&](const RoleGrant& grant) { return grant.organisation == sharing.owner; });
}

bool runners_see(const Sharing& sharing, const Ties& ties) {
  const auto groups = audiences_for(sharing, ties);
  return std::any_of(groups.begin(), groups.end(), [](const Audience& group) {
    return group.kind == Audience::Kind::everyone || group.kind == Audience::Kind::members_of ||
           group.kind == Audience::Kind::runners_of;
  });
}

bool takes_part(const Actor& actor, ClusterId cluster) {
  const auto held = audiences_of(actor);
  return std::binary_search(held.begin(), held.end(), Audience{Audience::Kind::members_of, cluster.uuid});
}

Sharing sharing_of(const Capability& item, OrganisationId owner) {
  return {item.visibility, owner, item.named};
}

Organisation as_seen_by(const Actor& actor, Organisation organisation, const Ties& ties) {
  const auto hidden = [&](const Capability& item) {
    return !may_see(actor, sharing_of(item, organisation.id), ties);
  };
  std::erase_if(organisation.offers, hidden);
  std::erase_if(organisation.needs, hidden);
  return organisation;
}

Organisation merge_edit(const Organisation& stored, Organisation edited, const Actor& actor,
                        const Ties& ties) {
  const auto sees = [&](const Capability& item) {
    return may_see(actor, sharing_of(item, stored.id), ties);
  };
  edited.offers = merged_items(stored.offers, std::move(edited.offers), sees);
  edited.needs = merged_items(stored.needs, std::move(edited.needs), sees);
  return edited;
}

nlohmann::json changes_as_seen_by(const Actor& actor, nlohmann::json changes, OrganisationId owner,
                                  const Ties& ties) {
  for (const char* field : {"offers", "needs"}) {
    const auto change = changes.find(field);
    if (change == changes.end()) continue;
    for (nlohmann::json& side : *change) keep_seen(side, actor, owner, ties);
    const auto side = [&](const char* name) { return change->value(name, nlohmann::json::array()); };
    if (side("before") == side("after")) changes.erase(change);
  }
  return changes;
}

}  // namespace grono::cluster
