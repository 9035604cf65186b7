#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "exchange/column_table.hpp"

namespace grono::exchange {

/// Reads GeoJSON as a table: a FeatureCollection, or one Feature after another (newline-delimited). A row is
/// a feature; columns are its properties by their names, and the coordinates of its geometry where that is a
/// Point. Parsed in parallel; the same result for any number of threads.
///
/// @throws InvalidInput  as `parts_of_json_list`; a feature that is no JSON object (names it, 1 = first); a
/// required
///                       column that no feature has (names those that the first one has)
/// @note   O(bytes)
/// @source RFC 7946, RFC 8142
[[nodiscard]] ColumnTable read_features(std::string_view text, const std::string& name,
                                        std::span<const ColumnWish> wishes, std::size_t part_bytes,
                                        RowShare share = {}, const PartRead& part_read = {});

}  // namespace grono::exchange
