#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "exchange/table.hpp"
#include "exchange/zip_archive.hpp"

namespace pugi {
class xml_node;
}

/// The parts of a workbook that its worksheets refer to.
namespace grono::exchange {

struct XlsxWorkbook {
  struct Sheet {
    std::string name, part;
  };
  std::vector<Sheet> sheets;
  std::vector<bool> is_date;  ///< for each cell style, whether it shows a day
  bool counts_from_1904 = false;
};

/// @throws InvalidInput  no workbook
[[nodiscard]] XlsxWorkbook read_workbook(const ZipArchive& archive);

/// The strings that cells refer to by number, all in one block of memory.
class SharedStrings {
 public:
  /// @throws InvalidInput  damaged, or more text than `limits.shared_text_bytes`
  void read(const ZipArchive& archive, const std::string& part, const TableLimits& limits);
  /// @throws InvalidInput  there is none of that number
  [[nodiscard]] std::string_view at(std::size_t number) const;

 private:
  std::string text_;
  std::vector<std::size_t> ends_;
};

/// The text of <si> and <is>: of its runs, without phonetic readings; _x000D_ stands for a character.
[[nodiscard]] std::string rich_text(const pugi::xml_node& node);
/// Name without its namespace prefix.
[[nodiscard]] std::string_view local_name(const pugi::xml_node& node);
/// The number of days since the workbook's day zero as "2026-11-23", with the time where there is one.
[[nodiscard]] std::string day_text(double days, bool counts_from_1904);

}  // namespace grono::exchange
