#pragma once

#include <memory>
#include <string>

#include "cluster/policy.hpp"
#include "store/database.hpp"

namespace grono::app {

struct Shown;

/// Who calls a use case, and by which way: "web", "api", "command_line".
struct Caller {
  cluster::Actor actor;
  std::string via = "program";
  std::string language = {};  ///< of whom reads the answer, "pl" or "en"; empty where nobody said

  /// Where is noted what of others the caller is shown; none where nobody collects it. See `disclosures.hpp`.
  std::shared_ptr<Shown> shown = {};

  /// On whose behalf a transaction writes. Valid as long as the caller lives.
  [[nodiscard]] store::Author author() const { return {actor.user, via}; }
};

/// @throws Refused  the caller may not
void require(const Caller& caller, cluster::Permission permission, const cluster::Subject& subject = {});
/// The same where there is no one subject: whether the caller may do it to anything.
void require_somewhere(const Caller& caller, cluster::Permission permission);

/// The caller is of a member of the cluster or runs it. @throws Refused
void require_part(const Caller& caller, cluster::ClusterId cluster);

}  // namespace grono::app
