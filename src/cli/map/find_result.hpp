#pragma once

#include <filesystem>

#include "app/discovery/discovery.hpp"

namespace grono::cli::map {

/// Writes clusters.geojson, clusters.csv, groups.csv (the whole hierarchy), members.csv, report.html and
/// record.json into a folder, which is made where there is none. The same question about the same file gives
/// the same bytes, on any number of threads.
/// @param language  of the report, pl or en
/// @throws InvalidInput  a file can't be written
void write_result(const app::DiscoveryQuestion& question, const app::Discovery& result,
                  const std::string& language, const std::filesystem::path& folder);

}  // namespace grono::cli::map
