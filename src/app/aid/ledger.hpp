#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/installation.hpp"
#include "cluster/aid/aid.hpp"
#include "cluster/aid/room.hpp"
#include "store/database.hpp"

/// How an undertaking stands against the ceilings.
namespace grono::app {

/// Whether so much could be granted on a day, before it is promised. @param question  schema AidRoomQuestion
/// @returns  schema AidRoom. @throws Refused, NotFound, InvalidInput
[[nodiscard]] nlohmann::json check_aid(store::Transaction& transaction, const Installation& installation,
                                       const Caller& caller, std::string_view cluster,
                                       const nlohmann::json& question);

/// What counts of an organisation and those linked with it, for its own people and for those who run its
/// cluster.
///
/// Its own people see of others only what both sides have stated; those who run the cluster see everything
/// that counts, of other clusters what a public register would tell: day, amount, grantor.
/// @returns  schema AidLedger. @throws Refused, NotFound
[[nodiscard]] nlohmann::json aid_ledger(store::Transaction& transaction, const Installation& installation,
                                        const Caller& caller, cluster::OrganisationId organisation,
                                        cluster::AidScope scope);

/// With whom it forms a single undertaking: schema LinkStatement. @throws Refused, NotFound
struct LinkView {
  cluster::LinkStatement statement;
  std::vector<bool> is_confirmed;  ///< of each link: the other side states the same
  struct Other {
    cluster::OrganisationId organisation;
    std::string name;
  };
  std::vector<Other> stated_by;  ///< who states to be linked with it
};
[[nodiscard]] LinkView read_links(store::Transaction& transaction, const Caller& caller,
                                  cluster::OrganisationId organisation);
/// @throws Refused, NotFound, InvalidInput, VersionConflict
LinkView state_links(store::Transaction& transaction, const Caller& caller,
                     cluster::OrganisationId organisation, std::int64_t version, const nlohmann::json& draft);
[[nodiscard]] nlohmann::json to_json(const LinkView& view);

/// What was granted by the cluster in some days, for an authority: schema AidReportRow each, by day.
/// @throws Refused, NotFound, InvalidInput  over five years
[[nodiscard]] nlohmann::json report_aid(store::Transaction& transaction, const Installation& installation,
                                        const Caller& caller, std::string_view cluster, Date from, Date to);

}  // namespace grono::app
