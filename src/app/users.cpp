#include "app/users.hpp"

#include "app/clock.hpp"
#include "app/errors.hpp"
#include "app/installation.hpp"
#include "base/error.hpp"
#include "store/cluster_store.hpp"
#include "store/organisation_store.hpp"
#include "store/session_store.hpp"

namespace grono::app {
namespace {

using cluster::Role;

void check_grant(store::Transaction& transaction, const cluster::RoleGrant& grant, const std::string& where) {
  const bool takes_cluster = grant.role == Role::manager || grant.role == Role::animator;
  const bool takes_organisation = grant.role == Role::representative || grant.role == Role::employee;
  if (grant.role == Role::guest) throw InvalidInput(where + "/role", "guest is no role to give", "take all roles away");
  if (grant.cluster.has_value() != takes_cluster || grant.organisation.has_value() != takes_organisation)
    throw InvalidInput(where, "does not name what the role holds for",
                       "a manager or animator has a cluster, a representative or employee an organisation, an "
                       "administrator neither");
  if (grant.cluster && !store::ClusterStore(transaction).find(*grant.cluster))
    throw InvalidInput(where + "/cluster", "is not known", "choose a cluster of this installation");
  if (grant.organisation && !store::OrganisationStore(transaction).find(*grant.organisation))
    throw InvalidInput(where + "/organisation", "is not known", "choose one of the catalogue");
}

}  // namespace

store::User change_user(const Installation& installation, const Caller& caller, cluster::UserId id,
                        std::int64_t version, const UserChange& change) {
  require(caller, cluster::Permission::manage_users);
  store::User user;
  installation.database().write(caller.author(), now(), [&](store::Transaction& transaction) {
    store::UserStore users(transaction);
    const auto found = users.find(id);
    if (!found) throw NotFound("there is no such account");
    user = *found;
    user.version = version;
    if (change.grants) {
      for (std::size_t i = 0; i < change.grants->size(); ++i)
        check_grant(transaction, (*change.grants)[i], "/grants/" + std::to_string(i));
      user.grants = *change.grants;
    }
    if (change.is_disabled) user.is_disabled = *change.is_disabled;
    users.update(user);
    if (users.count_with(Role::administrator) == 0)
      throw Conflict("nobody would be left to administrate: give the role to somebody else first");
    if (user.is_disabled) store::SessionStore(transaction).remove_of(id);
  });
  return user;
}

}  // namespace grono::app
