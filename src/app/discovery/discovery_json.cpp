#include <array>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

#include "app/discovery/discovery.hpp"

namespace grono::app {
namespace {

using Json = nlohmann::ordered_json;

Json number(double value) {
  return std::isfinite(value) ? Json(std::strtod(figure(value).c_str(), nullptr)) : Json();
}

Json shares(const std::vector<mapping::AreaShare>& covered, const std::optional<geo::Boundaries>& areas) {
  Json made = Json::array();
  for (const mapping::AreaShare& each : covered)
    made.push_back({{"name", areas->area(each.area).name}, {"share", number(each.share)}});
  return made;
}

Json parts(const mapping::Composition& composition, const mapping::Dictionary& texts) {
  Json made = Json::array();
  for (const mapping::Part& part : composition.parts)
    made.push_back({{"name", texts.texts[part.text]}, {"count", part.count}, {"share", number(part.share)}});
  return made;
}

Json named(std::uint32_t activity, const ActivityLinks& links) {
  Json made = {{"name", links.names[activity]}};
  if (links.titles.empty()) return made;
  const ActivityTitle& title = links.titles[activity];
  if (!title.pl.empty()) made["title"]["pl"] = title.pl;
  if (!title.en.empty()) made["title"]["en"] = title.en;
  return made;
}

Json missing_activities(const Surroundings& around, const ActivityLinks& links) {
  if (links.from == ActivityLinks::From::nothing) return nullptr;
  Json made = Json::array();
  for (const mapping::MissingActivity& each : around.missing) {
    Json& one = made.emplace_back(named(each.activity, links));
    one["count"] = each.count;
    one["expected"] = number(each.expected);
    one["density"] = number(each.density);
    one["goes_with"] = Json::array();
    for (const std::uint32_t other : each.goes_with) one["goes_with"].push_back(named(other, links));
  }
  return made;
}

Json properties(std::size_t i, const FoundCluster& cluster, const Discovery& result) {
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
          {"employees", it.weight.empty() ? Json() : number(group.employment.cases)},
          {"reach_m", number(group.reach_m)},
          {"radius_m", number(cluster.place.radius_m)},
          {"centre", {number(cluster.place.x), number(cluster.place.y)}},
          {"countries", shares(cluster.place.countries, result.ground.countries)},
          {"regions", shares(cluster.place.regions, result.ground.regions)},
          {"activities", parts(cluster.activities, it.activity)},
          {"activity_diversity", number(cluster.activities.diversity)},
          {"kinds", parts(cluster.kinds, it.kind)},
          {"kind_diversity", number(cluster.kinds.diversity)},
          {"kind_simpson", number(cluster.kinds.simpson)},
          {"area_kinds", parts(cluster.around.kinds, it.kind)},
          {"area_kind_diversity", number(cluster.around.kinds.diversity)},
          {"area_kind_simpson", number(cluster.around.kinds.simpson)},
          {"area_activity_diversity", number(cluster.around.activities.diversity)},
          {"relatedness", number(cluster.around.relatedness)},
          {"relatedness_everywhere", number(result.links.mean_everywhere)},
          {"missing_activities", missing_activities(cluster.around, result.links)}};
}

Json geometry(const FoundCluster& cluster) {
  Json polygons = Json::array();
  for (const auto& ring : cluster.rings) {
    Json corners = Json::array();
    for (const mapping::PlanePoint& corner : ring) corners.push_back({corner.x, corner.y});
    corners.push_back(corners.at(0));
    polygons.push_back(Json::array({corners}));
  }
  if (polygons.size() == 1) return {{"type", "Polygon"}, {"coordinates", polygons[0]}};
  return {{"type", "MultiPolygon"}, {"coordinates", polygons}};
}

Json unusable_rows(const exchange::ReadingReport& report) {
  static constexpr std::array<const char*, exchange::kUnusableReasons> kNames = {
      "no_coordinates", "off_the_earth", "no_employees"};
  Json made = {{"count", report.unusable_rows()}};
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (report.unusable[i].count > 0)
      made[kNames[i]] = {{"count", report.unusable[i].count}, {"first", report.unusable[i].rows}};
  return made;
}

Json hierarchy(const mapping::ExcessOptions& options) {
  Json made = {{"method", options.radii_m.empty() ? "HDBSCAN*" : "DBSCAN"}};
  if (!options.radii_m.empty()) made["radii_m"] = options.radii_m;
  made["min_points"] = options.min_points;
  made["min_cluster_size"] = options.min_cluster_size;
  return made;
}

Json relatedness(const DiscoveryQuestion& question, const ActivityLinks& links) {
  if (links.from == ActivityLinks::From::table)
    return {{"from", "table"},
            {"file", question.relatedness.file},
            {"activities", links.names.size()},
            {"everywhere", number(links.mean_everywhere)}};
  Json made = {{"from", nullptr}, {"areas", links.areas}, {"area_side_m", links.side_m}};
  if (links.from == ActivityLinks::From::nothing) return made;
  made["from"] = "co-location of the same establishments (proximity)";
  made["activities"] = links.names.size();
  made["everywhere"] = number(links.mean_everywhere);
  return made;
}

}  // namespace

std::string figure(double value) {
  return std::isfinite(value) ? fmt::format("{:.6g}", value) : std::string();
}

Json clusters_geojson(const Discovery& found, const std::vector<FoundCluster>& clusters) {
  Json features = Json::array();
  for (std::size_t i = 0; i < clusters.size(); ++i)
    features.push_back({{"type", "Feature"},
                        {"id", i + 1},
                        {"properties", properties(i, clusters[i], found)},
                        {"geometry", geometry(clusters[i])}});
  return {{"type", "FeatureCollection"}, {"features", features}};
}

Json record_of(const DiscoveryQuestion& question, const Discovery& result) {
  const mapping::ExcessOptions& options = question.options;
  return {
      {"program", std::string("grono ") + GRONO_VERSION},
      {"command", "map find"},
      {"file", question.source},
      {"rows", result.input.report.rows},
      {"rows_not_usable", unusable_rows(result.input.report)},
      {"field",
       {{"asked", question.field},
        {"title", result.field.title},
        {"codes", result.field.codes},
        {"classification", result.field.classification.empty() ? Json() : Json(result.field.classification)},
        {"establishments", result.excess.field.size()},
        {"codes_not_in_classification", result.unknown_codes}}},
      {"year", question.columns.year ? Json(*question.columns.year) : Json()},
      {"coordinates", question.columns.projected ? "projected" : "lon_lat"},
      {"hierarchy", hierarchy(options)},
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
        {"countries", question.countries_file.empty() ? Json("shipped") : Json(question.countries_file)},
        {"regions", question.regions_file.empty() ? Json("shipped") : Json(question.regions_file)}}},
      {"relatedness", relatedness(question, result.links)},
      {"missing_activities", question.missing},
      {"clusters", result.clusters.size()}};
}

}  // namespace grono::app
