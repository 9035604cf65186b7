#include "cli/map/find_result.hpp"

#include <array>
#include <cmath>
#include <iterator>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cli/map/lines.hpp"
#include "server/version.hpp"

namespace grono::cli::map {
namespace {

using json = nlohmann::ordered_json;

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\n\r") == text.npos) return text;
  std::string made = "\"";
  for (const char c : text) made += c == '"' ? std::string("\"\"") : std::string(1, c);
  return made + "\"";
}

// Six significant digits: what is beyond them is not known of any cluster.
std::string figure(double value) {
  return std::isfinite(value) ? fmt::format("{:.6g}", value) : std::string();
}
json number(double value) {
  return std::isfinite(value) ? json(std::strtod(figure(value).c_str(), nullptr)) : json();
}

json shares(const std::vector<mapping::AreaShare>& covered, const std::optional<geo::Boundaries>& areas) {
  json made = json::array();
  for (const mapping::AreaShare& each : covered)
    made.push_back({{"name", areas->area(each.area).name}, {"share", number(each.share)}});
  return made;
}

json parts(const mapping::Composition& composition, const mapping::Dictionary& texts) {
  json made = json::array();
  for (const mapping::Part& part : composition.parts)
    made.push_back({{"name", texts.texts[part.text]}, {"count", part.count}, {"share", number(part.share)}});
  return made;
}

json properties(std::size_t i, const FindResult& result) {
  const FoundCluster& cluster = result.clusters[i];
  const mapping::ExcessGroup& group = result.excess.groups[cluster.group];
  const auto& it = result.input.establishments;
  return {{"cluster", i + 1},
          {"name", cluster.name},
          {"scope", mapping::name_of(cluster.place.scope)},
          {"p", number(group.p_value)},
          {"log_likelihood_ratio", number(group.log_likelihood_ratio)},
          {"location_quotient", number(group.quotient.value)},
          {"location_quotient_low", number(group.quotient.low)},
          {"location_quotient_high", number(group.quotient.high)},
          {"employment_location_quotient", number(group.employment_quotient.value)},
          {"employment_location_quotient_low", number(group.employment_quotient.low)},
          {"employment_location_quotient_high", number(group.employment_quotient.high)},
          {"establishments", group.establishments.cases},
          {"establishments_of_all_fields", group.establishments.all},
          {"employees", it.weight.empty() ? json() : number(group.employment.cases)},
          {"reach_m", number(group.reach_m)},
          {"radius_m", number(cluster.place.radius_m)},
          {"centre", {number(cluster.place.x), number(cluster.place.y)}},
          {"countries", shares(cluster.place.countries, result.ground.countries)},
          {"regions", shares(cluster.place.regions, result.ground.regions)},
          {"activities", parts(cluster.activities, it.activity)},
          {"activity_diversity", number(cluster.activities.diversity)},
          {"kinds", parts(cluster.kinds, it.kind)},
          {"kind_diversity", number(cluster.kinds.diversity)}};
}

json geometry(const FoundCluster& cluster) {
  json polygons = json::array();
  for (const auto& ring : cluster.rings) {
    json corners = json::array();
    for (const mapping::PlanePoint& corner : ring) corners.push_back({corner.x, corner.y});
    corners.push_back(corners.at(0));
    polygons.push_back(json::array({corners}));
  }
  if (polygons.size() == 1) return {{"type", "Polygon"}, {"coordinates", polygons[0]}};
  return {{"type", "MultiPolygon"}, {"coordinates", polygons}};
}

void write_text(const std::filesystem::path& path, const std::string& text) {
  Lines lines(path, text);
  lines.close();
}

void write_geojson(const FindResult& result, const std::filesystem::path& path) {
  json features = json::array();
  for (std::size_t i = 0; i < result.clusters.size(); ++i)
    features.push_back({{"type", "Feature"},
                        {"id", i + 1},
                        {"properties", properties(i, result)},
                        {"geometry", geometry(result.clusters[i])}});
  write_text(path, json{{"type", "FeatureCollection"}, {"features", features}}.dump());
}

void write_clusters(const FindResult& result, const std::filesystem::path& path) {
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

void write_groups(const FindResult& result, const std::filesystem::path& path) {
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

void write_members(const FindResult& result, const std::filesystem::path& path) {
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

json unusable_rows(const exchange::ReadingReport& report) {
  static constexpr std::array<const char*, exchange::kUnusableReasons> kNames = {
      "no_coordinates", "off_the_earth", "no_employees"};
  json made = {{"count", report.unusable_rows()}};
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (report.unusable[i].count > 0)
      made[kNames[i]] = {{"count", report.unusable[i].count}, {"first", report.unusable[i].rows}};
  return made;
}

json record(const FindQuestion& question, const FindResult& result) {
  const mapping::ExcessOptions& options = question.options;
  return {
      {"program", std::string("grono ") + std::string(server::kVersion)},
      {"command", "map find"},
      {"file", question.file},
      {"rows", result.input.report.rows},
      {"rows_not_usable", unusable_rows(result.input.report)},
      {"field",
       {{"asked", question.field},
        {"title", result.field.title},
        {"codes", result.field.codes},
        {"classification", result.field.classification.empty() ? json() : json(result.field.classification)},
        {"establishments", result.excess.field.size()},
        {"codes_not_in_classification", result.unknown_codes}}},
      {"year", question.columns.year ? json(*question.columns.year) : json()},
      {"coordinates", question.columns.projected ? "projected" : "lon_lat"},
      {"hierarchy",
       {{"method", "HDBSCAN*"},
        {"min_points", options.min_points},
        {"min_cluster_size", options.min_cluster_size}}},
      {"excess",
       {{"measure", options.measure == mapping::Measure::employment ? "employment (Poisson)"
                                                                    : "establishments (Bernoulli)"},
        {"max_share", options.max_share},
        {"null_model", "random labelling, the whole search repeated; maximum over the hierarchy"},
        {"replications", options.replications},
        {"replications_drawn", result.excess.null_strongest.size()},
        {"stop_after", options.stop_after},
        {"seed", options.seed},
        {"significance", question.significance}}},
      {"scope",
       {{"level", question.level},
        {"min_share", question.scope.min_share},
        {"city_radius_m", question.scope.city_radius_m},
        {"region_radius_m", question.scope.region_radius_m},
        {"countries", question.countries_file.empty() ? json("shipped") : json(question.countries_file)},
        {"regions", question.regions_file.empty() ? json("shipped") : json(question.regions_file)}}},
      {"clusters", result.clusters.size()}};
}

}  // namespace

void write_result(const FindQuestion& question, const FindResult& result,
                  const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    throw InvalidInput(folder, "the folder can't be made: " + error.message(), "name another with -o");
  write_geojson(result, folder / "clusters.geojson");
  write_clusters(result, folder / "clusters.csv");
  write_groups(result, folder / "groups.csv");
  write_members(result, folder / "members.csv");
  write_text(folder / "record.json", record(question, result).dump(2));
}

}  // namespace grono::cli::map
