#include "app/people.hpp"

#include <algorithm>

#include "app/accounts.hpp"
#include "app/ideas.hpp"
#include "store/organisation_store.hpp"
#include "store/user_store.hpp"

namespace grono::app {
namespace {

using cluster::Audience;

constexpr int kMostPeople = 8;

// Where the named organisations are between the owner and them, none of them learns of another by its people's names.
std::vector<Audience> groups_known_to(const Caller& caller, const cluster::Idea& idea) {
  const auto groups = cluster::audiences_for(cluster::sharing_of(idea), cluster::ties_of(idea));
  // To the public belong all accounts of the installation: of them, who takes part in the cluster.
  if (idea.visibility == cluster::Visibility::everyone) return {{Audience::Kind::members_of, idea.cluster.uuid}};
  if (idea.visibility != cluster::Visibility::named ||
      cluster::may(caller.actor, cluster::Permission::edit_idea, {idea.cluster, idea.organisation, {}}))
    return groups;
  const auto own = cluster::audiences_of(caller.actor);
  std::vector<Audience> known;
  for (const Audience& group : groups)
    if ((idea.organisation && group.id == idea.organisation->uuid) ||
        std::binary_search(own.begin(), own.end(), group))
      known.push_back(group);
  return known;
}

// By the policy itself, which has the last word.
bool sees(store::Transaction& transaction, const cluster::Idea& idea, cluster::UserId account) {
  const auto actor = actor_of(transaction, account);
  return actor && cluster::may_see(*actor, cluster::sharing_of(idea), cluster::ties_of(idea));
}

std::string organisation_name(store::Transaction& transaction, const store::User& user) {
  for (const cluster::RoleGrant& grant : user.grants)
    if (grant.organisation)
      if (const auto found = store::OrganisationStore(transaction).find(*grant.organisation)) return found->legal_name;
  return {};
}

}  // namespace

std::vector<Person> people_to_mention(store::Transaction& transaction, const Caller& caller, cluster::IdeaId id,
                                      std::string_view query) {
  const auto idea = read_idea(transaction, caller, id).row.idea;
  require_part(caller, idea.cluster);
  std::vector<Person> made;
  for (const store::User& user :
       store::UserStore(transaction).of_groups(groups_known_to(caller, idea), query, kMostPeople + 1)) {
    if (user.id == caller.actor.user || !sees(transaction, idea, user.id)) continue;
    if (made.size() == static_cast<std::size_t>(kMostPeople)) break;
    made.push_back({user.id, user.display_name, organisation_name(transaction, user)});
  }
  return made;
}

bool may_mention(store::Transaction& transaction, const Caller& caller, const cluster::Idea& idea,
                 const std::vector<cluster::UserId>& people) {
  const auto groups = groups_known_to(caller, idea);
  return std::all_of(people.begin(), people.end(), [&](const cluster::UserId& each) {
    const auto actor = actor_of(transaction, each);
    return actor && cluster::is_among(*actor, groups) && sees(transaction, idea, each);
  });
}

}  // namespace grono::app
