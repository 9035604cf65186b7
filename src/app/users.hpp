#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/caller.hpp"
#include "store/user_store.hpp"

/// Accounts of the installation, as its administrator sees them.
namespace grono::app {

class Installation;

/// Leave out what stays.
struct UserChange {
  std::optional<std::vector<cluster::RoleGrant>> grants;
  std::optional<bool> is_disabled;
};

/// @throws Refused, NotFound, VersionConflict, InvalidInput (a grant without what its role holds for),
///         Conflict (nobody would be left to administrate)
store::User change_user(const Installation& installation, const Caller& caller, cluster::UserId id,
                        std::int64_t version, const UserChange& change);

}  // namespace grono::app
