#include "geo/antimeridian.hpp"

#include <algorithm>

#include <boost/geometry.hpp>
#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point_xy.hpp>
#include <boost/geometry/geometries/polygon.hpp>

namespace grono::geo {
namespace {

namespace plane = boost::geometry;
using Corner = plane::model::d2::point_xy<double>;
using Polygon = plane::model::polygon<Corner, false, true>;

}  // namespace

std::vector<std::vector<LonLat>> split_at_antimeridian(const std::vector<LonLat>& ring) {
  const bool is_within = std::all_of(
      ring.begin(), ring.end(), [](const LonLat& corner) { return corner.lon >= -180 && corner.lon <= 180; });
  if (is_within) return {ring};
  Polygon polygon;
  for (const LonLat& corner : ring) plane::append(polygon.outer(), Corner(corner.lon, corner.lat));
  plane::correct(polygon);
  std::vector<std::vector<LonLat>> made;
  for (const double turn : {-360.0, 0.0, 360.0}) {
    const plane::model::box<Corner> world({turn - 180, -90}, {turn + 180, 90});
    std::vector<Polygon> parts;
    plane::intersection(polygon, world, parts);
    for (const Polygon& part : parts) {
      auto& corners = made.emplace_back();
      for (const Corner& corner : part.outer()) corners.push_back({corner.x() - turn, corner.y()});
      corners.pop_back();
    }
  }
  return made;
}

}  // namespace grono::geo
