#include <optional>

#include <pybind11/stl.h>

#include "columns.hpp"
#include "mapping/ellison_glaeser.hpp"
#include "mapping/k_density.hpp"
#include "mapping/marcon_puech.hpp"
#include "mapping/window_scan.hpp"

namespace grono::python {
namespace {

using Doubles = Column<double>;
using Rows = Column<std::uint32_t>;

mapping::BandOptions band_options(std::uint32_t draws, double level, std::uint64_t seed) {
  mapping::BandOptions options;
  options.draws = draws;
  options.level = level;
  options.seed = seed;
  return options;
}

// local low and high, global low and high; empty without draws
py::tuple band_columns(mapping::Bands& bands) {
  return py::make_tuple(array_of(std::move(bands.local.low)), array_of(std::move(bands.local.high)),
                        array_of(std::move(bands.global.low)), array_of(std::move(bands.global.high)));
}

py::tuple k_density(const Doubles& x, const Doubles& y, bool on_earth, const Rows& industry, const Doubles& weights,
                    double from_m, double to_m, double step_m, std::optional<double> bandwidth_m,
                    std::uint32_t draws, double level, std::uint64_t seed) {
  const Located located(x, y, on_earth);
  mapping::KDensity found;
  {
    const py::gil_scoped_release others_may_run;
    found = mapping::k_density(located.points(), span_of(industry), span_of(weights),
                               {from_m, to_m, step_m, bandwidth_m, band_options(draws, level, seed)});
  }
  return py::make_tuple(array_of(std::move(found.distance_m)), array_of(std::move(found.value)),
                        band_columns(found.bands), found.bandwidth_m);
}

py::tuple marcon_puech(const Doubles& x, const Doubles& y, bool on_earth, const Doubles& weights,
                       const Rows& reference, const Rows& neighbours, const std::vector<double>& radii_m,
                       std::uint32_t draws, double level, std::uint64_t seed) {
  const Located located(x, y, on_earth);
  mapping::M found;
  {
    const py::gil_scoped_release others_may_run;
    found = mapping::marcon_puech(located.points(), span_of(weights), span_of(reference), span_of(neighbours),
                                  {radii_m, band_options(draws, level, seed)});
  }
  return py::make_tuple(array_of(std::move(found.value)), array_of(std::move(found.references)),
                        band_columns(found.bands));
}

py::tuple scan(const Doubles& x, const Doubles& y, bool on_earth, const Doubles& weights, const Rows& industry,
               const std::vector<double>& radii_m, bool around_every, bool by_employment, double max_share,
               std::uint32_t min_cases, std::uint32_t replications, double significance, std::uint64_t seed) {
  const Located located(x, y, on_earth);
  mapping::ScanOptions options;
  options.radii_m = radii_m;
  options.centres = around_every ? mapping::ScanCentres::every : mapping::ScanCentres::net;
  options.measure = by_employment ? mapping::Measure::employment : mapping::Measure::establishments;
  options.max_share = max_share;
  options.min_cases = min_cases;
  options.replications = replications;
  options.significance = significance;
  options.seed = seed;
  mapping::WindowScan found;
  {
    const py::gil_scoped_release others_may_run;
    found = mapping::window_scan(located.points(), span_of(industry), span_of(weights), options);
  }
  py::dict columns;
  const auto add = [&](const char* name, const auto& value_of) {
    std::vector<double> values;
    for (const auto& disc : found.discs) values.push_back(value_of(disc));
    columns[name] = array_of(std::move(values));
  };
  using Disc = mapping::ScanDisc;
  add("centre", [](const Disc& disc) { return static_cast<double>(disc.centre); });
  add("radius", [](const Disc& disc) { return disc.radius_m; });
  add("establishments", [](const Disc& disc) { return disc.establishments.cases; });
  add("of_all", [](const Disc& disc) { return disc.establishments.all; });
  add("location_quotient", [](const Disc& disc) { return disc.quotient.value; });
  add("low", [](const Disc& disc) { return disc.quotient.low; });
  add("high", [](const Disc& disc) { return disc.quotient.high; });
  add("employees", [](const Disc& disc) { return disc.employment.cases; });
  add("of_all_employees", [](const Disc& disc) { return disc.employment.all; });
  add("log_likelihood_ratio", [](const Disc& disc) { return disc.log_likelihood_ratio; });
  add("p", [](const Disc& disc) { return disc.p_value; });
  return py::make_tuple(columns, array_of(std::move(found.null_strongest)), found.searched);
}

py::dict concentration(const Rows& industry, const Rows& region, const Doubles& employees,
                       std::uint32_t industries, std::uint32_t regions) {
  std::vector<mapping::Concentration> found;
  {
    const py::gil_scoped_release others_may_run;
    found = mapping::concentration({span_of(industry), span_of(region), span_of(employees)}, industries, regions);
  }
  py::dict columns;
  const auto add = [&](const char* name, auto mapping::Concentration::* member) {
    std::vector<double> values;
    for (const auto& each : found) values.push_back(static_cast<double>(each.*member));
    columns[name] = array_of(std::move(values));
  };
  using Each = mapping::Concentration;
  add("gamma", &Each::gamma);
  add("G", &Each::raw);
  add("H", &Each::herfindahl);
  add("expectation", &Each::expectation);
  add("variance", &Each::variance);
  add("z", &Each::z);
  add("maurel_sedillot", &Each::maurel_sedillot);
  add("gini", &Each::gini);
  add("theil", &Each::theil);
  add("plants", &Each::plants);
  add("employees", &Each::employees);
  return columns;
}

py::array_t<double> coagglomeration(const Rows& industry, const Rows& region, const Doubles& employees,
                                    std::uint32_t industries, std::uint32_t regions) {
  std::vector<double> found;
  {
    const py::gil_scoped_release others_may_run;
    found = mapping::coagglomeration({span_of(industry), span_of(region), span_of(employees)}, industries, regions);
  }
  return array_of(std::move(found), {industries, industries});
}

}  // namespace

void add_measures(py::module_& module) {
  module.def("k_density", &k_density);
  module.def("marcon_puech", &marcon_puech);
  module.def("scan", &scan);
  module.def("concentration", &concentration);
  module.def("coagglomeration", &coagglomeration);
}

}  // namespace grono::python
