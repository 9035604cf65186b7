#pragma once

#include <nlohmann/json.hpp>

#include "cluster/ids.hpp"
#include "store/database.hpp"

/// What belongs to an organisation, goes over to the one it is merged into, and comes back when that is
/// undone.
namespace grono::store {

/// What `from` owns or looks after, its parts of joint projects, its seats in consortia and its shares of
/// intellectual property become `to`'s; where `from` is a viewer that somebody named, or a linked enterprise,
/// `to` is. Two seats in a consortium, or two shares of one piece, become one. A joint project in which both
/// are partners keeps both.
/// @returns  what it takes to bring it back: an object
[[nodiscard]] nlohmann::json move_things(Transaction& transaction, cluster::OrganisationId from,
                                         cluster::OrganisationId to);

/// Undoes that. What was deleted, left or given to somebody else meanwhile stays as it is now.
/// @param moved  of `move_things`, or of a merge from before things were moved
void move_things_back(Transaction& transaction, const nlohmann::json& moved, cluster::OrganisationId from,
                      cluster::OrganisationId to);

}  // namespace grono::store
