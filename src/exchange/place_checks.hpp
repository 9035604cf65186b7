#pragma once

#include <optional>
#include <string_view>

#include "exchange/organisation_row.hpp"

namespace grono::exchange {

/// Looks whether the place's position can be meant: puts longitude and latitude right where they are swapped
/// (which the country's bounds, the town's position or the poles show), drops 0, 0 and tells of one outside
/// its country.
/// @returns  what was found odd
[[nodiscard]] std::optional<RowProblem> check_position(cluster::Place& place, const RowReading& reading);

/// Gives a place without coordinates those of its town, and the codes of its region where it has none.
/// @param region  helps to tell towns of one name apart; may be empty
/// @returns  whether the town was found
bool locate(cluster::Place& place, std::string_view region, const geo::Gazetteer& gazetteer);

}  // namespace grono::exchange
