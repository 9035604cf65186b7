#pragma once

#include <filesystem>
#include <string>

#include "cli/map/field_choice.hpp"
#include "cli/map/found_clusters.hpp"
#include "exchange/establishment_reader.hpp"
#include "mapping/excess.hpp"

namespace grono::cli::map {

/// What `grono map find` was asked, for the record.
struct FindQuestion {
  std::string file, field, classification, level = "own";
  double significance = 0.05;
  exchange::EstablishmentColumns columns;
  std::string countries_file, regions_file, region_name = "name";
  mapping::ExcessOptions options;
  mapping::ScopeRule scope;
};

/// What it found.
struct FindResult {
  FieldChoice field;
  exchange::EstablishmentFile input;
  std::size_t unknown_codes = 0;
  Ground ground;
  mapping::Excess excess;
  std::vector<GroupPlace> places;  ///< of each group of the hierarchy
  std::vector<FoundCluster> clusters;
  std::vector<std::int32_t> label;  ///< of each establishment: the cluster in whose area it stands; -1 = none
};

/// Writes clusters.geojson, clusters.csv, groups.csv (the whole hierarchy), members.csv and record.json into
/// a folder, which is made where there is none. The same question about the same file gives the same bytes,
/// on any number of threads.
/// @throws InvalidInput  a file can't be written
void write_result(const FindQuestion& question, const FindResult& result,
                  const std::filesystem::path& folder);

}  // namespace grono::cli::map
