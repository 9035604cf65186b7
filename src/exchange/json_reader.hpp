#pragma once

#include <memory>

#include "exchange/bytes.hpp"
#include "exchange/table.hpp"

namespace grono::exchange {

/// Reads GeoJSON, JSON-LD or a list of plain objects as a table: the first row holds the names of all
/// properties, in the order of their first use. Reads the bytes twice.
/// @throws InvalidInput  not JSON, or beyond the bounds
[[nodiscard]] std::unique_ptr<TableReader> read_json(std::unique_ptr<ByteSource> bytes,
                                                     const TableOptions& options);

}  // namespace grono::exchange
