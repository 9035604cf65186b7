#pragma once

#include <cstdint>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "app/caller.hpp"
#include "cluster/funded/funded_project.hpp"
#include "store/database.hpp"
#include "store/page.hpp"

/// What organisations did together in funding programmes. Public, as the register it comes from is.
namespace grono::app {

struct FundedProjectList {
  store::Page<cluster::FundedProject> page;  ///< the latest begun first
  std::int64_t total = 0;                    ///< of all pages
};

/// In which the organisation took part. @throws NotFound, Gone, MovedTo
[[nodiscard]] FundedProjectList funded_projects_of_organisation(store::Transaction& transaction,
                                                                const Caller& caller,
                                                                cluster::OrganisationId id,
                                                                const store::PageRequest& page);
/// In which members of the cluster took part. @throws NotFound
[[nodiscard]] FundedProjectList funded_projects_of_cluster(store::Transaction& transaction,
                                                           std::string_view cluster,
                                                           const store::PageRequest& page);

/// @throws NotFound
[[nodiscard]] cluster::FundedProject read_funded_project(store::Transaction& transaction,
                                                         cluster::FundedProjectId id);

/// Schemas FundedProject and FundedProjectList: organisations of the catalogue by the name they have there.
[[nodiscard]] nlohmann::json to_json(store::Transaction& transaction, const cluster::FundedProject& project);
[[nodiscard]] nlohmann::json to_json(store::Transaction& transaction, const FundedProjectList& list);

}  // namespace grono::app
