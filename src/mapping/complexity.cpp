#include "mapping/complexity.hpp"

#include <cmath>
#include <limits>

#include <Eigen/Eigenvalues>
#include <Spectra/MatOp/DenseSymMatProd.h>
#include <Spectra/SymEigsSolver.h>

#include "base/error.hpp"
#include "mapping/dense.hpp"

namespace grono::mapping {
namespace {

using Eigen::Index;
using Vector = Eigen::VectorXd;
constexpr double kSame = 1e-9;

std::vector<Index> those_with_any(const std::vector<std::uint32_t>& counts) {
  std::vector<Index> made;
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] > 0) made.push_back(static_cast<Index>(i));
  return made;
}

struct Eigen3 {
  Vector values;     // the three largest, descending
  Vector of_second;  // eigenvector
};

// Few are solved whole; of many only what is asked for is sought.
Eigen3 largest(const Matrix& matrix) {
  constexpr Index kFew = 64;
  if (matrix.rows() <= kFew) {
    const Eigen::SelfAdjointEigenSolver<Matrix> solver(matrix);
    return {solver.eigenvalues().reverse().head(3), solver.eigenvectors().col(matrix.rows() - 2)};
  }
  Spectra::DenseSymMatProd<double> times(matrix);
  Spectra::SymEigsSolver<Spectra::DenseSymMatProd<double>> solver(times, 3, 32);
  solver.init();
  constexpr Index kMostRounds = 1000;
  solver.compute(Spectra::SortRule::LargestAlge, kMostRounds, 1e-12);
  if (solver.info() != Spectra::CompInfo::Successful) {  // slow to tell apart: then whole
    const Eigen::SelfAdjointEigenSolver<Matrix> whole(matrix);
    return {whole.eigenvalues().reverse().head(3), whole.eigenvectors().col(matrix.rows() - 2)};
  }
  return {solver.eigenvalues(), solver.eigenvectors(3).col(1)};
}

/// The specialisation of those regions and industries that have any.
struct Connected {
  explicit Connected(const Specialisation& specialised)
      : regions(those_with_any(specialised.diversity())), industries(those_with_any(specialised.ubiquity())) {
    has.resize(static_cast<Index>(regions.size()), static_cast<Index>(industries.size()));
    for (Index r = 0; r < has.rows(); ++r)
      for (Index i = 0; i < has.cols(); ++i)
        has(r, i) =
            specialised.has(static_cast<std::size_t>(region(r)), static_cast<std::size_t>(industry(i))) ? 1
                                                                                                        : 0;
    diversity = has.rowwise().sum();
    ubiquity = has.colwise().sum().transpose();
  }
  [[nodiscard]] Index region(Index r) const { return regions[static_cast<std::size_t>(r)]; }
  [[nodiscard]] Index industry(Index i) const { return industries[static_cast<std::size_t>(i)]; }

  std::vector<Index> regions, industries;
  Matrix has;
  Vector diversity, ubiquity;
};

// The sign with which it goes with diversity.
double sign_of(const Vector& index, const Vector& diversity) {
  const Vector away = diversity.array() - diversity.mean();
  const double along = index.dot(away);
  if (std::abs(along) > kSame * index.norm() * away.norm()) return along > 0 ? 1 : -1;
  return index(0) >= 0 ? 1 : -1;
}

std::vector<double> standardised(const Vector& index, const std::vector<Index>& places, std::size_t count) {
  std::vector<double> made(count, std::numeric_limits<double>::quiet_NaN());
  const Vector away = index.array() - index.mean();
  const double sd = std::sqrt(away.squaredNorm() / static_cast<double>(away.size() - 1));
  if (!(sd > 0)) return made;
  for (Index i = 0; i < away.size(); ++i)
    made[static_cast<std::size_t>(places[static_cast<std::size_t>(i)])] = away(i) / sd;
  return made;
}

}  // namespace

Complexity complexity(const Specialisation& specialised) {
  constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
  Complexity made{std::vector<double>(specialised.regions(), kNone),
                  std::vector<double>(specialised.industries(), kNone), 0, 0};
  const Connected table(specialised);
  if (std::min(table.has.rows(), table.has.cols()) < 3) return made;
  // B = D_c^-1/2 M D_p^-1/2 has the roots of both eigenproblems; the smaller of B'B and BB' is solved.
  const Vector root_c = table.diversity.cwiseSqrt().cwiseInverse(),
               root_p = table.ubiquity.cwiseSqrt().cwiseInverse();
  const Matrix balanced = root_c.asDiagonal() * table.has * root_p.asDiagonal();
  const bool by_industry = table.has.cols() <= table.has.rows();
  const Eigen3 found = largest(by_industry ? gram(balanced) : gram(balanced.transpose()));
  made.eigenvalue = found.values(1);
  made.next_eigenvalue = found.values(2);
  if (found.values(1) - found.values(2) < kSame || found.values(1) < kSame) return made;
  Vector region, industry;
  if (by_industry) {
    industry = root_p.cwiseProduct(found.of_second);
    region = table.diversity.cwiseInverse().cwiseProduct(table.has * industry);
  } else {
    region = root_c.cwiseProduct(found.of_second);
    industry = table.ubiquity.cwiseInverse().cwiseProduct(table.has.transpose() * region);
  }
  const double sign = sign_of(region, table.diversity);
  made.region = standardised(sign * region, table.regions, specialised.regions());
  made.industry = standardised(sign * industry, table.industries, specialised.industries());
  return made;
}

}  // namespace grono::mapping
