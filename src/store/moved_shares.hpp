#pragma once

#include <nlohmann/json.hpp>

#include "cluster/ids.hpp"
#include "store/database.hpp"

/// What merging two organisations does to the shares they own in intellectual property.
namespace grono::store {

/// Shares of `from` become `to`'s; where both own a share of one piece, `to` owns the sum.
/// @pre  whom viewers stand for has moved already
/// @returns  what it takes to bring them back
[[nodiscard]] nlohmann::json move_shares(Transaction& transaction, cluster::OrganisationId from,
                                         cluster::OrganisationId to);
/// Undoes that. Where the shares were written anew since, they stay as they are now.
void move_shares_back(Transaction& transaction, const nlohmann::json& moved);

}  // namespace grono::store
