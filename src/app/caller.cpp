#include "app/caller.hpp"

#include "app/errors.hpp"
#include "cluster/names.hpp"

namespace grono::app {

namespace {

[[noreturn]] void refuse(const Caller& caller, cluster::Permission permission) {
  throw Refused(permission,
                caller.actor.user ? Refused::Reason::not_allowed : Refused::Reason::not_logged_in);
}

}  // namespace

void require(const Caller& caller, cluster::Permission permission, const cluster::Subject& subject) {
  if (!cluster::may(caller.actor, permission, subject)) refuse(caller, permission);
}

void require_somewhere(const Caller& caller, cluster::Permission permission) {
  if (!cluster::may_somewhere(caller.actor, permission)) refuse(caller, permission);
}

void require_part(const Caller& caller, cluster::ClusterId cluster) {
  if (!cluster::takes_part(caller.actor, cluster)) refuse(caller, cluster::Permission::propose_idea);
}

Refused::Refused(cluster::Permission permission, Reason reason)
    : std::runtime_error("the permission " + std::string(cluster::name_of(permission)) +
                         " is needed for this"),
      permission_(permission),
      reason_(reason) {}

}  // namespace grono::app
