#include "app/discovery/discovery.hpp"

#include <cmath>
#include <utility>

#include "app/discovery/boundary_file.hpp"
#include "geo/earth_points.hpp"

namespace grono::app {
namespace {

Ground read_ground(const DiscoveryQuestion& question, const std::filesystem::path& share) {
  Ground ground;
  if (question.columns.projected) return ground;
  ground.countries =
      read_boundaries(question.countries_file.empty() ? (share / "boundaries/countries.geojson").string()
                                                      : question.countries_file,
                      "name");
  ground.regions = question.regions_file.empty()
                       ? read_boundaries((share / "boundaries/regions.geojson").string(), "name")
                       : read_boundaries(question.regions_file, question.region_name);
  const auto gazetteer = geo::Gazetteer::load(share / "gazetteer.csv");
  ground.localities = gazetteer.starting_with("", gazetteer.size());
  return ground;
}

mapping::Excess excess_of(const DiscoveryQuestion& question, const mapping::Establishments& all,
                          const std::vector<std::uint32_t>& field) {
  if (question.columns.projected)
    return mapping::find_excess({all.x, all.y, {}, false}, field, all.weight, question.options);
  const auto earth = geo::earth_points(all.x, all.y);
  return mapping::find_excess({earth.x, earth.y, earth.z, true}, field, all.weight, question.options);
}

}  // namespace

std::vector<std::uint32_t> significant_groups(const Discovery& found, double significance,
                                              const std::function<bool(const GroupPlace&)>& wanted) {
  return mapping::strongest_groups(found.excess, [&](std::uint32_t group) {
    const double p = found.excess.groups[group].p_value;
    if (found.excess.groups[group].log_likelihood_ratio <= 0) return false;
    if (!std::isnan(p) && p > significance) return false;
    return wanted(found.places[group]);
  });
}

void search(const DiscoveryQuestion& question, const std::vector<std::uint32_t>& rows,
            const std::filesystem::path& share, Discovery& found) {
  const mapping::Establishments& all = found.input.establishments;
  found.ground = read_ground(question, share);
  found.excess = excess_of(question, all, rows);
  if (found.excess.is_cancelled) return;
  found.places = places_of_groups(found.excess, all, found.ground, question.scope);
  const auto groups = significant_groups(found, question.significance, [&](const GroupPlace& place) {
    return question.level == "own" || question.level == mapping::name_of(place.scope);
  });
  found.label = mapping::areas_of(found.excess, groups);
  found.clusters = describe(found.excess, found.places, groups, found.label, all, found.ground);
}

Discovery discover(const DiscoveryQuestion& question, exchange::EstablishmentFile&& input,
                   const std::filesystem::path& share) {
  Discovery found;
  found.input = std::move(input);
  found.field = choose_field(question.field, question.classification, share);
  const FieldRows field =
      rows_of_field(found.field, found.input.establishments.activity, found.input.classification, share);
  found.unknown_codes = field.unknown_codes;
  search(question, field.rows, share, found);
  return found;
}

}  // namespace grono::app
