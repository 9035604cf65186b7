#pragma once

#include <nlohmann/json.hpp>

#include "cluster/cluster.hpp"
#include "cluster/organisation.hpp"
#include "cluster/roles.hpp"

/// The JSON form of the model: of the API (schemas in the OpenAPI document), and of the audit log's before and after.
namespace grono::cluster {

[[nodiscard]] nlohmann::json to_json(const Organisation& organisation);
[[nodiscard]] nlohmann::json to_json(const Cluster& cluster);
[[nodiscard]] nlohmann::json to_json(const Membership& membership);
[[nodiscard]] nlohmann::json to_json(const RoleGrant& grant);

/// Reads what a client may set; ids, version and times that are absent stay as in `base`. Unknown fields are errors.
/// @throws InvalidInput  where = JSON pointer
[[nodiscard]] Organisation organisation_from_json(const nlohmann::json& json, Organisation base = {});
[[nodiscard]] Cluster cluster_from_json(const nlohmann::json& json, Cluster base = {});

}  // namespace grono::cluster
