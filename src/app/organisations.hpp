#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/access.hpp"
#include "app/installation.hpp"
#include "base/error.hpp"
#include "cluster/organisation.hpp"

/// Reading and writing one organisation, within the caller's transaction.
namespace grono::app {

/// An organisation that was merged into another: that one carries on for it.
class MovedTo : public std::runtime_error {
 public:
  explicit MovedTo(cluster::OrganisationId organisation)
      : std::runtime_error("the organisation was merged into " + organisation.str()),
        organisation_(organisation) {}
  [[nodiscard]] cluster::OrganisationId organisation() const noexcept { return organisation_; }

 private:
  cluster::OrganisationId organisation_;
};

/// An organisation as one actor sees it.
struct OrganisationView {
  cluster::Organisation organisation;
  std::vector<std::string_view>
      may;  ///< what the actor may do with it: edit, delete, merge, invite_colleague, read_audit
};

/// Schema Organisation: with titles of the codes.
[[nodiscard]] nlohmann::json to_json(const OrganisationView& view,
                                     const cluster::Classifications& classifications);

/// @throws NotFound, Gone (deleted), MovedTo (merged into another)
[[nodiscard]] OrganisationView read_organisation(store::Transaction& transaction, const cluster::Actor& actor,
                                                 cluster::OrganisationId id);

/// Makes an organisation from what a client wrote (schema OrganisationDraft); places without coordinates are
/// looked up in the gazetteer. With a cluster, it is an active member of it from today on.
/// @throws Unauthenticated, Forbidden, InvalidInput, AlreadyExists (a register number is taken), NotFound
/// (the cluster)
OrganisationView create_organisation(store::Transaction& transaction, const Installation& installation,
                                     const cluster::Actor& actor, const nlohmann::json& draft,
                                     std::optional<cluster::ClusterId> cluster);

/// Saves what the actor wrote over what the actor saw; offers and needs that the actor can't see stay.
/// @param version  as last read
/// @throws Unauthenticated, Forbidden, InvalidInput, VersionConflict, AlreadyExists, NotFound, Gone, MovedTo
OrganisationView edit_organisation(store::Transaction& transaction, const Installation& installation,
                                   const cluster::Actor& actor, cluster::OrganisationId id,
                                   std::int64_t version, const nlohmann::json& draft);

/// @throws Unauthenticated, Forbidden, VersionConflict, NotFound, Gone, MovedTo, AlreadyExists (in the way:
/// it coordinates a cluster)
void delete_organisation(store::Transaction& transaction, const cluster::Actor& actor,
                         cluster::OrganisationId id, std::int64_t version);

/// Undoes a deletion. @throws Unauthenticated, Forbidden, NotFound, AlreadyExists (its register number is
/// taken by now)
OrganisationView restore_organisation(store::Transaction& transaction, const cluster::Actor& actor,
                                      cluster::OrganisationId id);

/// Every problem of a draft at once, for a form that is being typed.
/// @throws Unauthenticated, Forbidden  a guest;  InvalidInput  not of the schema at all
[[nodiscard]] std::vector<InvalidInput> check_draft(const Installation& installation,
                                                    const cluster::Actor& actor, const nlohmann::json& draft);

}  // namespace grono::app
