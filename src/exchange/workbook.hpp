#pragma once

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

#include "base/money.hpp"
#include "base/time.hpp"

/// Tables of any kind as a workbook of several sheets.
namespace grono::exchange {

/// An empty text is an empty cell. Texts are written as texts, never as formulas; days and numbers so that they can be
/// sorted and summed.
using SheetCell = std::variant<std::string, double, Date, Money>;

struct WorkbookSheet {
  std::string name;  ///< at most 31 characters, none of []:*?/\ among them
  std::vector<std::string> header;
  std::vector<std::vector<SheetCell>> rows;  ///< each as wide as the header
};

/// @throws StoreUnavailable  the file can't be written
void write_workbook(const std::vector<WorkbookSheet>& sheets, const std::filesystem::path& path);

}  // namespace grono::exchange
