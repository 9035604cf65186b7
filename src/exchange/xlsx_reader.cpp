#include "exchange/xlsx_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "base/error.hpp"
#include "exchange/organisation_cells.hpp"
#include "exchange/sheet_text.hpp"
#include "exchange/xlsx_workbook.hpp"
#include "exchange/xml_elements.hpp"
#include "exchange/zip_archive.hpp"

namespace grono::exchange {

namespace {

constexpr std::size_t kMostColumns = 16'384;

// "AB12" -> 27; no value where it is no address of a cell.
std::optional<std::size_t> column_of(std::string_view address) {
  std::size_t column = 0, letters = 0;
  while (letters < address.size() && address[letters] >= 'A' && address[letters] <= 'Z' && letters < 4)
    column = column * 26 + static_cast<std::size_t>(address[letters++] - 'A' + 1);
  if (letters == 0 || column > kMostColumns) return std::nullopt;
  return column - 1;
}

std::optional<double> number_of(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

class XlsxReader final : public TableReader {
 public:
  XlsxReader(std::unique_ptr<ZipArchive> archive, const TableOptions& options)
      : archive_(std::move(archive)), limits_(options.limits), workbook_(read_workbook(*archive_)) {
    facts_.format = TableFormat::xlsx;
    for (const auto& sheet : workbook_.sheets) facts_.sheets.push_back(sheet.name);
    const std::string& part = part_of(options.sheet);
    strings_.read(*archive_, "xl/sharedStrings.xml", limits_);
    part_ = archive_->open(part, limits_.sheet_bytes);
    rows_.emplace([this](std::span<char> buffer) { return part_->read(buffer); }, part, "row",
                  limits_.row_bytes);
  }

  const TableFacts& facts() const override { return facts_; }
  double progress() const override { return part_->progress(); }

  bool next(Row& row) override {
    while (const auto element = rows_->next()) {
      pugi::xml_document document;
      if (!document.load_buffer(element->data(), element->size(),
                                pugi::parse_default | pugi::parse_ws_pcdata))
        throw InvalidInput(fmt::format("row {}", row_ + 1), "it is no XML",
                           "save the workbook again as .xlsx");
      read_row(document.document_element(), row);
      if (row.cells.empty()) continue;
      if (!has_header_) note_continued(row);
      join_continued(row);
      return true;
    }
    return false;
  }

 private:
  const std::string& part_of(const std::string& name) const {
    if (name.empty()) return workbook_.sheets.front().part;
    const auto found = std::find_if(workbook_.sheets.begin(), workbook_.sheets.end(),
                                    [&](const auto& sheet) { return sheet.name == name; });
    if (found == workbook_.sheets.end())
      throw InvalidInput("sheet", "there is no worksheet \"" + name + "\"",
                         fmt::format("use one of: {}", fmt::join(facts_.sheets, ", ")));
    return found->part;
  }

  // Columns headed "offers+2", "offers+3" hold what goes on from "offers": see `write_xlsx`.
  void note_continued(const Row& header) {
    has_header_ = true;
    first_row_ = header.number;
    for (std::size_t i = 1; i < header.cells.size(); ++i) {
      const std::string& name = header.cells[i];
      const auto plus = name.rfind('+');
      if (plus == std::string::npos || plus == 0 || plus + 1 == name.size()) continue;
      const bool is_number = name.find_first_not_of("0123456789", plus + 1) == std::string::npos;
      const bool has_base = header.cells[i - 1] == name.substr(0, plus) ||
                            (!continued_.empty() && continued_.back() == i - 1 &&
                             header.cells[i - 1].starts_with(name.substr(0, plus + 1)));
      if (is_number && has_base) continued_.push_back(i);
    }
  }

  void join_continued(Row& row) const {
    for (auto column = continued_.rbegin(); column != continued_.rend(); ++column) {
      if (*column >= row.cells.size()) continue;
      // The header's own names are only left out.
      if (row.number != first_row_) row.cells[*column - 1] += row.cells[*column];
      row.cells.erase(row.cells.begin() + static_cast<std::ptrdiff_t>(*column));
    }
  }

  void read_row(const pugi::xml_node& node, Row& row) {
    row.cells.clear();
    const auto number = node.attribute("r") ? node.attribute("r").as_ullong() : row_ + 1;
    if (number <= row_ || number > kMostRowsOfSheet)
      throw InvalidInput(fmt::format("row {}", row_ + 1), "the rows of the sheet are out of order",
                         "save it again as .xlsx");
    row_ = row.number = number;
    if (row_ > limits_.rows)
      throw InvalidInput(fmt::format("row {}", row_),
                         fmt::format("the sheet has more than {} rows", limits_.rows),
                         "split it into several files");
    std::size_t column = 0, bytes = 0;
    for (const auto& cell : node.children()) {
      if (local_name(cell) != "c") continue;
      if (cell.attribute("r")) {
        const auto named = column_of(cell.attribute("r").value());
        if (!named || *named < column)
          throw InvalidInput(fmt::format("row {}", row_), "its cells are out of order",
                             "save it again as .xlsx");
        column = *named;
      }
      put(text_of(cell), column++, row, bytes);
    }
  }

  // A cell that is only formatted holds nothing, wherever it stands.
  void put(std::string text, std::size_t column, Row& row, std::size_t& bytes) const {
    if (text.empty()) return;
    if (column >= limits_.columns)
      throw InvalidInput(fmt::format("row {}", row_),
                         fmt::format("it has more than {} columns", limits_.columns),
                         "leave out columns that are not needed");
    bytes += text.size();
    if (text.size() > limits_.cell_bytes || bytes > limits_.row_bytes)
      throw InvalidInput(fmt::format("row {}", row_),
                         fmt::format("it is longer than {} bytes", limits_.row_bytes), "");
    row.cells.resize(column + 1);
    row.cells[column] = std::move(text);
  }

  std::string text_of(const pugi::xml_node& cell) const {
    const std::string_view type = cell.attribute("t").value();
    std::string_view value;
    for (const auto& each : cell.children()) {
      if (local_name(each) == "is" && type == "inlineStr") return rich_text(each);
      if (local_name(each) == "v") value = each.text().get();
    }
    if (value.empty() || type == "str" || type == "e" || type == "d") return std::string(value);
    if (type == "b") return value == "1" ? "true" : "false";
    const auto number = number_of(value);
    if (!number)
      throw InvalidInput(fmt::format("row {}", row_), "a cell holds no number where one should be",
                         "save it again as .xlsx");
    if (type == "s")
      return std::string(
          strings_.at(*number >= 0 && *number < 1e9 ? static_cast<std::size_t>(*number) : SIZE_MAX));
    return number_text(*number, cell.attribute("s").as_uint());
  }

  std::string number_text(double number, std::size_t style) const {
    if (style < workbook_.is_date.size() && workbook_.is_date[style] && number >= 1 && number < 2'958'466)
      return day_text(number, workbook_.counts_from_1904);
    if (std::trunc(number) == number && std::abs(number) < 1e15) return fmt::format("{:.0f}", number);
    return shortest(number);
  }

  std::unique_ptr<ZipArchive> archive_;
  TableLimits limits_;
  XlsxWorkbook workbook_;
  TableFacts facts_;
  SharedStrings strings_;
  std::unique_ptr<ZipPart> part_;
  std::optional<XmlElements> rows_;
  std::size_t row_ = 0, first_row_ = 0;
  bool has_header_ = false;
  std::vector<std::size_t> continued_;
};

}  // namespace

std::unique_ptr<TableReader> read_xlsx(const std::filesystem::path& path, const TableOptions& options) {
  return std::make_unique<XlsxReader>(std::make_unique<ZipArchive>(path), options);
}

std::unique_ptr<TableReader> read_xlsx(std::string_view bytes, const TableOptions& options) {
  return std::make_unique<XlsxReader>(std::make_unique<ZipArchive>(bytes), options);
}

}  // namespace grono::exchange
