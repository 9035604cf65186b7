#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace grono::exchange {

/// A workbook with one table. Every cell is written as text, never as a formula.
/// @throws InvalidInput      more rows than a sheet has
/// @throws StoreUnavailable  the file can't be written
void write_table_xlsx(const std::string& name, std::span<const std::string> columns,
                      std::span<const std::vector<std::string>> rows, const std::filesystem::path& path);

}  // namespace grono::exchange
