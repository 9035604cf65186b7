#include "app/discovery/discovery.hpp"

#include <cmath>
#include <tuple>
#include <utility>

#include "app/discovery/boundary_file.hpp"
#include "app/discovery/bring_together.hpp"
#include "geo/earth_points.hpp"
#include "mapping/field.hpp"

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
                          const std::vector<std::uint32_t>& field, mapping::Ranks& ranks) {
  if (question.columns.projected)
    return mapping::find_excess({all.x, all.y, {}, false}, field, all.weight, question.options, ranks);
  const auto earth = geo::earth_points(all.x, all.y);
  return mapping::find_excess({earth.x, earth.y, earth.z, true}, field, all.weight, question.options, ranks);
}

// A share of the rows may have none of the field; all of them together must have some.
std::vector<std::uint32_t> field_of(Discovery& found, const std::filesystem::path& share,
                                    mapping::Ranks& ranks) {
  const auto& [all, classification] = std::tie(found.input.establishments, found.input.classification);
  const bool has_some = !mapping::establishments_of_field(all.activity, found.field.prefixes).empty();
  const auto everywhere = mapping::count_before(ranks, has_some ? 1 : 0).all;
  if (!has_some && everywhere > 0) return {};
  FieldRows field = rows_of_field(found.field, all.activity, classification, share);
  found.unknown_codes = field.unknown_codes;
  return std::move(field.rows);
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

std::vector<std::uint32_t> wanted_groups(const DiscoveryQuestion& question, const Discovery& found) {
  return significant_groups(found, question.significance, [&](const GroupPlace& place) {
    return question.level == "own" || question.level == mapping::name_of(place.scope);
  });
}

void search(const DiscoveryQuestion& question, const std::vector<std::uint32_t>& rows,
            const std::filesystem::path& share, Discovery& found, mapping::Ranks& ranks) {
  const mapping::Establishments& all = found.input.establishments;
  found.ground = read_ground(question, share);
  found.everywhere = mapping::count_before(ranks, all.size()).all;
  found.links = activity_links(question.relatedness, all, ranks);
  if (!question.classification.empty()) add_titles(found.links, question.classification, share);
  found.excess = excess_of(question, all, rows, ranks);
  if (found.excess.is_cancelled) return;
  if (!ranks.is_alone() && !bring_together(question, found, ranks)) return;
  found.places = places_of_groups(found.excess, all, found.ground, question.scope);
  const auto groups = wanted_groups(question, found);
  found.label = mapping::areas_of(found.excess, groups);
  found.clusters = told_clusters(question, found, groups, found.label);
}

std::vector<FoundCluster> told_clusters(const DiscoveryQuestion& question, const Discovery& found,
                                        const std::vector<std::uint32_t>& groups,
                                        const std::vector<std::int32_t>& label) {
  const mapping::Establishments& all = found.input.establishments;
  auto made = describe(found.excess, found.places, groups, label, all, found.ground);
  auto around = surroundings_of(label, made.size(), all, found.links, question.missing);
  for (std::size_t i = 0; i < made.size(); ++i) made[i].around = std::move(around[i]);
  return made;
}

Discovery discover(const DiscoveryQuestion& question, exchange::EstablishmentFile&& input,
                   const std::filesystem::path& share, mapping::Ranks& ranks) {
  Discovery found;
  found.input = std::move(input);
  found.field = choose_field(question.field, question.classification, share);
  const auto rows = field_of(found, share, ranks);
  search(question, rows, share, found, ranks);
  return found;
}

}  // namespace grono::app
