#pragma once

#include <nlohmann/json.hpp>

#include "cluster/cluster.hpp"
#include "cluster/organisation.hpp"
#include "cluster/roles.hpp"

/// The JSON form of the model: of the API (schemas in the OpenAPI document), and of the audit log's before
/// and after.
namespace grono::cluster {

[[nodiscard]] nlohmann::json to_json(const Organisation& organisation);
[[nodiscard]] nlohmann::json to_json(const Cluster& cluster);
[[nodiscard]] nlohmann::json to_json(const Membership& membership);
[[nodiscard]] nlohmann::json to_json(const RoleGrant& grant);
[[nodiscard]] nlohmann::json to_json(const ActivityCode& code);

/// @throws InvalidInput  where = JSON pointer below `pointer`
[[nodiscard]] ActivityCode activity_from_json(const nlohmann::json& object, const std::string& pointer);

/// Reads what a client may set. What is not the client's to set (id, version, times, is_invented,
/// merged_into) stays as in `base`, whatever the JSON says; a field that is absent is empty. Unknown fields
/// are errors.
/// @throws InvalidInput  where = JSON pointer
[[nodiscard]] Organisation organisation_from_json(const nlohmann::json& json, Organisation base = {});
[[nodiscard]] Cluster cluster_from_json(const nlohmann::json& json, Cluster base = {});

/// Reads back what `to_json` wrote, everything: for the store's snapshots and the round trip of an export.
/// @throws InvalidInput  where = JSON pointer
[[nodiscard]] Organisation organisation_from_snapshot(const nlohmann::json& json);

/// What differs, field by field: {"field": {"before": .., "after": ..}}; before is left out in what is new,
/// after in what is gone. Version and times are not differences.
[[nodiscard]] nlohmann::json differences(const nlohmann::json& before, const nlohmann::json& after);

}  // namespace grono::cluster
