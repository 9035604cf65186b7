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
#include "store/aid_store.hpp"
#include "store/page.hpp"

/// De minimis aid that members get by services of the cluster, and what they state to have got elsewhere. It
/// is for its beneficiary and for those who run the cluster; for others it does not exist.
namespace grono::app {

/// Aid as the caller sees it.
struct AidView {
  cluster::Aid aid;
  std::string organisation_name;
  std::string regulation;  ///< under which it falls on its day
  std::vector<cluster::AidCertificate> certificates;
  std::vector<cluster::AidEvent> history;  ///< only of one that is read by itself
  std::vector<std::string_view> may;       ///< "edit", "grant", "correct", "withdraw"
};

struct AidList {
  store::Page<AidView> page;
  std::int64_t total = 0;
};

/// What is asked of a list. Leave out what does not narrow.
struct AidQuestion {
  std::vector<cluster::AidState> states = {};
  std::vector<cluster::AidScope> scopes = {};
  std::optional<cluster::OrganisationId> organisation = std::nullopt;
  std::optional<bool> is_declared = std::nullopt;
  std::optional<Date> from = std::nullopt, to = std::nullopt;  ///< its day, both included
  std::string text = {};
};

/// The newest first. @throws Refused, NotFound  no such cluster
[[nodiscard]] AidList list_aid(store::Transaction& transaction, const Installation& installation,
                               const Caller& caller, std::string_view cluster, const AidQuestion& question,
                               const store::PageRequest& page);
/// @throws NotFound  also where the caller may not see it
[[nodiscard]] AidView read_aid(store::Transaction& transaction, const Installation& installation,
                               const Caller& caller, cluster::AidId id);

/// Reserves room. From schema AidDraft; without a grantor the cluster's coordinator is.
/// @throws Refused, NotFound, InvalidInput, Conflict  it does not fit under a ceiling: says by how much, and
/// from when it does
AidView propose_aid(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                    std::string_view cluster, const nlohmann::json& draft);
/// Records aid that was granted elsewhere, also where it passes a ceiling. From schema AidDraft.
/// @throws Refused, NotFound, InvalidInput
AidView declare_aid(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                    std::string_view cluster, const nlohmann::json& draft);
/// Of what is proposed or declared. @throws Refused, NotFound, InvalidInput, VersionConflict, Conflict
AidView edit_aid(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                 cluster::AidId id, std::int64_t version, const nlohmann::json& draft);
/// Confers the right to it and issues the certificate. @param grant  schema AidGrant
/// @throws Refused, NotFound, InvalidInput, VersionConflict, Conflict
AidView grant_aid(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                  cluster::AidId id, std::int64_t version, const nlohmann::json& grant);
/// Issues a correcting certificate. @param correction  schema AidCorrection
/// @throws Refused, NotFound, InvalidInput, VersionConflict
AidView correct_aid(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                    cluster::AidId id, std::int64_t version, const nlohmann::json& correction);
/// @throws Refused, NotFound, InvalidInput, VersionConflict
AidView withdraw_aid(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                     cluster::AidId id, std::int64_t version, std::string reason);

/// What counts of a single undertaking, but for one aid. @param today  what is only proposed counts from now
/// on at the earliest
[[nodiscard]] std::vector<cluster::CountedAid> counted_aid(std::span<const cluster::Aid> all,
                                                           std::optional<cluster::AidId> without, Date today);

/// Schemas Aid and AidRoom.
[[nodiscard]] nlohmann::json to_json(const AidView& view);
[[nodiscard]] nlohmann::json to_json(const cluster::AidRoom& room);

}  // namespace grono::app
