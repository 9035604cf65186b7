#include "store/ties.hpp"

#include "store/membership_store.hpp"
#include "store/part_store.hpp"

namespace grono::store {

using cluster::ClusterId;
using cluster::OrganisationId;
using cluster::Ties;

Ties ties_of(Transaction& transaction, OrganisationId organisation) {
  return {MembershipStore(transaction).clusters_of(organisation), PartStore(transaction).projects_of(organisation)};
}

std::unordered_map<OrganisationId, Ties> all_ties(Transaction& transaction) {
  std::unordered_map<OrganisationId, Ties> made;
  MembershipStore(transaction).for_each_active([&](OrganisationId organisation, ClusterId cluster) {
    made[organisation].clusters.push_back(cluster);
  });
  PartStore(transaction).for_each_partner([&](OrganisationId organisation, cluster::ProjectId project) {
    made[organisation].projects.push_back(project);
  });
  return made;
}

}  // namespace grono::store
