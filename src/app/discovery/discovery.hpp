#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/discovery/activity_links.hpp"
#include "app/discovery/field_choice.hpp"
#include "app/discovery/found_clusters.hpp"
#include "exchange/establishment_reader.hpp"
#include "mapping/excess.hpp"

/// Finding the clusters of a field among establishments: what the command line and the web UI both ask.
namespace grono::app {

/// What is asked, for the record.
struct DiscoveryQuestion {
  std::string source;  ///< the file, or what else the establishments are of
  std::string field, classification;
  std::string level = "own";  ///< each cluster at its own scope; or those of one, by its name
  double significance = 0.05;
  exchange::EstablishmentColumns columns;
  std::string countries_file, regions_file, region_name = "name";  ///< empty = the shipped boundaries
  mapping::ExcessOptions options;
  mapping::ScopeRule scope;
  RelatednessChoice relatedness;
  std::uint32_t missing = 10;  ///< related activities that each cluster lacks, told at most
};

/// What is found.
struct Discovery {
  FieldChoice field;
  exchange::EstablishmentFile input;
  std::uint64_t everywhere = 0;  ///< establishments that were searched
  std::size_t unknown_codes = 0;
  Ground ground;
  ActivityLinks links;
  mapping::Excess excess;
  std::vector<GroupPlace> places;  ///< of each group of the hierarchy
  std::vector<FoundCluster> clusters;
  std::vector<std::int32_t> label;  ///< of each establishment: the cluster in whose area it stands; -1 = none
};

/// The search for a field that is chosen.
/// @param rows   the field's establishments in `found.input`
/// @param found  with its field and input
/// @throws InvalidInput  boundaries that can't be read; options out of range
/// @note    as `mapping::find_excess`; where its progress says no, `found.excess.is_cancelled` and no
/// clusters
/// @param ranks  processes that each hold a share of the establishments: the first gets the clusters, with as
/// many of the
///               establishments as it takes to tell of them
void search(const DiscoveryQuestion& question, const std::vector<std::uint32_t>& rows,
            const std::filesystem::path& share, Discovery& found, mapping::Ranks& ranks = mapping::alone());

/// The same with the field chosen from the question.
/// @throws InvalidInput  also: as `choose_field` and `rows_of_field`
[[nodiscard]] Discovery discover(const DiscoveryQuestion& question, exchange::EstablishmentFile&& input,
                                 const std::filesystem::path& share,
                                 mapping::Ranks& ranks = mapping::alone());

/// These groups with all that is told of them.
/// @param groups  none within another
/// @param label   as `mapping::areas_of` gives it for them
[[nodiscard]] std::vector<FoundCluster> told_clusters(const DiscoveryQuestion& question,
                                                      const Discovery& found,
                                                      const std::vector<std::uint32_t>& groups,
                                                      const std::vector<std::int32_t>& label);

/// The groups that the question wants told: significant, of its level.
[[nodiscard]] std::vector<std::uint32_t> wanted_groups(const DiscoveryQuestion& question,
                                                       const Discovery& found);
/// The significant groups, none within another, whose place is wanted, the strongest first.
[[nodiscard]] std::vector<std::uint32_t> significant_groups(
    const Discovery& found, double significance, const std::function<bool(const GroupPlace&)>& wanted);

/// A GeoJSON FeatureCollection of clusters, with all that is told of each.
[[nodiscard]] nlohmann::ordered_json clusters_geojson(const Discovery& found,
                                                      const std::vector<FoundCluster>& clusters);
/// All parameters, the seed and the program's version: the same record, the same result.
[[nodiscard]] nlohmann::ordered_json record_of(const DiscoveryQuestion& question, const Discovery& found);
/// Six significant digits: what is beyond them is not known of any cluster. Empty where there is no value.
[[nodiscard]] std::string figure(double value);

}  // namespace grono::app
