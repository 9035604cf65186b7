#include "app/discovery/found_clusters.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include <fmt/core.h>
#include <tbb/parallel_for.h>

#include "geo/antimeridian.hpp"
#include "geo/earth_points.hpp"
#include "geo/lonlat.hpp"

namespace grono::app {
namespace {

using mapping::Coordinates;
using mapping::Establishments;
using mapping::PlanePoint;

constexpr double kDegree = std::numbers::pi / 180;
constexpr double kMetresADegree = 111'195;
constexpr double kThinnest_m = 25, kNearTown_m = 10'000, kTownRadius_m = 3'000;

bool on_earth(const Establishments& establishments) {
  return establishments.coordinates == Coordinates::lon_lat;
}

// The mean of the places: on Earth that of their directions, so that no seam is in the way.
PlanePoint centre_of(const Establishments& it, const std::vector<std::uint32_t>& rows) {
  double x = 0, y = 0, z = 0;
  for (const std::uint32_t row : rows) {
    if (!on_earth(it)) {
      x += it.x[row] / static_cast<double>(rows.size());
      y += it.y[row] / static_cast<double>(rows.size());
      continue;
    }
    const auto direction = geo::unit_vector({it.x[row], it.y[row]});
    x += direction.x;
    y += direction.y;
    z += direction.z;
  }
  if (!on_earth(it)) return {x, y};
  return {std::atan2(y, x) / kDegree, std::atan2(z, std::hypot(x, y)) / kDegree};
}

double radius_of(const Establishments& it, const std::vector<std::uint32_t>& rows, const PlanePoint& centre) {
  std::vector<double> away;
  away.reserve(rows.size());
  for (const std::uint32_t row : rows)
    away.push_back(on_earth(it) ? geo::quick_distance_m(geo::LonLat{it.x[row], it.y[row]},
                                                        geo::LonLat{centre.x, centre.y})
                                : std::hypot(it.x[row] - centre.x, it.y[row] - centre.y));
  const auto at = away.begin() + static_cast<std::ptrdiff_t>((away.size() * 9 - 1) / 10);
  std::nth_element(away.begin(), at, away.end());
  return *at;
}

std::vector<std::uint32_t> rows_below(const mapping::Excess& excess, std::uint32_t merge) {
  std::vector<std::uint32_t> rows, waiting{excess.dendrogram.points + merge};
  while (!waiting.empty()) {
    const std::uint32_t node = waiting.back();
    waiting.pop_back();
    if (node < excess.dendrogram.points) {
      rows.push_back(excess.field[node]);
      continue;
    }
    waiting.push_back(excess.dendrogram.left[node - excess.dendrogram.points]);
    waiting.push_back(excess.dendrogram.right[node - excess.dendrogram.points]);
  }
  return rows;
}

// Of each establishment of the field, the area it lies in.
std::vector<std::uint32_t> areas_of_field(const std::optional<geo::Boundaries>& boundaries,
                                          const mapping::Excess& excess, const Establishments& it) {
  if (!boundaries) return {};
  std::vector<std::uint32_t> area(it.size(), geo::Boundaries::kNowhere);
  tbb::parallel_for(std::size_t{0}, excess.field.size(), [&](std::size_t i) {
    const std::uint32_t row = excess.field[i];
    area[row] = boundaries->holding({std::remainder(it.x[row], 360.0), it.y[row]});
  });
  return area;
}

std::vector<mapping::AreaShare> shares(const std::vector<std::uint32_t>& area_of_row,
                                       const std::vector<std::uint32_t>& rows) {
  if (area_of_row.empty()) return {};
  std::vector<std::uint32_t> areas;
  for (const std::uint32_t row : rows) areas.push_back(area_of_row[row]);
  return mapping::area_shares(areas, geo::Boundaries::kNowhere);
}

// The town that draws the centre most: its population by the squared distance.
std::string town_at(const GroupPlace& place, const Ground& ground) {
  const double reach = std::max(place.radius_m, kNearTown_m);
  std::string name;
  double strongest = 0;
  for (const geo::Locality& town : ground.localities) {
    const double away = geo::quick_distance_m(geo::LonLat{place.x, place.y}, town.position);
    const double pull = town.population / (away * away + kTownRadius_m * kTownRadius_m);
    if (away > reach || pull <= strongest) continue;
    strongest = pull;
    name = town.name;
  }
  return name;
}

std::string name_of(const GroupPlace& place, const Ground& ground) {
  const auto names = [](const geo::Boundaries& areas, const std::vector<mapping::AreaShare>& covered,
                        std::size_t most) {
    std::string made;
    for (std::size_t i = 0; i < std::min(most, covered.size()); ++i)
      made += (i > 0 ? " – " : "") + areas.area(covered[i].area).name;
    return made;
  };
  std::string name;
  if (place.scope == mapping::Scope::city) name = town_at(place, ground);
  if (place.scope == mapping::Scope::region && !place.regions.empty())
    name = names(*ground.regions, place.regions, 1);
  if (place.scope == mapping::Scope::region && name.empty()) name = town_at(place, ground);
  if (place.scope == mapping::Scope::country && !place.countries.empty())
    name = names(*ground.countries, place.countries, 1);
  if (place.scope == mapping::Scope::cross_border) name = names(*ground.countries, place.countries, 2);
  if (!name.empty()) return name;
  const std::string country =
      place.countries.empty() ? "" : names(*ground.countries, place.countries, 1) + " ";
  return fmt::format("{}{:.4f}, {:.4f}", country, place.x, place.y);
}

// Clusters of one place get a number behind the name, in their order.
void tell_apart(std::vector<FoundCluster>& found) {
  std::map<std::string, std::size_t> bearers, seen;
  for (const FoundCluster& cluster : found) ++bearers[cluster.name];
  for (FoundCluster& cluster : found)
    if (const std::string name = cluster.name; bearers[name] > 1)
      cluster.name = fmt::format("{} ({})", name, ++seen[name]);
}

// Longitude and latitude laid flat about a centre, so that straight lines of the outline are straight in
// degrees, too.
class Flat {
 public:
  Flat(const Establishments& it, const GroupPlace& place)
      : it_(it), lon_(place.x), narrow_(std::max(std::cos(place.y * kDegree), 0.01)) {}

