#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/consortia/opportunities.hpp"
#include "app/installation.hpp"
#include "cluster/consortium/consortium.hpp"
#include "store/database.hpp"

/// From a proposal to a consortium that has agreed, and on into a joint project.
namespace grono::app {

/// A consortium as the caller sees it.
struct ConsortiumView {
  cluster::Consortium consortium;
  cluster::LocalisedText opportunity_title;
  std::string currency;
  std::optional<Date> closes_on;             ///< of the opportunity
  bool is_over = false;                      ///< nobody can be asked or accept any more
  std::vector<std::string> names;            ///< of the seats' organisations
  std::vector<std::string> open_ends;        ///< why it can't be agreed yet
  std::vector<cluster::OrganisationId> own;  ///< with a seat, for which the caller speaks
  std::vector<std::string_view> may;         ///< "manage"
};

/// Of a cluster, as far as the caller is in them or runs it. @throws NotFound  no such cluster
[[nodiscard]] std::vector<ConsortiumView> list_consortia(store::Transaction& transaction,
                                                         const Caller& caller, std::string_view cluster,
                                                         std::optional<cluster::OpportunityId> opportunity);
/// @throws NotFound  also where the caller may not see it
[[nodiscard]] ConsortiumView read_consortium(store::Transaction& transaction, const Caller& caller,
                                             cluster::ConsortiumId id);

/// Begins one from chosen partners, with the usual list of what has to be ready. Nobody is asked yet.
/// @throws Refused, NotFound, InvalidInput; Conflict  the opportunity is over
ConsortiumView found_consortium(store::Transaction& transaction, const Installation& installation,
                                const Caller& caller, cluster::OpportunityId opportunity,
                                const nlohmann::json& draft);
/// Name, seats, agreement, readiness; of one that is agreed only the readiness.
/// @throws Refused, NotFound, InvalidInput, VersionConflict
ConsortiumView edit_consortium(store::Transaction& transaction, const Caller& caller,
                               cluster::ConsortiumId id, std::int64_t version, const nlohmann::json& draft);
/// Asks everybody who is proposed. @throws Refused, NotFound, InvalidInput, VersionConflict; Conflict  the
/// opportunity is over
ConsortiumView invite_partners(store::Transaction& transaction, const Caller& caller,
                               cluster::ConsortiumId id, std::int64_t version);
/// In the name of an organisation that was asked: `accepted`, `refused`, or after acceptance `withdrawn`.
/// @throws Refused, NotFound, InvalidInput, VersionConflict; Conflict  it accepts what is over
ConsortiumView answer_invitation(store::Transaction& transaction, const Caller& caller,
                                 cluster::ConsortiumId id, std::int64_t version,
                                 cluster::OrganisationId organisation, cluster::SeatState answer,
                                 std::string reason);
/// Somebody else in place of a partner, or nobody: an invitation is taken back, an empty seat given up.
/// @throws Refused, NotFound, InvalidInput, VersionConflict
ConsortiumView replace_partner(store::Transaction& transaction, const Caller& caller,
                               cluster::ConsortiumId id, std::int64_t version,
                               cluster::OrganisationId organisation,
                               std::optional<cluster::OrganisationId> by);
/// Who could take a seat, best first: the others are fixed, who refused or left is excluded. Where other seats
/// are empty too, as many as it takes may join.
/// @throws Refused, NotFound, InvalidInput
[[nodiscard]] SolvingQuestion replacement_question(store::Transaction& transaction, const Caller& caller,
                                                   cluster::ConsortiumId id,
                                                   cluster::OrganisationId organisation);
/// Drafts the agreement anew from the template. @throws Refused, NotFound, VersionConflict, InvalidInput
ConsortiumView draft_consortium_agreement(store::Transaction& transaction, const Installation& installation,
                                          const Caller& caller, cluster::ConsortiumId id,
                                          std::int64_t version);
/// @throws Refused, NotFound, VersionConflict; InvalidFields  every open end
ConsortiumView agree_consortium(store::Transaction& transaction, const Caller& caller,
                                cluster::ConsortiumId id, std::int64_t version);
/// @throws Refused, NotFound, InvalidInput, VersionConflict
ConsortiumView dissolve_consortium(store::Transaction& transaction, const Caller& caller,
                                   cluster::ConsortiumId id, std::int64_t version, std::string reason);
/// Hands an agreed one over into a joint project with its partners. @param time  {"begins_on", "ends_on"}
/// @throws Refused, NotFound, InvalidInput, VersionConflict
ConsortiumView hand_over(store::Transaction& transaction, const Installation& installation,
                         const Caller& caller, cluster::ConsortiumId id, std::int64_t version,
                         const nlohmann::json& time);

/// Schema Consortium.
[[nodiscard]] nlohmann::json to_json(const ConsortiumView& view);

}  // namespace grono::app
