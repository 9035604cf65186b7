#include "exchange/organisation_writers.hpp"

#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "exchange/csv_writer.hpp"
#include "exchange/organisation_cells.hpp"
#include "exchange/schema_org.hpp"

namespace grono::exchange {

namespace {

using nlohmann::ordered_json;

constexpr std::array kFormats = {
    std::pair(ExportFormat::csv, std::pair("csv", "text/csv; charset=utf-8")),
    std::pair(ExportFormat::xlsx,
              std::pair("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")),
    std::pair(ExportFormat::geojson, std::pair("geojson", "application/geo+json")),
    std::pair(ExportFormat::json_ld, std::pair("jsonld", "application/ld+json"))};

// Numbers as numbers, lists as lists, the rest as text. Which is which the column says: a name may begin with
// a bracket.
ordered_json property(std::string_view column, const std::string& cell) {
  if (column == "founded" || column == "employees") return std::stoi(cell);
  if (column == "is_seat" || column == "is_invented") return cell == "yes";
  for (const auto* list : {"description_other", "other_places", "offers", "needs"})
    if (column == list) return ordered_json::parse(cell);
  return cell;
}

bool is_geometry(std::string_view column) {
  return column == "latitude" || column == "longitude";
}

ordered_json feature(const cluster::Organisation& organisation) {
  const auto& columns = organisation_columns();
  const auto cells = organisation_cells(organisation);
  ordered_json properties = ordered_json::object();
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (!cells[i].empty() && !is_geometry(columns[i]))
      properties[columns[i]] = property(columns[i], cells[i]);
  if (!organisation.tags.empty()) properties["tags"] = organisation.tags;
  ordered_json geometry = nullptr;
  if (!organisation.places.empty() && organisation.places.front().position) {
    const auto at = *organisation.places.front().position;
    geometry = {{"type", "Point"}, {"coordinates", {at.lon, at.lat}}};
  }
  return {{"type", "Feature"}, {"geometry", std::move(geometry)}, {"properties", std::move(properties)}};
}

template <class Render>
void write_list(std::span<const cluster::Organisation> organisations, std::ostream& out,
                const Render& render) {
  bool is_first = true;
  for (const auto& organisation : organisations) {
    out << (is_first ? "\n" : ",\n") << render(organisation).dump();
    is_first = false;
  }
  out << "\n]}\n";
}

}  // namespace

std::optional<ExportFormat> export_format_named(std::string_view name) {
  for (const auto& [format, words] : kFormats)
    if (words.first == name) return format;
  return std::nullopt;
}

std::string_view media_type(ExportFormat format) {
  for (const auto& [each, words] : kFormats)
    if (each == format) return words.second;
  return {};
}

void write_csv(std::span<const cluster::Organisation> organisations, std::ostream& out) {
  CsvWriter writer(out);
  writer.write(organisation_columns());
  for (const auto& organisation : organisations) writer.write(organisation_cells(organisation));
}

void write_geojson(std::span<const cluster::Organisation> organisations, std::ostream& out) {
  out << R"({"type":"FeatureCollection","features":[)";
  write_list(organisations, out, feature);
}

void write_json_ld(std::span<const cluster::Organisation> organisations, std::ostream& out) {
  out << R"({"@context":)" << schema_org_context().dump() << R"(,"@graph":[)";
  write_list(organisations, out, to_schema_org);
}

}  // namespace grono::exchange
