#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/errors.hpp"
#include "app/installation.hpp"
#include "base/error.hpp"
#include "cluster/organisation.hpp"

/// Reading and writing one organisation, within the caller's transaction.
namespace grono::app {

/// An organisation as one caller sees it.
struct OrganisationView {
  cluster::Organisation organisation;
  std::vector<std::string_view>
      may;  ///< what the caller may do with it: edit, delete, merge, invite_colleague, read_audit
};

/// Schema Organisation: with titles of the codes.
[[nodiscard]] nlohmann::json to_json(const OrganisationView& view,
                                     const cluster::Classifications& classifications);

/// Whether the caller may do that to the organisation.
/// @throws Refused, NotFound, Gone (deleted), MovedTo (merged into another)
void require_on(store::Transaction& transaction, const Caller& caller, cluster::Permission permission,
                cluster::OrganisationId id);

/// @throws NotFound, Gone, MovedTo
[[nodiscard]] OrganisationView read_organisation(store::Transaction& transaction, const Caller& caller,
                                                 cluster::OrganisationId id);

/// Makes an organisation from what a client wrote (schema OrganisationDraft); places without coordinates are
/// looked up in the gazetteer. With a cluster, it is an active member of it from today on.
/// @throws Refused, InvalidInput, AlreadyExists (a register number is taken), NotFound
/// (the cluster)
OrganisationView create_organisation(store::Transaction& transaction, const Installation& installation,
                                     const Caller& caller, const nlohmann::json& draft,
                                     std::optional<cluster::ClusterId> cluster);

/// Saves what the caller wrote over what the caller saw; offers and needs that the caller can't see stay.
/// @param version  as last read
/// @throws Refused, InvalidInput, VersionConflict, AlreadyExists, NotFound, Gone, MovedTo
OrganisationView edit_organisation(store::Transaction& transaction, const Installation& installation,
                                   const Caller& caller, cluster::OrganisationId id, std::int64_t version,
                                   const nlohmann::json& draft);

/// @throws Refused, VersionConflict, NotFound, Gone, MovedTo, Conflict (it
/// coordinates a cluster)
void delete_organisation(store::Transaction& transaction, const Caller& caller, cluster::OrganisationId id,
                         std::int64_t version);

/// Undoes a deletion. @throws Refused, NotFound, AlreadyExists (its register number is
/// taken by now)
OrganisationView restore_organisation(store::Transaction& transaction, const Caller& caller,
                                      cluster::OrganisationId id);

/// A draft that is being typed, as it would be stored, with every problem at once.
struct CheckedDraft {
  cluster::Organisation
      organisation;  ///< what can be brought into its stored form is; without an id if the draft has none
  std::vector<InvalidInput> problems;
};
/// @throws Refused  nobody is logged in;  InvalidInput  not of the schema at all
[[nodiscard]] CheckedDraft check_draft(const Installation& installation, const Caller& caller,
                                       const nlohmann::json& draft);

}  // namespace grono::app
