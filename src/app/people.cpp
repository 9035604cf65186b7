#include "app/people.hpp"

#include <algorithm>

#include "app/accounts.hpp"
#include "store/organisation_store.hpp"
#include "store/user_store.hpp"

namespace grono::app {
namespace {

constexpr int kMostPeople = 8;

// By the policy itself, which has the last word.
bool sees(store::Transaction& transaction, const Discussed& thing, cluster::UserId account) {
  const auto actor = actor_of(transaction, account);
  return actor && cluster::is_among(*actor, thing.known) && cluster::is_among(*actor, thing.viewers);
}

std::string organisation_name_of(store::Transaction& transaction, const store::User& user) {
  for (const cluster::RoleGrant& grant : user.grants)
    if (grant.organisation)
      if (const auto found = store::OrganisationStore(transaction).find(*grant.organisation)) return found->legal_name;
  return {};
}

}  // namespace

std::vector<Person> people_to_mention(store::Transaction& transaction, const Caller& caller, const Discussed& thing,
                                      std::string_view query) {
  require_talk(caller, thing);
  std::vector<Person> made;
  for (const store::User& user : store::UserStore(transaction).of_groups(thing.known, query, kMostPeople + 1)) {
    if (user.id == caller.actor.user || !sees(transaction, thing, user.id)) continue;
    if (made.size() == static_cast<std::size_t>(kMostPeople)) break;
    made.push_back({user.id, user.display_name, organisation_name_of(transaction, user)});
  }
  return made;
}

bool may_mention(store::Transaction& transaction, const Discussed& thing, const std::vector<cluster::UserId>& people) {
  return std::all_of(people.begin(), people.end(),
                     [&](const cluster::UserId& each) { return sees(transaction, thing, each); });
}

std::vector<cluster::UserId> representatives_of(store::Transaction& transaction, cluster::OrganisationId organisation) {
  std::vector<cluster::UserId> made;
  for (const store::User& user : store::UserStore(transaction).with_grant_for(organisation)) {
    const bool speaks = std::any_of(user.grants.begin(), user.grants.end(), [&](const cluster::RoleGrant& grant) {
      return grant.role == cluster::Role::representative && grant.organisation == organisation;
    });
    if (speaks && !user.is_disabled) made.push_back(user.id);
  }
  return made;
}

std::vector<cluster::UserId> runners_of(store::Transaction& transaction, cluster::ClusterId cluster) {
  store::UserStore users(transaction);
  auto made = users.with_role(cluster::Role::manager, cluster);
  const auto animators = users.with_role(cluster::Role::animator, cluster);
  made.insert(made.end(), animators.begin(), animators.end());
  return made;
}

}  // namespace grono::app
