#pragma once

#include <unordered_map>

#include "cluster/policy.hpp"
#include "store/database.hpp"

namespace grono::store {

/// What an organisation takes part in: who is a fellow member or a partner to it.
[[nodiscard]] cluster::Ties ties_of(Transaction& transaction, cluster::OrganisationId organisation);

/// The same of all that take part in anything, for lists and the search index.
[[nodiscard]] std::unordered_map<cluster::OrganisationId, cluster::Ties> all_ties(Transaction& transaction);

}  // namespace grono::store
