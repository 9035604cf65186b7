#include "cli/map/find_result.hpp"

#include <cmath>
#include <iterator>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/discovery/discovery_report.hpp"
#include "base/error.hpp"
#include "cli/map/lines.hpp"

namespace grono::cli::map {
namespace {

using app::Discovery;
using app::figure;
using app::FoundCluster;
using app::GroupPlace;

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == text.npos) return text;
  std::string made = "\"";
  for (const char c : text) made += c == '"' ? std::string("\"\"") : std::string(1, c);
  return made + "\"";
}

void write_text(const std::filesystem::path& path, const std::string& text) {
  Lines lines(path, text);
  lines.close();
}

void write_clusters(const Discovery& result, const std::filesystem::path& path) {
  Lines lines(path,
              "cluster,name,scope,p,location_quotient,low,high,establishments,of_all,employees,employment_"
              "location_quotient,"
              "activity_diversity,kind_diversity,reach_m,radius_m,x,y,group");
  lines.write(result.clusters.size(), [&](std::size_t i, std::string& text) {
    const FoundCluster& cluster = result.clusters[i];
    const mapping::ExcessGroup& group = result.excess.groups[cluster.group];
    fmt::format_to(std::back_inserter(text), "{},{},{}", i + 1, quoted(cluster.name),
                   mapping::name_of(cluster.place.scope));
    for (const double value :
         {group.p_value, group.quotient.value, group.quotient.low, group.quotient.high,
          group.establishments.cases, group.establishments.all, group.employment.cases,
          group.employment_quotient.value, cluster.activities.diversity, cluster.kinds.diversity,
          group.reach_m, cluster.place.radius_m, cluster.place.x, cluster.place.y})
      text += ',' + figure(value);
    fmt::format_to(std::back_inserter(text), ",{}\n", cluster.group);
  });
  lines.close();
}

void write_groups(const Discovery& result, const std::filesystem::path& path) {
  Lines lines(
      path,
      "group,parent,scope,p,log_likelihood_ratio,location_quotient,low,high,establishments,of_all,employees,"
      "reach_m,birth_m,death_m,radius_m,x,y");
  lines.write(result.excess.groups.size(), [&](std::size_t i, std::string& text) {
    const mapping::ExcessGroup& group = result.excess.groups[i];
    const mapping::DenseGroup& dense = result.excess.tree.groups[i];
    if (group.node == mapping::kNone) return;
    const GroupPlace& place = result.places[i];
    fmt::format_to(std::back_inserter(text), "{},{},{}", i,
                   dense.parent == mapping::kNone ? "" : std::to_string(dense.parent),
                   mapping::name_of(place.scope));
    for (const double value :
         {group.p_value, group.log_likelihood_ratio, group.quotient.value, group.quotient.low,
          group.quotient.high, group.establishments.cases, group.establishments.all, group.employment.cases,
          group.reach_m, dense.birth_m, dense.death_m, place.radius_m, place.x, place.y})
      text += ',' + figure(value);
    text += '\n';
  });
  lines.close();
}

void write_members(const Discovery& result, const std::filesystem::path& path) {
  const auto& rows = result.input.establishments.row;
  std::vector<bool> is_field(result.label.size());
  for (const std::uint32_t row : result.excess.field) is_field[row] = true;
  Lines lines(path, "row,cluster,of_field");
  lines.write(result.label.size(), [&](std::size_t i, std::string& text) {
    if (result.label[i] >= 0)
      fmt::format_to(std::back_inserter(text), "{},{},{}\n", rows.empty() ? i + 1 : rows[i],
                     result.label[i] + 1, is_field[i] ? 1 : 0);
  });
  lines.close();
}

}  // namespace

void write_result(const app::DiscoveryQuestion& question, const Discovery& result,
                  const std::string& language, const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    throw InvalidInput(folder, "the folder can't be made: " + error.message(), "name another with -o");
  write_text(folder / "clusters.geojson", app::clusters_geojson(result, result.clusters).dump());
  write_clusters(result, folder / "clusters.csv");
  write_groups(result, folder / "groups.csv");
  write_members(result, folder / "members.csv");
  write_text(folder / "report.html", app::discovery_report(question, result, language));
  write_text(folder / "record.json", app::record_of(question, result).dump(2));
}

}  // namespace grono::cli::map
