#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <ostream>
#include <span>
#include <string_view>

#include "cluster/organisation.hpp"

/// Organisations as files. Each format holds everything that an import takes, so that reading one back gives
/// what was written.
namespace grono::exchange {

enum class ExportFormat { csv, xlsx, geojson, json_ld };

/// "csv", "xlsx", "geojson", "jsonld".
[[nodiscard]] std::optional<ExportFormat> export_format_named(std::string_view name);
[[nodiscard]] std::string_view media_type(ExportFormat format);

void write_csv(std::span<const cluster::Organisation> organisations, std::ostream& out);

/// GeoJSON (RFC 7946): a feature for each, at its first place; null geometry where that has no coordinates.
void write_geojson(std::span<const cluster::Organisation> organisations, std::ostream& out);

/// JSON-LD in the words of schema.org; what these can't say stands under "grono:".
void write_json_ld(std::span<const cluster::Organisation> organisations, std::ostream& out);

/// A workbook with a table of the organisations. Every text is written as text, never as a formula; one
/// longer than a cell takes (32,767 characters) goes on in further columns, "offers+2".
/// @throws InvalidInput  more organisations than a sheet has rows, or the file can't be written
void write_xlsx(std::span<const cluster::Organisation> organisations, const std::filesystem::path& path);

}  // namespace grono::exchange
