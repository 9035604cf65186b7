#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/establishments.hpp"

namespace grono::mapping {

/// An activity code as codes are compared: letters and digits only, letters large ("32.50.z" -> "3250Z").
[[nodiscard]] std::string compact_code(std::string_view code);

/// Whether an activity code is one of these or below one of them: "32.5" holds "32.50.Z", "3250Z" and "32.5",
/// and does not hold "32" or "3.25". Both sides must be of one classification: this is not checked here.
[[nodiscard]] bool is_of_field(std::string_view code, std::span<const std::string> compact_prefixes);

/// Establishments whose activity is of the field, ascending.
/// @note  O(texts x prefixes + establishments)
[[nodiscard]] std::vector<std::uint32_t> establishments_of_field(
    const Dictionary& activity, std::span<const std::string> compact_prefixes);

/// @throws InvalidInput  a row that is none of the sites, or is named twice
void require_rows_of_field(std::span<const std::uint32_t> field, std::size_t sites);

}  // namespace grono::mapping
