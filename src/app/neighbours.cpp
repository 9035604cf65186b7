#include "app/neighbours.hpp"

#include <algorithm>

#include "app/labels.hpp"
#include "app/organisations.hpp"

namespace grono::app {

Found find_neighbours(const Installation& installation, const Caller& caller,
                      cluster::OrganisationId organisation, Neighbourhood by,
                      std::optional<cluster::ClusterId> cluster, std::size_t limit) {
  std::optional<cluster::Organisation> centre;
  installation.database().read([&](store::Transaction& transaction) {
    centre = read_organisation(transaction, caller, organisation).organisation;
  });
  matching::Query query;
  query.limit = limit;
  if (cluster) query.labels.push_back({labels::of(*cluster)});
  switch (by) {
    case Neighbourhood::similar:
      query.like = organisation.uuid;
      break;
    case Neighbourhood::complementary:
      query.completing = organisation.uuid;
      break;
    case Neighbourhood::near: {
      const cluster::Place* place = cluster::main_place(*centre);
      if (!place || !place->position) return {};  // nobody is near to what is nowhere
      query.near = place->position;
      query.limit = limit + 1;  // itself is the nearest of all
      break;
    }
  }
  Found found = find_with_cards(installation, caller, std::move(query), cluster::DisclosureChannel::partners);
  std::erase_if(found.hits, [&](const auto& each) { return each.second.id == organisation; });
  if (found.hits.size() > limit) found.hits.resize(limit);
  return found;
}

}  // namespace grono::app
