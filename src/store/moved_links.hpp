#pragma once

#include <nlohmann/json.hpp>

#include "cluster/ids.hpp"
#include "store/database.hpp"

/// What merging two organisations does to the single undertakings they are part of.
namespace grono::store {

/// What `from` stated of its linked enterprises `to` states too, and who named `from`, by its id or its tax
/// number, names `to`. A link between the two is none any more.
/// @returns  what it takes to bring them back
/// @source  Regulation (EU) 2023/2831 art. 2(2), 3(8)
[[nodiscard]] nlohmann::json move_links(Transaction& transaction, cluster::OrganisationId from,
                                        cluster::OrganisationId to);
/// Undoes that. What somebody stated anew since stays as it is now.
void move_links_back(Transaction& transaction, const nlohmann::json& moved);

}  // namespace grono::store
