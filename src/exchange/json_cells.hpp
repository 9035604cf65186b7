#pragma once

#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace grono::exchange {

/// A value of JSON as a cell: text as it is, a list of texts as "a; b", null as nothing, the rest as JSON.
[[nodiscard]] std::string json_cell(const nlohmann::json& value);

/// A GeoJSON feature, a JSON-LD node or a plain object as columns and cells. A point becomes latitude and
/// longitude.
/// @throws InvalidInput  it is no object
[[nodiscard]] std::vector<std::pair<std::string, std::string>> json_row(const nlohmann::json& element);

}  // namespace grono::exchange
