#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cluster/classification.hpp"

namespace grono::exchange {

/// Codes of a cell: "32.50.Z; 62.01", "pkd_2025:32.50.Z*", or the JSON of a list.
struct ActivityCells {
  std::vector<cluster::ActivityCode> codes;
  /// A code whose version nobody named and that stands in several of them, and which one it was taken for.
  std::string guessed_code, guessed_scheme;
};

/// @param scheme  of codes that do not name theirs; empty: the newest of PKD, else of NACE, that has the code
/// @throws InvalidInput  the JSON is not a list of codes
[[nodiscard]] ActivityCells read_activities(std::string_view cell, const std::string& scheme,
                                            const cluster::Classifications& classifications);

}  // namespace grono::exchange
