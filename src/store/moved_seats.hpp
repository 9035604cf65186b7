#pragma once

#include <nlohmann/json.hpp>

#include "cluster/ids.hpp"
#include "store/database.hpp"

/// What merging two organisations does to their seats in consortia.
namespace grono::store {

/// Seats of `from` become `to`'s; where both have a seat in one consortium they get one, with both shares.
/// @returns  what it takes to bring them back
[[nodiscard]] nlohmann::json move_seats(Transaction& transaction, cluster::OrganisationId from,
                                        cluster::OrganisationId to);
/// Undoes that. What was changed in a joined seat since stays there.
void move_seats_back(Transaction& transaction, const nlohmann::json& moved, cluster::OrganisationId from,
                     cluster::OrganisationId to);

}  // namespace grono::store