  [[nodiscard]] PlanePoint at(std::uint32_t row) const {
    if (!on_earth(it_)) return {it_.x[row], it_.y[row]};
    return {std::remainder(it_.x[row] - lon_, 360.0) * narrow_ * kMetresADegree, it_.y[row] * kMetresADegree};
  }
  [[nodiscard]] geo::LonLat back(const PlanePoint& point) const {
    return {rounded(lon_ + point.x / narrow_ / kMetresADegree), rounded(point.y / kMetresADegree)};
  }

 private:
  static double rounded(double degrees) { return std::round(degrees * 1e7) / 1e7; }  // a centimetre

  const Establishments& it_;
  double lon_, narrow_;
};

std::vector<std::vector<PlanePoint>> outline(const FoundCluster& cluster, std::int32_t number, double reach_m,
                                             const std::vector<std::int32_t>& label,
                                             const Establishments& it) {
  const Flat flat(it, cluster.place);
  std::vector<PlanePoint> members, foreign;
  for (const std::uint32_t row : cluster.members) members.push_back(flat.at(row));
  const auto [low_x, high_x] = std::minmax_element(members.begin(), members.end());
  const auto by_y = [](const PlanePoint& a, const PlanePoint& b) { return a.y < b.y; };
  const auto [low_y, high_y] = std::minmax_element(members.begin(), members.end(), by_y);
  for (std::uint32_t row = 0; row < it.size(); ++row) {
    if (label[row] == number) continue;
    const PlanePoint point = flat.at(row);
    if (point.x >= low_x->x && point.x <= high_x->x && point.y >= low_y->y && point.y <= high_y->y)
      foreign.push_back(point);
  }
  const double longest = std::max(reach_m, kThinnest_m);
  const auto ring = mapping::concave_hull(members, foreign, longest, std::max(reach_m / 4, kThinnest_m));
  if (!on_earth(it)) return {ring};
  std::vector<geo::LonLat> corners;
  for (const PlanePoint& corner : ring) corners.push_back(flat.back(corner));
  std::vector<std::vector<PlanePoint>> made;
  for (const auto& part : geo::split_at_antimeridian(corners)) {
    auto& into = made.emplace_back();
    for (const geo::LonLat& corner : part) into.push_back({corner.lon, corner.lat});
  }
  return made;
}

}  // namespace

std::vector<GroupPlace> places_of_groups(const mapping::Excess& excess, const Establishments& establishments,
                                         const Ground& ground, const mapping::ScopeRule& rule) {
  const auto countries = areas_of_field(ground.countries, excess, establishments);
  const auto regions = areas_of_field(ground.regions, excess, establishments);
  std::vector<GroupPlace> places(excess.groups.size());
  tbb::parallel_for(std::size_t{0}, places.size(), [&](std::size_t group) {
    if (excess.groups[group].node == mapping::kNone) return;
    const auto rows = rows_below(excess, excess.groups[group].node);
    GroupPlace& place = places[group];
    const PlanePoint centre = centre_of(establishments, rows);
    place.x = centre.x;
    place.y = centre.y;
    place.radius_m = radius_of(establishments, rows, centre);
    place.countries = shares(countries, rows);
    place.regions = shares(regions, rows);
    place.scope = mapping::scope_of(place.countries, place.regions, place.radius_m, rule);
  });
  return places;
}

std::vector<FoundCluster> describe(const mapping::Excess& excess, const std::vector<GroupPlace>& places,
                                   const std::vector<std::uint32_t>& groups,
                                   const std::vector<std::int32_t>& label,
                                   const Establishments& establishments, const Ground& ground) {
  std::vector<FoundCluster> found(groups.size());
  for (std::size_t i = 0; i < groups.size(); ++i) {
    found[i].group = groups[i];
    found[i].place = places[groups[i]];
    found[i].name = name_of(found[i].place, ground);
  }
  tell_apart(found);
  for (const std::uint32_t row : excess.field)
    if (label[row] >= 0) found[static_cast<std::size_t>(label[row])].members.push_back(row);
  tbb::parallel_for(std::size_t{0}, found.size(), [&](std::size_t i) {
    FoundCluster& cluster = found[i];
    std::sort(cluster.members.begin(), cluster.members.end());
    cluster.activities =
        mapping::composition(establishments.activity, cluster.members, establishments.weight);
    cluster.kinds = mapping::composition(establishments.kind, cluster.members, establishments.weight);
    cluster.rings = outline(cluster, static_cast<std::int32_t>(i), excess.groups[cluster.group].reach_m,
                            label, establishments);
  });
  return found;
}

}  // namespace grono::app
