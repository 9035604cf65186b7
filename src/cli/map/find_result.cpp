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

constexpr std::size_t kMissingInSummary = 3;

std::string names_of(const std::vector<std::uint32_t>& activities, const app::ActivityLinks& links) {
  std::string made;
  for (const std::uint32_t activity : activities) made += (made.empty() ? "" : "; ") + links.names[activity];
  return made;
}

void write_text(const std::filesystem::path& path, const std::string& text) {
  Lines lines(path, text);
  lines.close();
}

void write_clusters(const Discovery& result, const std::filesystem::path& path) {
  Lines lines(path,
              "cluster,name,scope,p,location_quotient,low,high,establishments,of_all,employees,employment_"
              "location_quotient,"
              "activity_diversity,kind_diversity,reach_m,radius_m,x,y,group,kind_simpson,area_kind_diversity,"
              "area_kind_simpson,area_activity_diversity,relatedness,relatedness_everywhere,missing");
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
    fmt::format_to(std::back_inserter(text), ",{}", cluster.group);
    const app::Surroundings& around = cluster.around;
    for (const double value : {cluster.kinds.simpson, around.kinds.diversity, around.kinds.simpson,
                               around.activities.diversity, around.relatedness, result.links.mean_everywhere})
      text += ',' + figure(value);
    std::vector<std::uint32_t> missing;
    for (const auto& each : around.missing)
      if (missing.size() < kMissingInSummary) missing.push_back(each.activity);
    text += ',' + quoted(names_of(missing, result.links)) + '\n';
  });
  lines.close();
}

// Establishments of the field by activity that is told of.
std::vector<double> members_by_activity(const FoundCluster& cluster, const Discovery& result) {
  std::vector<double> made(result.links.names.size());
  for (const mapping::Part& part : cluster.activities.parts)
    if (const auto activity = result.links.activity_of(result.input.establishments.activity.texts[part.text]))
      made[*activity] += static_cast<double>(part.count);
  return made;
}

// What stands in the area of each cluster, and the related activities that it lacks.
void write_activities(const Discovery& result, const std::filesystem::path& path) {
  const app::ActivityLinks& links = result.links;
  Lines lines(
      path,
      "cluster,activity,of_field,establishments,expected,location_quotient,missing_rank,density,goes_with");
  lines.write(result.clusters.size(), [&](std::size_t i, std::string& text) {
    const app::Surroundings& around = result.clusters[i].around;
    const auto of_field = members_by_activity(result.clusters[i], result);
    std::vector<std::size_t> rank(links.names.size());
    for (std::size_t at = 0; at < around.missing.size(); ++at) rank[around.missing[at].activity] = at + 1;
    for (std::size_t activity = 0; activity < links.names.size(); ++activity) {
      if (around.count[activity] == 0 && rank[activity] == 0) continue;
      const double expected = around.establishments * links.everywhere[activity] / links.all;
      fmt::format_to(std::back_inserter(text), "{},{}", i + 1, quoted(links.names[activity]));
      for (const double value : {of_field[activity], around.count[activity], expected,
                                 expected > 0 ? around.count[activity] / expected : std::nan("")})
        text += ',' + figure(value);
      if (rank[activity] == 0) {
        text += ",,,\n";
        continue;
      }
      const auto& missing = around.missing[rank[activity] - 1];
      fmt::format_to(std::back_inserter(text), ",{},{},{}\n", rank[activity], figure(missing.density),
                     quoted(names_of(missing.goes_with, links)));
    }
  });
  lines.close();
}

void write_groups(const Discovery& result, const std::filesystem::path& path) {
  Lines lines(
      path,
      "group,parent,scope,p,log_likelihood_ratio,location_quotient,low,high,establishments,of_all,employees,"
      "reach_m,birth_m,death_m,radius_m,x,y");
  // What hangs together at no distance is no group: it stands above those of fixed densities only.
  const auto is_told = [&](std::uint32_t group) {
    return group != mapping::kNone && result.excess.groups[group].node != mapping::kNone;
  };
  lines.write(result.excess.groups.size(), [&](std::size_t i, std::string& text) {
    const mapping::ExcessGroup& group = result.excess.groups[i];
    const mapping::DenseGroup& dense = result.excess.tree.groups[i];
    if (!is_told(static_cast<std::uint32_t>(i))) return;
    const GroupPlace& place = result.places[i];
    fmt::format_to(std::back_inserter(text), "{},{},{}", i,
                   is_told(dense.parent) ? std::to_string(dense.parent) : "", mapping::name_of(place.scope));
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
  write_activities(result, folder / "activities.csv");
  write_members(result, folder / "members.csv");
  write_text(folder / "report.html", app::discovery_report(question, result, language));
  write_text(folder / "record.json", app::record_of(question, result).dump(2));
}

}  // namespace grono::cli::map
