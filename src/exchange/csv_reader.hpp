#pragma once

#include <memory>

#include "exchange/table.hpp"

namespace grono::exchange {

/// Reads CSV (RFC 4180): cells in double quotes may hold delimiters, line breaks and doubled quotes. Lines
/// end with LF, CR LF or CR; a quote inside a cell that does not begin with one is a quote; a line "sep=;"
/// before the header sets the delimiter. The guard that the writer puts before formulas is taken away (see
/// `formula_guard.hpp`).
/// @throws InvalidInput  the source can't be read
[[nodiscard]] std::unique_ptr<TableReader> read_csv(std::unique_ptr<ByteSource> bytes,
                                                    const TableOptions& options);

}  // namespace grono::exchange
