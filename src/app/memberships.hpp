#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/card.hpp"
#include "cluster/classification.hpp"
#include "cluster/cluster.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

namespace grono::app {

/// A membership with the names of what it joins.
struct MembershipView {
  cluster::Membership membership;
  cluster::Cluster cluster;
  Card organisation;
  bool has_history = false;              ///< whether the caller may see the events
  std::vector<std::string> recorded_by;  ///< names, one for each event; empty where not known
};

/// Schema Membership.
[[nodiscard]] nlohmann::json to_json(const MembershipView& view,
                                     const cluster::Classifications& classifications);

/// What a membership begins with (body of applyForMembership).
struct NewMembership {
  cluster::OrganisationId organisation;
  std::string note;
  std::optional<Date> joined_on;  ///< who may decide: takes the organisation in at once
  cluster::MembershipRole role = cluster::MembershipRole::member;
};
/// @throws InvalidInput
[[nodiscard]] NewMembership new_membership_from(const nlohmann::json& body);

/// What is recorded (body of recordMembershipEvent).
struct NewEvent {
  cluster::MembershipEventKind kind = cluster::MembershipEventKind::joined;
  std::optional<Date> on;  ///< today where it is left out
  std::optional<cluster::MembershipRole> role;
  std::string note;
};
/// @throws InvalidInput
[[nodiscard]] NewEvent new_event_from(const nlohmann::json& body);

/// Whether the caller may begin any membership at all, before it is known which. @throws Refused
void require_may_begin(const Caller& caller);
/// Whether the caller may decide on that membership. @throws Refused, NotFound
void require_may_decide(store::Transaction& transaction, const Caller& caller, cluster::MembershipId id);

/// A representative applies for the own organisation; who may decide takes a member in at once.
/// @throws Refused, NotFound (cluster), InvalidInput (organisation not known, day, role),
/// AlreadyExists
MembershipView begin_membership(store::Transaction& transaction, const Caller& caller,
                                std::string_view cluster, const NewMembership& wanted);

/// Approves, rejects, changes the role or ends.
/// @throws Refused, NotFound, InvalidInput (it can't follow)
MembershipView record_event(store::Transaction& transaction, const Caller& caller, cluster::MembershipId id,
                            const NewEvent& event);

/// Applications, invitations, members and former members with their history.
/// @throws Refused, NotFound, InvalidInput (cursor)
[[nodiscard]] store::Page<MembershipView> list_memberships(
    store::Transaction& transaction, const Caller& caller, std::string_view cluster,
    std::span<const cluster::MembershipStatus> statuses, const store::PageRequest& page);

/// The clusters of which it is an active member; every membership, with its history, for those who may see
/// it.
/// @throws NotFound
[[nodiscard]] std::vector<MembershipView> memberships_of(store::Transaction& transaction,
                                                         const Caller& caller,
                                                         cluster::OrganisationId organisation);

}  // namespace grono::app
