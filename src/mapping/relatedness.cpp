#include "mapping/relatedness.hpp"

#include <cmath>
#include <limits>
#include <numeric>

#include <tbb/parallel_for.h>

#include "base/error.hpp"
#include "mapping/dense.hpp"

namespace grono::mapping {
namespace {

/// Regions that industries share, without the diagonal.
struct CoOccurrence {
  explicit CoOccurrence(const Specialisation& specialised)
      : industries(specialised.industries()), count(industries * industries), sum(industries) {
    tbb::parallel_for(std::size_t{0}, industries, [&](std::size_t a) {
      for (std::size_t b = 0; b < industries; ++b)
        if (a != b) sum[a] += count[a * industries + b] = specialised.together(a, b);
    });
    all = std::accumulate(sum.begin(), sum.end(), 0.0);
  }
  std::size_t industries;
  std::vector<double> count, sum;  // whole numbers: sums in any order are the same
  double all = 0;
};

double ratio(double above, double below) {
  return below > 0 ? above / below : 0;
}

}  // namespace

std::vector<double> relatedness(const Specialisation& specialised, Relatedness kind) {
  GRONO_INVARIANT(kind != Relatedness::colocation);
  const CoOccurrence together(specialised);
  const std::size_t industries = together.industries;
  const double t = together.all;
  const auto& n = specialised.ubiquity();
  const auto of = [&](std::size_t i, std::size_t j) {
    const double c = together.count[i * industries + j], a = together.sum[i], b = together.sum[j];
    switch (kind) {
      case Relatedness::cosine:
        return ratio(c, std::sqrt(a * b));
      case Relatedness::association:
        return ratio(c * t, a * b);
      case Relatedness::jaccard:
        return ratio(c, a + b - c);
      case Relatedness::probability:
        return c > 0 ? ratio(c, (a / t * (b / (t - a)) + b / t * (a / (t - b))) * t / 2) : 0;
      case Relatedness::proximity:
        return ratio(c, std::max(n[i], n[j]));
      case Relatedness::colocation:
        break;
    }
    return 0.0;
  };
  std::vector<double> made(industries * industries);
  tbb::parallel_for(std::size_t{0}, industries, [&](std::size_t i) {
    for (std::size_t j = 0; j < industries; ++j)
      if (i != j) made[i * industries + j] = of(i, j);
  });
  return made;
}

std::vector<double> colocation(const RegionTable& table) {
  table.require_valid();
  const auto regions = static_cast<Eigen::Index>(table.regions),
             industries = static_cast<Eigen::Index>(table.industries);
  Matrix columns(regions, industries);
  tbb::parallel_for(Eigen::Index{0}, industries, [&](Eigen::Index industry) {
    auto column = columns.col(industry);
    for (Eigen::Index region = 0; region < regions; ++region) {
      const double value = table.at(static_cast<std::size_t>(region), static_cast<std::size_t>(industry));
      column(region) = std::isnan(value) ? 0 : value;
    }
    column.array() -= column.mean();
    const double length = column.norm();
    column *= length > 0 ? 1 / length : 0;
  });
  const Matrix correlations = gram(columns);
  std::vector<double> made(correlations.data(), correlations.data() + correlations.size());
  for (std::size_t i = 0; i < table.industries; ++i) made[i * table.industries + i] = 1;
  return made;
}

std::vector<double> relatedness_density(const Specialisation& specialised,
                                        const std::vector<double>& related) {
  const auto regions = static_cast<Eigen::Index>(specialised.regions());
  const auto industries = static_cast<Eigen::Index>(specialised.industries());
  GRONO_INVARIANT(related.size() == static_cast<std::size_t>(industries * industries));
  RowMatrix phi = Eigen::Map<const RowMatrix>(related.data(), industries, industries).cwiseMax(0);
  phi.diagonal().setZero();
  RowMatrix has(regions, industries);
  for (Eigen::Index region = 0; region < regions; ++region)
    for (Eigen::Index industry = 0; industry < industries; ++industry)
      has(region, industry) =
          specialised.has(static_cast<std::size_t>(region), static_cast<std::size_t>(industry)) ? 1 : 0;
  const RowMatrix sums = product(has, phi);
  const Eigen::RowVectorXd all = phi.colwise().sum();
  std::vector<double> made(static_cast<std::size_t>(sums.size()));
  Eigen::Map<RowMatrix> densities(made.data(), regions, industries);
  for (Eigen::Index industry = 0; industry < industries; ++industry)
    densities.col(industry) =
        all(industry) > 0 ? Eigen::VectorXd(sums.col(industry) / all(industry))
                          : Eigen::VectorXd::Constant(regions, std::numeric_limits<double>::quiet_NaN());
  return made;
}

}  // namespace grono::mapping
