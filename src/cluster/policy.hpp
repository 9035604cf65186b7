#pragma once

#include <span>
#include <vector>

#include "cluster/cluster.hpp"
#include "cluster/organisation.hpp"
#include "cluster/roles.hpp"

/// Who may see and do what. The only module that decides it: routes, search, exports and pages ask here.
namespace grono::cluster {

/// Everything that needs a permission. The table in policy.cpp says which role has it.
enum class Permission {
  view_public,              ///< what is public: catalogue, profiles, cluster pages
  edit_organisation,        ///< representative: own organisation; manager, animator: members of their cluster
  create_organisation,
  delete_organisation,
  merge_organisations,      ///< and undo a merge
  import_organisations,
  export_catalogue,
  edit_cluster,
  create_cluster,
  invite_member,
  decide_membership,        ///< approve, reject, change role, end
  apply_for_membership,     ///< representative, for the own organisation
  list_memberships,         ///< applications and history, not only the public list of members
  manage_users,             ///< accounts and roles of the installation
  invite_colleague,         ///< representative, for the own organisation
  read_audit,               ///< manager: of the cluster; representative: of the own organisation
  manage_own_account,       ///< password, language, API tokens
};

/// What a permission is asked for. Leave out what does not apply.
struct Subject {
  std::optional<ClusterId> cluster;
  std::optional<OrganisationId> organisation;
  /// Clusters of which `organisation` is an active member (or applicant, for deciding): their managers may act for it.
  std::span<const ClusterId> clusters_of_organisation;
};

[[nodiscard]] bool may(const Actor& actor, Permission permission, const Subject& subject = {});

/// Whether the actor sees something of that visibility that belongs to `owner`. `partners` (project or consortium
/// partners) narrows to coordinator until there are projects. The administrator sees no confidential content.
/// @param clusters_of_owner  clusters of which the owner is an active member
[[nodiscard]] bool may_see(const Actor& actor, Visibility visibility, OrganisationId owner,
                           std::span<const ClusterId> clusters_of_owner);

/// The organisation as the actor sees it: what is not visible is left out, without a trace.
[[nodiscard]] Organisation as_seen_by(const Actor& actor, Organisation organisation,
                                      std::span<const ClusterId> clusters_of_owner);

}  // namespace grono::cluster
