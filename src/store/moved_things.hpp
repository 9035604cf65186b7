#pragma once

#include <nlohmann/json.hpp>

#include "cluster/ids.hpp"
#include "store/database.hpp"

/// What belongs to an organisation, goes over to the one it is merged into, and comes back when that is
/// undone.
namespace grono::store {

/// Resources, bookings, ideas and documents of `from`, its parts of joint projects and its seats in consortia
/// become `to`'s; where `from` is a viewer that somebody named, `to` is. In a consortium in which both have a
/// seat they get one, with both shares. A joint project in which both are partners keeps both.
/// @returns  what it takes to bring it back: an object
[[nodiscard]] nlohmann::json move_things(Transaction& transaction, cluster::OrganisationId from,
                                         cluster::OrganisationId to);

/// Undoes that. What was deleted, left or given to somebody else meanwhile stays as it is now.
/// @param moved  of `move_things`, or of a merge from before things were moved
void move_things_back(Transaction& transaction, const nlohmann::json& moved, cluster::OrganisationId from,
                      cluster::OrganisationId to);

}  // namespace grono::store
