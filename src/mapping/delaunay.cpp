#include "mapping/delaunay.hpp"

#include <boost/polygon/voronoi.hpp>

template <>
struct boost::polygon::geometry_concept<grono::mapping::GridPoint> {
  using type = point_concept;
};
template <>
struct boost::polygon::point_traits<grono::mapping::GridPoint> {
  using coordinate_type = std::int32_t;
  static coordinate_type get(const grono::mapping::GridPoint& point, orientation_2d which) {
    return which == HORIZONTAL ? point.x : point.y;
  }
};

namespace grono::mapping {

std::vector<std::array<std::uint32_t, 3>> delaunay(std::span<const GridPoint> points) {
  boost::polygon::voronoi_diagram<double> diagram;
  boost::polygon::construct_voronoi(points.begin(), points.end(), &diagram);
  std::vector<std::array<std::uint32_t, 3>> made;
  std::vector<std::uint32_t> around;
  for (const auto& vertex : diagram.vertices()) {
    around.clear();
    const auto* edge = vertex.incident_edge();
    do {
      around.push_back(static_cast<std::uint32_t>(edge->cell()->source_index()));
      edge = edge->rot_next();
    } while (edge != vertex.incident_edge());
    for (std::size_t i = 2; i < around.size(); ++i) {
      std::array<std::uint32_t, 3> triangle = {around[0], around[i - 1], around[i]};
      const GridPoint a = points[triangle[0]], b = points[triangle[1]], c = points[triangle[2]];
      const std::int64_t turn = (std::int64_t{b.x} - a.x) * (std::int64_t{c.y} - a.y) -
                                (std::int64_t{b.y} - a.y) * (std::int64_t{c.x} - a.x);
      if (turn < 0) std::swap(triangle[1], triangle[2]);
      if (turn != 0) made.push_back(triangle);
    }
  }
  return made;
}

}  // namespace grono::mapping
