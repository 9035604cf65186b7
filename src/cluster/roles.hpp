#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cluster/ids.hpp"

namespace grono::cluster {

/// What a person may be. `administrator` is for the installation; `manager` and `animator` for one cluster;
/// `representative` and `employee` for one organisation; `guest` is who has not logged in.
enum class Role { administrator, manager, animator, representative, employee, guest };

/// A role with the cluster or organisation it holds for: exactly the one its role calls for.
struct RoleGrant {
  Role role = Role::employee;
  std::optional<ClusterId> cluster;
  std::optional<OrganisationId> organisation;
  auto operator<=>(const RoleGrant&) const = default;
};

/// Who asks. Built by `app` from the session or token; a default Actor is a guest.
struct Actor {
  std::optional<UserId> user;
  std::vector<RoleGrant> grants;
  /// Clusters in which one of the actor's organisations is an active member.
  std::vector<ClusterId> member_of;
  /// Joint projects in which one of the actor's organisations is a partner.
  std::vector<ProjectId> partner_in;
};

}  // namespace grono::cluster
