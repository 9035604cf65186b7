#include <array>

#include "base/error.hpp"
#include "exchange/csv_reader.hpp"
#include "exchange/json_reader.hpp"
#include "exchange/table.hpp"
#include "exchange/xlsx_reader.hpp"

namespace grono::exchange {

namespace {

enum class Kind { csv, xlsx, json };

// What the first bytes say; a name's ending can lie.
Kind kind_of(ByteSource& bytes) {
  std::array<char, 512> buffer{};
  const std::string_view start(buffer.data(), bytes.read(buffer));
  bytes.rewind();
  if (start.starts_with("PK\x03\x04")) return Kind::xlsx;
  if (start.starts_with("PK"))
    throw InvalidInput("file", "the workbook is empty or in pieces", "save it again as .xlsx");
  if (start.starts_with("\xD0\xCF\x11\xE0"))
    throw InvalidInput("file", "this is an old Excel workbook (.xls) or one with a password",
                       "save it as .xlsx without a password, or as .csv");
  if (start.starts_with("%PDF"))
    throw InvalidInput("file", "this is a PDF, no table", "ask for the table as .xlsx or .csv");
  if (start.empty()) throw InvalidInput("file", "the file is empty", "choose a file with a table");
  auto text = start.starts_with("\xEF\xBB\xBF") ? start.substr(3) : start;
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return text.starts_with('{') || text.starts_with('[') ? Kind::json : Kind::csv;
}

}  // namespace

std::unique_ptr<TableReader> open_table(const std::filesystem::path& path, const TableOptions& options) {
  auto bytes = open_file(path);
  switch (kind_of(*bytes)) {
    case Kind::xlsx:
      return read_xlsx(path, options);
    case Kind::json:
      return read_json(std::move(bytes), options);
    case Kind::csv:
      return read_csv(std::move(bytes), options);
  }
  GRONO_INVARIANT(!"kind of file without a reader");
  return nullptr;
}

std::unique_ptr<TableReader> open_table(std::string_view content, const TableOptions& options) {
  auto bytes = open_memory(content);
  switch (kind_of(*bytes)) {
    case Kind::xlsx:
      return read_xlsx(content, options);
    case Kind::json:
      return read_json(std::move(bytes), options);
    case Kind::csv:
      return read_csv(std::move(bytes), options);
  }
  GRONO_INVARIANT(!"kind of file without a reader");
  return nullptr;
}

}  // namespace grono::exchange
