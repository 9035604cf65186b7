#pragma once

#include <nlohmann/json.hpp>

#include "cluster/ids.hpp"
#include "store/database.hpp"

/// What merging two organisations does to products, intellectual property and offers.
namespace grono::store {

/// Gives everything of `from` to `to`: what it owns or looks after, its shares (two shares of one asset become one), and
/// what names it as viewer.
/// @returns  what is needed to give it back: [{"kind", "id", "version", "before"}]
[[nodiscard]] nlohmann::json move_commerce(Transaction& transaction, cluster::OrganisationId from,
                                           cluster::OrganisationId to);
/// Undoes that, as far as nobody has changed it since: what was changed stays where it is.
void move_commerce_back(Transaction& transaction, const nlohmann::json& moved);

}  // namespace grono::store
