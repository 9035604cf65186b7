#include "columns.hpp"
#include "mapping/dbscan.hpp"
#include "mapping/hdbscan.hpp"

namespace grono::python {
namespace {

using Doubles = Column<double>;

py::tuple dbscan(const Doubles& x, const Doubles& y, bool on_earth, double radius_m, std::uint32_t min_points) {
  const Located located(x, y, on_earth);
  mapping::DbscanResult found;
  {
    const py::gil_scoped_release others_may_run;
    found = mapping::dbscan(located.points(), {radius_m, min_points});
  }
  return py::make_tuple(array_of(std::move(found.label)), array_of(std::move(found.core)));
}

py::tuple edge_columns(const std::vector<mapping::SpanningEdge>& edges) {
  std::vector<std::uint32_t> a, b;
  std::vector<double> distance;
  for (const auto& edge : edges) {
    a.push_back(edge.a);
    b.push_back(edge.b);
    distance.push_back(edge.distance_m);
  }
  return py::make_tuple(array_of(std::move(a)), array_of(std::move(b)), array_of(std::move(distance)));
}

py::tuple hdbscan(const Doubles& x, const Doubles& y, bool on_earth, std::uint32_t min_points,
                  std::uint32_t min_cluster_size, bool leaf) {
  const Located located(x, y, on_earth);
  const auto selection = leaf ? mapping::ClusterSelection::leaf : mapping::ClusterSelection::excess_of_mass;
  mapping::HdbscanResult found;
  {
    const py::gil_scoped_release others_may_run;
    found = mapping::hdbscan(located.points(), {min_points, min_cluster_size, selection});
  }
  return py::make_tuple(array_of(std::move(found.label)), array_of(std::move(found.probability)),
                        array_of(std::move(found.core_distance_m)), edge_columns(found.edges));
}

}  // namespace

void add_density(py::module_& module) {
  module.def("dbscan", &dbscan);
  module.def("hdbscan", &hdbscan);
}

}  // namespace grono::python
