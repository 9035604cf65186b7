#pragma once

#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "cluster/organisation.hpp"

/// Organisations in the words of schema.org (JSON-LD 1.1).
/// @source  https://schema.org/Organization
namespace grono::exchange {

[[nodiscard]] nlohmann::ordered_json schema_org_context();
[[nodiscard]] nlohmann::ordered_json to_schema_org(const cluster::Organisation& organisation);

/// A node of anybody's JSON-LD as columns and cells: what schema.org says by its words is put under our
/// fields, other plain properties under their own names.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> from_schema_org(const nlohmann::json& node);

}  // namespace grono::exchange
