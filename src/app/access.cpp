#include "app/access.hpp"

namespace grono::app {
namespace {

[[noreturn]] void refuse(const cluster::Actor& actor) {
  if (!actor.user) throw Unauthenticated("log in first");
  throw Forbidden("your role does not allow this; ask the cluster's manager");
}

}  // namespace

void require(const cluster::Actor& actor, cluster::Permission permission, const cluster::Subject& subject) {
  if (!cluster::may(actor, permission, subject)) refuse(actor);
}

void require_somewhere(const cluster::Actor& actor, cluster::Permission permission) {
  if (!cluster::may_somewhere(actor, permission)) refuse(actor);
}

}  // namespace grono::app
