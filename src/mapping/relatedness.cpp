#include "mapping/relatedness.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

#include <tbb/parallel_for.h>

#include "base/error.hpp"
#include "base/target_clones.hpp"
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

// Adds to each sum its term. Plain so that the compiler makes it SIMD; both versions give the same bits.
GRONO_TARGET_CLONES("avx2", "default") void add_to(double* sums, const double* terms,
                                                              std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) sums[i] += terms[i];
}

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
  const std::size_t regions = specialised.regions(), industries = specialised.industries();
  GRONO_INVARIANT(related.size() == industries * industries);
  std::vector<double> phi(related), all(industries);
  for (std::size_t i = 0; i < industries; ++i) phi[i * industries + i] = 0;
  for (double& each : phi) each = std::max(each, 0.0);
  for (std::size_t i = 0; i < industries; ++i) add_to(all.data(), &phi[i * industries], industries);
  std::vector<double> made(regions * industries);
  // A region's sums are those of the rows of its industries: each row is read once for 64 regions.
  tbb::parallel_for(std::size_t{0}, specialised.words(), [&](std::size_t word) {
    const std::size_t first = 64 * word, last = std::min(regions, first + 64);
    for (std::size_t i = 0; i < industries; ++i)
      for (std::uint64_t bits = specialised.word(i, word); bits != 0; bits &= bits - 1) {
        const std::size_t region = first + static_cast<std::size_t>(std::countr_zero(bits));
        add_to(&made[region * industries], &phi[i * industries], industries);
      }
    for (std::size_t region = first; region < last; ++region)
      for (std::size_t i = 0; i < industries; ++i) {
        double& density = made[region * industries + i];
        density = all[i] > 0 ? density / all[i] : std::numeric_limits<double>::quiet_NaN();
      }
  });
  return made;
}

}  // namespace grono::mapping
