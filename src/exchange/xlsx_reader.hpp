#pragma once

#include <filesystem>
#include <memory>

#include "exchange/table.hpp"

namespace grono::exchange {

/// Reads a worksheet of an Excel workbook (Office Open XML): values, not formulas; dates as 2026-11-23.
/// @throws InvalidInput  no workbook, damaged, or beyond the bounds
[[nodiscard]] std::unique_ptr<TableReader> read_xlsx(const std::filesystem::path& path,
                                                     const TableOptions& options);
/// @param bytes  must outlive the reader
[[nodiscard]] std::unique_ptr<TableReader> read_xlsx(std::string_view bytes, const TableOptions& options);

}  // namespace grono::exchange
