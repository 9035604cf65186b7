#include "exchange/xlsx_workbook.hpp"

#include <chrono>
#include <cmath>
#include <set>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "base/error.hpp"
#include "base/time.hpp"
#include "exchange/utf8.hpp"
#include "exchange/xml_elements.hpp"

namespace grono::exchange {

namespace {

constexpr std::uint64_t kSmallPart = 32 << 20;
constexpr std::size_t kMostSheets = 1'000;

pugi::xml_document parsed(const ZipArchive& archive, const std::string& part) {
  pugi::xml_document document;
  const std::string text = archive.read(part, kSmallPart);
  if (text.find("<!DOCTYPE") != std::string::npos || !document.load_buffer(text.data(), text.size()))
    throw InvalidInput(part, "it is no XML as a workbook has", "save the workbook again as .xlsx");
  return document;
}

pugi::xml_node child(const pugi::xml_node& node, std::string_view name) {
  for (const auto& each : node.children())
    if (local_name(each) == name) return each;
  return {};
}

// "xl/workbook.xml" and "worksheets/sheet1.xml" -> "xl/worksheets/sheet1.xml"; "/xl/x.xml" is from the top.
std::string resolved(const std::string& from, const std::string& target) {
  if (target.starts_with('/')) return target.substr(1);
  const auto folder = from.rfind('/');
  return (folder == std::string::npos ? "" : from.substr(0, folder + 1)) + target;
}

std::string relations_of(const std::string& part) {
  const auto slash = part.rfind('/');
  const auto name = slash == std::string::npos ? 0 : slash + 1;
  return part.substr(0, name) + "_rels/" + part.substr(name) + ".rels";
}

std::string workbook_part(const ZipArchive& archive) {
  if (archive.has("_rels/.rels")) {
    const auto relations = parsed(archive, "_rels/.rels");  // its nodes live as long as it does
    for (const auto& relation : relations.document_element().children())
      if (std::string_view(relation.attribute("Type").value()).ends_with("/officeDocument"))
        return resolved("", relation.attribute("Target").value());
  }
  return "xl/workbook.xml";
}

// Whether a format shows a day or time: y, m, d, h or s outside of quotes, brackets and escapes.
bool shows_day(std::string_view format) {
  char until = 0;
  for (std::size_t i = 0; i < format.size(); ++i) {
    const char c = format[i];
    if (until != 0) {
      if (c == until) until = 0;
    } else if (c == '"') {
      until = '"';
    } else if (c == '[') {
      until = ']';
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (std::string_view("yYdD").find(c) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

std::vector<bool> date_styles(const pugi::xml_node& styles) {
  std::set<int> days = {14, 15, 16, 17, 22};
  for (const auto& format : child(styles, "numFmts").children())
    if (shows_day(format.attribute("formatCode").value())) days.insert(format.attribute("numFmtId").as_int());
  std::vector<bool> made;
  for (const auto& style : child(styles, "cellXfs").children())
    made.push_back(days.contains(style.attribute("numFmtId").as_int()));
  return made;
}

// "_x000D_" -> the character.
std::string unescaped(std::string_view text) {
  std::string made;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto escape = text.substr(i, 7);
    const bool is_escape =
        escape.size() == 7 && escape.starts_with("_x") && escape.ends_with('_') &&
        escape.substr(2, 4).find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
    if (!is_escape) {
      made += text[i];
      continue;
    }
    append_utf8(static_cast<char32_t>(std::stoul(std::string(escape.substr(2, 4)), nullptr, 16)), made);
    i += 6;
  }
  return made;
}

}  // namespace

XlsxWorkbook read_workbook(const ZipArchive& archive) {
  const std::string part = workbook_part(archive);
  if (!archive.has(part))
    throw InvalidInput("file", "it is a zip archive, but no Excel workbook",
                       "save the table as .xlsx or .csv");
  XlsxWorkbook made;
  const auto workbook = parsed(archive, part);
  const auto relations = parsed(archive, relations_of(part));
  made.counts_from_1904 = child(workbook.document_element(), "workbookPr").attribute("date1904").as_bool();
  for (const auto& sheet : child(workbook.document_element(), "sheets").children()) {
    std::string_view id;
    for (const auto& attribute : sheet.attributes())
      if (std::string_view(attribute.name()).ends_with(":id")) id = attribute.value();
    for (const auto& relation : relations.document_element().children())
      if (relation.attribute("Id").value() == id &&
          std::string_view(relation.attribute("Type").value()).ends_with("/worksheet"))
        made.sheets.push_back(
            {sheet.attribute("name").value(), resolved(part, relation.attribute("Target").value())});
    if (made.sheets.size() > kMostSheets) throw InvalidInput(part, "the workbook has too many sheets", "");
  }
  if (made.sheets.empty())
    throw InvalidInput(part, "the workbook has no worksheet", "save the table as .xlsx again");
  const std::string styles = resolved(part, "styles.xml");
  if (archive.has(styles)) made.is_date = date_styles(parsed(archive, styles).document_element());
  return made;
}

void SharedStrings::read(const ZipArchive& archive, const std::string& part, const TableLimits& limits) {
  if (!archive.has(part)) return;
  const auto opened = archive.open(part, limits.sheet_bytes);
  XmlElements items([&](std::span<char> buffer) { return opened->read(buffer); }, part, "si",
                    limits.row_bytes);
  while (const auto item = items.next()) {
    pugi::xml_document document;
    if (!document.load_buffer(item->data(), item->size(), pugi::parse_default | pugi::parse_ws_pcdata))
      throw InvalidInput(part, "a text of it is no XML", "save the workbook again as .xlsx");
    text_ += rich_text(document.document_element());
    ends_.push_back(text_.size());
    if (text_.size() + ends_.size() * sizeof(std::size_t) > limits.shared_text_bytes)
      throw InvalidInput(
          part, fmt::format("the texts of the workbook take more than {} bytes", limits.shared_text_bytes),
          "split it into several files, or save it as CSV");
  }
}

std::string_view SharedStrings::at(std::size_t number) const {
  if (number >= ends_.size())
    throw InvalidInput("file", fmt::format("a cell refers to text {}, and there is none", number),
                       "save the workbook again as .xlsx");
  const auto begin = number == 0 ? 0 : ends_[number - 1];
  return std::string_view(text_).substr(begin, ends_[number] - begin);
}

std::string rich_text(const pugi::xml_node& node) {
  std::string text;
  for (const auto& each : node.children()) {
    if (local_name(each) == "t") text += each.text().get();
    if (local_name(each) == "r") text += child(each, "t").text().get();
  }
  return unescaped(text);
}

std::string_view local_name(const pugi::xml_node& node) {
  const std::string_view name = node.name();
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string day_text(double days, bool counts_from_1904) {
  using namespace std::chrono;
  // Excel takes 1900 for a leap year, so that from 1 March 1900 on day zero is 30 December 1899.
  const auto zero = counts_from_1904 ? sys_days(1904y / January / 1) : sys_days(1899y / December / 30);
  const double whole = std::floor(days);
  const auto seconds_of_day = static_cast<int>(std::lround((days - whole) * 86'400));
  const auto day = zero + std::chrono::days(static_cast<int>(whole));
  const std::string text = to_string(year_month_day(day));
  if (seconds_of_day == 0) return text;
  return fmt::format("{} {:02}:{:02}:{:02}", text, seconds_of_day / 3600, seconds_of_day / 60 % 60,
                     seconds_of_day % 60);
}

}  // namespace grono::exchange
