#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "consortia/study.hpp"

/// The file that `grono consortia` reads and the answer it writes; both are described in docs/consortia.md.
namespace grono::exchange {

struct ConsortiaFile {
  consortia::Opportunity opportunity;
  std::vector<consortia::Candidate> candidates;
  std::vector<consortia::Cooperation> cooperations;
};

/// Reads strictly: nothing may be there that has no meaning.
/// @throws InvalidInput  where = JSON pointer; what contradicts itself is left to `consortia::require_valid`
[[nodiscard]] ConsortiaFile consortia_from_json(const nlohmann::json& file);
/// @param text  UTF-8
/// @throws InvalidInput  no JSON, or as above
[[nodiscard]] ConsortiaFile consortia_from_text(const std::string& text);

[[nodiscard]] nlohmann::json to_json(const consortia::Instance& instance, const consortia::Answer& answer);

}  // namespace grono::exchange
