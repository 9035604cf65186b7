#pragma once

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "cluster/ids.hpp"
#include "store/database.hpp"

/// What is computed of a joint project, for those inside it.
namespace grono::app {

/// Schema Schedule: when each task is done, what decides the end, what each partner has to do in which month.
/// @throws NotFound, Refused
[[nodiscard]] nlohmann::json project_schedule(store::Transaction& transaction, const Caller& caller,
                                              cluster::ProjectId project);

/// Schema Budget: by partner, year and kind of cost, and the sums of each. What others spend is left out for who does
/// not run the cluster, and so are sums that would tell it.
/// @throws NotFound, Refused
[[nodiscard]] nlohmann::json project_budget(store::Transaction& transaction, const Caller& caller,
                                            cluster::ProjectId project);

/// {"items": [{"period", "organisation", "state"?}]}: whose report is missing; for who does not run the cluster only
/// the own.
/// @throws NotFound, Refused
[[nodiscard]] nlohmann::json owed_reports(store::Transaction& transaction, const Caller& caller,
                                          cluster::ProjectId project);

/// {"items": [{"id", "name", "organisation"?}]}: who can do its tasks, people of its partners.
/// @throws NotFound, Refused
[[nodiscard]] nlohmann::json project_people(store::Transaction& transaction, const Caller& caller,
                                            cluster::ProjectId project);

}  // namespace grono::app
