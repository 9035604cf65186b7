#pragma once

#include <map>
#include <string>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/installation.hpp"
#include "store/merge_store.hpp"

/// Making one organisation of two that were found to be the same.
namespace grono::app {

/// Whose value of a field stays; both: joined, for lists and descriptions.
enum class Keep { keep, merge, both };

/// Schema MergeRequest.
struct MergeRequest {
  cluster::OrganisationId keep, merge;
  std::map<std::string, Keep> fields;  ///< fields that are left out: see `merged_fields`
};
/// @throws InvalidInput
[[nodiscard]] MergeRequest merge_request_from(const nlohmann::json& body);

/// The organisation that carries on. Of a field without a choice its own value stays, or the other's where it
/// has none; lists are joined, each entry once.
/// @throws InvalidInput  a field that is not known, or a single value that can't be joined: where =
/// "/fields/NAME"
[[nodiscard]] cluster::Organisation merged_fields(const cluster::Organisation& keep,
                                                  const cluster::Organisation& merge,
                                                  const std::map<std::string, Keep>& fields);

/// @throws Refused (either of the two), NotFound, Gone, MovedTo, InvalidInput, VersionConflict
store::Merge merge_organisations(store::Transaction& transaction, const Installation& installation,
                                 const Caller& caller, const MergeRequest& request);

/// Both are as they were before.
/// @throws Refused, NotFound, Conflict (one of them was changed since)
void undo_merge(store::Transaction& transaction, const Caller& caller, cluster::MergeId id);

/// Schema Merge.
[[nodiscard]] nlohmann::json to_json(store::Transaction& transaction, const store::Merge& merge,
                                     const cluster::Classifications& classifications);

}  // namespace grono::app
