#include "app/known_names.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "store/organisation_store.hpp"
#include "store/ties.hpp"
#include "store/user_store.hpp"

namespace grono::app {

const std::string& KnownNames::organisation(cluster::OrganisationId id) {
  auto& name = organisations_[id].name;
  if (!name) {
    const auto stored = store::OrganisationStore(transaction_).find(id);
    name = stored ? stored->legal_name : "";
  }
  return *name;
}

const std::string& KnownNames::person(const std::optional<cluster::UserId>& id) {
  if (!id) return nobody_;
  const auto [found, is_new] = people_.try_emplace(*id);
  if (is_new)
    if (const auto user = store::UserStore(transaction_).find(*id)) found->second = user->display_name;
  return found->second;
}

bool KnownNames::is_member(cluster::OrganisationId organisation, cluster::ClusterId cluster) {
  auto& clusters = organisations_[organisation].clusters;
  if (!clusters) clusters = store::ties_of(transaction_, organisation).clusters;
  return std::find(clusters->begin(), clusters->end(), cluster) != clusters->end();
}

std::map<cluster::OrganisationId, std::string> organisation_names(
    store::Transaction& transaction, std::span<const cluster::OrganisationId> ids) {
  std::map<cluster::OrganisationId, std::string> made;
  for (cluster::Organisation& each : store::OrganisationStore(transaction).find(ids))
    made[each.id] = std::move(each.legal_name);
  return made;
}

void require_member(store::Transaction& transaction, const std::string& where, cluster::OrganisationId organisation,
                    cluster::ClusterId cluster) {
  if (!KnownNames(transaction).is_member(organisation, cluster))
    throw InvalidInput(where, "is no member of the cluster", "choose one that is");
}

}  // namespace grono::app
