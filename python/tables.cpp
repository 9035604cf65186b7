#include <algorithm>
#include <map>
#include <string>

#include "columns.hpp"
#include "mapping/cluster_categories.hpp"
#include "mapping/complexity.hpp"
#include "mapping/ellison_glaeser.hpp"
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

/// The similarities of a table, under the names that the command line gives them; those given stand between.
std::vector<mapping::Similarity> similarities_of(const mapping::RegionTable& table, const py::dict& given) {
  std::vector<mapping::Similarity> made;
  made.push_back({"lc-emp", mapping::locational_correlation(table)});
  made.push_back({"coi", mapping::coagglomeration(table)});
  for (const auto& [name, values] : given) {
    const auto matrix = py::cast<Matrix>(values);
    const auto span = span_of(matrix);
    made.push_back({py::cast<std::string>(name), {span.begin(), span.end()}});
  }
  made.push_back({"composite", mapping::composite(made, table.industries)});
  return made;
}

py::tuple scores_of(const mapping::ScoredCategories& scored) {
  const auto& mean = scored.mean;
  return py::make_tuple(mean.overall(), mean.cluster_avg, mean.cluster_95, mean.industry_avg, mean.industry_95);
}

py::array_t<std::uint32_t> array_of_categories(const mapping::Categories& categories) {
  return array_of(std::vector<std::uint32_t>(categories.of));
}

py::tuple cluster_categories(const Matrix& matrix, const py::dict& given, std::uint32_t from, std::uint32_t to,
                             std::uint64_t seed, std::uint32_t starts, bool moves_outliers) {
  const auto table = table_of(matrix);
  const auto similarities = similarities_of(table, given);
  mapping::ScoredCategories best;
  std::vector<mapping::Fit> fits;
  {
    const py::gil_scoped_release others_may_run;
    const auto found = mapping::cluster_categories(similarities, table.industries, {from, to, seed, starts});
    best = found.tried[found.best].scored;
    if (moves_outliers)
      best = mapping::score_categories(
          similarities, mapping::move_outliers(similarities.back(), best.categories).categories);
    fits = mapping::fits(mapping::category_relations(similarities.back(), best.categories));
  }
  std::vector<double> within, between;
  std::vector<std::uint32_t> other;
  for (const mapping::Fit& fit : fits) {
    within.push_back(fit.within);
    other.push_back(fit.best_other);
    between.push_back(fit.best_between);
  }
  return py::make_tuple(array_of_categories(best.categories), array_of(std::move(within)), array_of(std::move(other)),
                        array_of(std::move(between)), scores_of(best));
}

py::tuple score_categories(const Matrix& matrix, const py::dict& given, const Column<std::uint32_t>& of) {
  const auto table = table_of(matrix);
  const auto categories = span_of(of);
  mapping::Categories taken{{categories.begin(), categories.end()}, 0};
  for (const std::uint32_t category : taken.of)
    if (category != mapping::kNoCategory) taken.count = std::max(taken.count, category + 1);
  const auto similarities = similarities_of(table, given);
  const py::gil_scoped_release others_may_run;
  const auto scored = mapping::score_categories(similarities, std::move(taken));
  const py::gil_scoped_acquire again;
  return scores_of(scored);
}

}  // namespace

void add_tables(py::module_& module) {
  module.def("cluster_categories", &cluster_categories);
  module.def("score_categories", &score_categories);
  module.def("location_quotients", &location_quotients);
  module.def("relatedness", &relatedness);
  module.def("relatedness_density", &relatedness_density);
  module.def("complexity", &complexity);
}

}  // namespace grono::python
