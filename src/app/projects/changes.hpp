#pragma once

#include "app/projects/parts.hpp"

/// Requests for changes of a running project.
namespace grono::app {

/// Puts into a request what its changes start from, and checks that each could be made now.
/// @throws InvalidInput  where = "/changes/0/after/amount"
void prepare_changes(const cluster::Plan& plan, cluster::ChangeRequest& request);

/// A partner's word on a request, by its representative, or as who runs the cluster has it from the partner in writing.
/// When the last one approves, the changes are made; one whose part was changed meanwhile makes the request outdated.
/// @param vote  {"organisation", "is_for", "note"}
/// @throws Refused, NotFound, InvalidInput, VersionConflict
PartView vote_on_change(store::Transaction& transaction, const Caller& caller, cluster::ProjectId project,
                        cluster::PartId id, std::int64_t version, const nlohmann::json& vote);

/// Makes the changes of a request that everyone who votes is for; else leaves it as it is.
void apply_if_approved(store::Transaction& transaction, const cluster::Plan& plan, cluster::ChangeRequest& request);

}  // namespace grono::app
