#pragma once

#include <functional>
#include <string>

#include "cluster/policy.hpp"
#include "store/database.hpp"

namespace grono::app {

/// Who calls a use case, and by which way: "web", "api", "command_line".
struct Caller {
  cluster::Actor actor;
  std::string via = "program";

  /// On whose behalf a transaction writes. Valid as long as the caller lives.
  [[nodiscard]] store::Author author() const { return {actor.user, via}; }
};

/// Work to be done in the same transaction as a creation, with what was created: remembering the answer to a
/// request that may be sent again. May be empty.
template <class Created>
using BeforeCommit = std::function<void(store::Transaction&, const Created&)>;

/// @throws Refused  the caller may not
void require(const Caller& caller, cluster::Permission permission, const cluster::Subject& subject = {});

}  // namespace grono::app
