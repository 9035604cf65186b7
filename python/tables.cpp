#include <map>
#include <string>

#include "columns.hpp"
#include "mapping/complexity.hpp"
#include "mapping/relatedness.hpp"
#include "mapping/specialisation.hpp"

namespace grono::python {
namespace {

using mapping::Relatedness;
using Matrix = Column<double>;

// A matrix of NumPy as the library's table; the matrix must outlive it.
mapping::RegionTable table_of(const Matrix& matrix) {
  if (matrix.ndim() != 2) throw InvalidInput("table", "it has not two axes", "give regions x industries");
  return {span_of(matrix), static_cast<std::uint32_t>(matrix.shape(0)),
          static_cast<std::uint32_t>(matrix.shape(1))};
}

Relatedness kind_of(const std::string& name) {
  static const std::map<std::string, Relatedness> kinds = {
      {"cosine", Relatedness::cosine},           {"association", Relatedness::association},
      {"jaccard", Relatedness::jaccard},         {"probability", Relatedness::probability},
      {"proximity", Relatedness::proximity},     {"colocation", Relatedness::colocation}};
  const auto at = kinds.find(name);
  if (at == kinds.end())
    throw InvalidInput("kind", "\"" + name + "\" is none",
                       "give cosine, association, jaccard, probability, proximity or colocation");
  return at->second;
}

mapping::Specialisation specialised_in(const mapping::RegionTable& table) {
  return {mapping::location_quotients(table), table.regions, table.industries};
}

std::vector<double> related(const mapping::RegionTable& table, const mapping::Specialisation& specialised,
                            Relatedness kind) {
  return kind == Relatedness::colocation ? mapping::colocation(table) : mapping::relatedness(specialised, kind);
}

py::array_t<double> location_quotients(const Matrix& matrix, double shrinkage) {
  const auto table = table_of(matrix);
  std::vector<double> found;
  {
    const py::gil_scoped_release others_may_run;
    found = mapping::location_quotients(table, shrinkage);
  }
  return array_of(std::move(found), {table.regions, table.industries});
}

py::array_t<double> relatedness(const Matrix& matrix, const std::string& kind_name) {
  const auto table = table_of(matrix);
  const auto kind = kind_of(kind_name);
  std::vector<double> found;
  {
    const py::gil_scoped_release others_may_run;
    found = related(table, specialised_in(table), kind);
  }
  return array_of(std::move(found), {table.industries, table.industries});
}

py::array_t<double> relatedness_density(const Matrix& matrix, const std::string& kind_name) {
  const auto table = table_of(matrix);
  const auto kind = kind_of(kind_name);
  std::vector<double> found;
  {
    const py::gil_scoped_release others_may_run;
    const auto specialised = specialised_in(table);
    found = mapping::relatedness_density(specialised, related(table, specialised, kind));
  }
  return array_of(std::move(found), {table.regions, table.industries});
}

py::tuple complexity(const Matrix& matrix) {
  const auto table = table_of(matrix);
  mapping::Complexity found;
  {
    const py::gil_scoped_release others_may_run;
    found = mapping::complexity(specialised_in(table));
  }
  return py::make_tuple(array_of(std::move(found.region)), array_of(std::move(found.industry)));
}

}  // namespace

void add_tables(py::module_& module) {
  module.def("location_quotients", &location_quotients);
  module.def("relatedness", &relatedness);
  module.def("relatedness_density", &relatedness_density);
  module.def("complexity", &complexity);
}

}  // namespace grono::python
