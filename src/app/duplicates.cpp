#include "app/duplicates.hpp"

#include <algorithm>

#include "app/catalogue.hpp"
#include "app/organisations.hpp"
#include "store/organisation_store.hpp"

namespace grono::app {
namespace {

constexpr std::size_t kLookedAt = 200;  // of those whose names have words in common

}  // namespace

std::vector<Duplicate> find_duplicates(const Installation& installation, const Caller& caller,
                                       cluster::OrganisationId id) {
  cluster::Organisation sought;
  installation.database().read([&](store::Transaction& transaction) {
    require_on(transaction, caller, cluster::Permission::merge_organisations, id);
    sought = *store::OrganisationStore(transaction).find(id);
  });
  return find_duplicates_of(installation, caller, sought);
}

std::vector<Duplicate> find_duplicates_of(const Installation& installation, const Caller& caller,
                                          const cluster::Organisation& sought) {
  std::vector<cluster::OrganisationId> candidates;
  installation.database().read([&](store::Transaction& transaction) {
    candidates = store::OrganisationStore(transaction).find_by_registers(sought.registers);
  });
  Filter filter;
  filter.text = bare_name(sought.legal_name);
  auto query = to_query(filter, installation.classifications());
  query.limit = kLookedAt;
  query.with_reasons = false;
  for (const auto& hit : installation.catalogue().find(std::move(query), caller.actor).hits)
    candidates.push_back(cluster::OrganisationId{hit.id});
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  std::erase(candidates, sought.id);

  std::vector<Duplicate> made;
  installation.database().read([&](store::Transaction& transaction) {
    for (auto& candidate : store::OrganisationStore(transaction).find(candidates))
      if (auto found = same(sought, candidate); found && !candidate.merged_into)
        made.push_back({std::move(candidate), *std::move(found)});
  });
  std::stable_sort(made.begin(), made.end(), [](const Duplicate& a, const Duplicate& b) {
    return a.same.certainty() > b.same.certainty();
  });
  return made;
}

}  // namespace grono::app
