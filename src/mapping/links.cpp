#include "mapping/links.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "base/error.hpp"
#include "mapping/similarity.hpp"

namespace grono::mapping {
namespace {

/// Flows between different industries, with their sums.
struct Between {
  explicit Between(const Flows& flows)
      : count(flows.industries), values(flows.values.begin(), flows.values.end()), out(count), in(count) {
    if (values.size() != std::size_t{count} * count)
      throw InvalidInput("flows", "the table is not square", "give a row and a column for each industry");
    for (std::size_t cell = 0; cell < values.size(); ++cell) {
      double& value = values[cell];
      const std::size_t from = cell / count, to = cell % count;
      if (std::isnan(value) || from == to) value = 0;
      if (!(value >= 0 && std::isfinite(value)))
        throw InvalidInput("row " + std::to_string(from + 1) + ", column " + std::to_string(to + 1),
                           "it is no flow", "give numbers of 0 or more");
      out[from] += value;
      in[to] += value;
      all += value;
    }
  }
  [[nodiscard]] double at(std::size_t from, std::size_t to) const { return values[from * count + to]; }

  std::size_t count;
  std::vector<double> values, out, in;
  double all = 0;
};

double share(double part, double whole) {
  return whole > 0 ? part / whole : 0;
}

}  // namespace

std::vector<double> skill_relatedness(const Flows& changes) {
  const Between flows(changes);
  const auto one_way = [&](std::size_t from, std::size_t to) {
    const double expected = share(flows.out[from] * flows.in[to], flows.all);
    if (!(expected > 0)) return 0.0;
    const double ratio = flows.at(from, to) / expected;
    return (ratio - 1) / (ratio + 1);
  };
  std::vector<double> made(flows.values.size());
  for (std::size_t i = 0; i < flows.count; ++i)
    for (std::size_t j = 0; j < i; ++j)
      made[i * flows.count + j] = made[j * flows.count + i] = (one_way(i, j) + one_way(j, i)) / 2;
  return made;
}

std::vector<double> input_output_links(const Flows& purchases) {
  const Between flows(purchases);
  std::vector<double> made(flows.values.size());
  for (std::size_t i = 0; i < flows.count; ++i)
    for (std::size_t j = 0; j < i; ++j)
      made[i * flows.count + j] = made[j * flows.count + i] =
          std::max({share(flows.at(j, i), flows.in[i]), share(flows.at(i, j), flows.in[j]),
                    share(flows.at(i, j), flows.out[i]), share(flows.at(j, i), flows.out[j])});
  return made;
}

std::vector<double> occupation_links(const Staff& staff) {
  GRONO_INVARIANT(staff.values.size() == std::size_t{staff.industries} * staff.occupations);
  // Occupations as regions: the correlation is that of co-location, and does not see by what a row is
  // divided.
  std::vector<double> turned(staff.values.size());
  for (std::size_t cell = 0; cell < turned.size(); ++cell) {
    const std::size_t industry = cell / staff.occupations, occupation = cell % staff.occupations;
    const double value = staff.values[cell];
    if (std::isinf(value) || value < 0)
      throw InvalidInput("row " + std::to_string(industry + 1) + ", column " + std::to_string(occupation + 1),
                         "it is no number of people", "give numbers of 0 or more");
    turned[occupation * staff.industries + industry] = value;
  }
  return locational_correlation({turned, staff.occupations, staff.industries});
}

}  // namespace grono::mapping
