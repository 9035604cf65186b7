#include <cmath>

#include <pybind11/stl.h>

#include "columns.hpp"
#include "mapping/concave_hull.hpp"
#include "mapping/excess.hpp"

namespace grono::python {
namespace {

using Doubles = Column<double>;

// What is told of each group, column by column, in the order of the groups.
py::dict group_columns(const mapping::Excess& excess, const std::vector<std::uint32_t>& groups) {
  py::dict columns;
  const auto add = [&](const char* name, const auto& value_of) {
    std::vector<double> values;
    for (const std::uint32_t group : groups) values.push_back(value_of(excess.groups[group]));
    columns[name] = array_of(std::move(values));
  };
  using Group = mapping::ExcessGroup;
  add("of_the_field", [](const Group& it) { return it.establishments.cases; });
  add("establishments", [](const Group& it) { return it.establishments.all; });
  add("location_quotient", [](const Group& it) { return it.quotient.value; });
  add("location_quotient_low", [](const Group& it) { return it.quotient.low; });
  add("location_quotient_high", [](const Group& it) { return it.quotient.high; });
  add("log_likelihood_ratio", [](const Group& it) { return it.log_likelihood_ratio; });
  add("p_value", [](const Group& it) { return it.p_value; });
  add("reach", [](const Group& it) { return it.reach_m; });
  return columns;
}

py::tuple find(const Doubles& x, const Doubles& y, bool on_earth, const Column<std::uint32_t>& field,
               const Column<double>& weights, const py::dict& settings) {
  const Located located(x, y, on_earth);
  mapping::ExcessOptions options;
  options.radii_m = settings["radii"].cast<std::vector<double>>();
  options.min_points = settings["min_points"].cast<std::uint32_t>();
  options.min_cluster_size = settings["min_cluster_size"].cast<std::uint32_t>();
  options.max_share = settings["max_share"].cast<double>();
  options.measure =
      settings["employment"].cast<bool>() ? mapping::Measure::employment : mapping::Measure::establishments;
  options.replications = settings["replications"].cast<std::uint32_t>();
  options.stop_after = settings["stop_after"].cast<std::uint32_t>();
  options.seed = settings["seed"].cast<std::uint64_t>();
  const auto significance = settings["significance"].cast<double>();
  // Ctrl-C is asked for between replications, and ends the search.
  bool is_interrupted = false;
  options.progress = [&](double) {
    const py::gil_scoped_acquire asking;
    is_interrupted = PyErr_CheckSignals() != 0;
    return !is_interrupted;
  };
  mapping::Excess excess;
  std::vector<std::uint32_t> groups;
  std::vector<std::int32_t> label;
  {
    const py::gil_scoped_release others_may_run;
    excess = mapping::find_excess(located.points(), span_of(field), span_of(weights), options);
    groups = mapping::strongest_groups(excess, [&](std::uint32_t group) {
      const auto& it = excess.groups[group];
      return it.log_likelihood_ratio > 0 && (std::isnan(it.p_value) || it.p_value <= significance);
    });
    label = mapping::areas_of(excess, groups);
  }
  if (is_interrupted) throw py::error_already_set();
  return py::make_tuple(array_of(std::move(label)), group_columns(excess, groups));
}

std::vector<mapping::PlanePoint> plane_points(const Column<double>& xy) {
  if (xy.ndim() != 2 || xy.shape(1) != 2) throw InvalidInput("points", "they are no pairs", "give n x 2");
  std::vector<mapping::PlanePoint> points;
  for (py::ssize_t i = 0; i < xy.shape(0); ++i) points.push_back({xy.at(i, 0), xy.at(i, 1)});
  return points;
}

py::array_t<double> concave_hull(const Column<double>& members, const Column<double>& foreign,
                                 double longest_edge, double thickness) {
  const auto ring =
      mapping::concave_hull(plane_points(members), plane_points(foreign), longest_edge, thickness);
  std::vector<double> values;
  for (const auto& corner : ring) {
    values.push_back(corner.x);
    values.push_back(corner.y);
  }
  return array_of(std::move(values), {static_cast<py::ssize_t>(ring.size()), 2});
}

}  // namespace

void add_find(py::module_& module) {
  module.def("find", &find);
  module.def("concave_hull", &concave_hull);
}

}  // namespace grono::python
