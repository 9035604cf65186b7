#include "mapping/ellison_glaeser.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <string>

#include <tbb/parallel_for.h>

#include "base/error.hpp"
#include "mapping/dense.hpp"

namespace grono::mapping {
namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

void require_valid(const Plants& plants, std::uint32_t industries, std::uint32_t regions) {
  if (plants.industry.size() != plants.employees.size() || plants.region.size() != plants.employees.size())
    throw InvalidInput("plants", "their columns are of different length", "give each plant an industry, a region and employees");
  for (std::size_t i = 0; i < plants.employees.size(); ++i) {
    GRONO_INVARIANT(plants.industry[i] < industries && plants.region[i] < regions);
    if (!(std::isfinite(plants.employees[i]) && plants.employees[i] >= 0))
      throw InvalidInput("row " + std::to_string(i + 1) + ", column employees", "it is no number of persons",
                         "give a number that is 0 or more");
  }
}

/// Employment by industry and region, row-major, and the plants' share by region of all.
struct Employment {
  std::vector<double> by_industry_and_region, by_industry, by_region;
  double all = 0;
};

Employment summed(const Plants& plants, std::uint32_t industries, std::uint32_t regions) {
  Employment made;
  made.by_industry_and_region.resize(std::size_t{industries} * regions);
  made.by_industry.resize(industries);
  made.by_region.resize(regions);
  for (std::size_t i = 0; i < plants.employees.size(); ++i) {
    const double persons = plants.employees[i];
    made.by_industry_and_region[std::size_t{plants.industry[i]} * regions + plants.region[i]] += persons;
    made.by_industry[plants.industry[i]] += persons;
    made.by_region[plants.region[i]] += persons;
    made.all += persons;
  }
  return made;
}

double power_sum(std::span<const double> shares, int power) {
  return std::accumulate(shares.begin(), shares.end(), 0.0,
                         [&](double sum, double share) { return sum + std::pow(share, power); });
}

/// Twice the area between the Lorenz curve of s over x and the diagonal.
double locational_gini(std::span<const double> s, std::span<const double> x) {
  std::vector<std::size_t> order(s.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return s[a] * x[b] < s[b] * x[a]; });
  double below = 0, area = 0;
  for (const std::size_t region : order) {
    if (x[region] == 0) continue;
    area += (2 * below + s[region]) * x[region];
    below += s[region];
  }
  return 1 - area;
}

double theil(std::span<const double> s, std::span<const double> x) {
  double sum = 0;
  for (std::size_t region = 0; region < s.size(); ++region)
    if (s[region] > 0) sum += s[region] * std::log(s[region] / x[region]);
  return sum;
}

Concentration no_value() {
  Concentration made;
  for (double* each : {&made.raw, &made.herfindahl, &made.expectation, &made.variance, &made.z, &made.gamma,
                       &made.maurel_sedillot, &made.gini, &made.theil})
    *each = kNoValue;
  return made;
}

/// Of the plants of each industry: how many, sum of z^2 and of z^4.
struct Sizes {
  std::uint64_t plants = 0;
  double z2 = 0, z4 = 0;
};

std::vector<Sizes> sizes_of(const Plants& plants, const Employment& employment) {
  std::vector<Sizes> made(employment.by_industry.size());
  for (std::size_t i = 0; i < plants.employees.size(); ++i) {
    Sizes& sizes = made[plants.industry[i]];
    ++sizes.plants;
    const double all = employment.by_industry[plants.industry[i]];
    if (all == 0) continue;
    const double z2 = (plants.employees[i] / all) * (plants.employees[i] / all);
    sizes.z2 += z2;
    sizes.z4 += z2 * z2;
  }
  return made;
}

Concentration of_industry(std::span<const double> s, std::span<const double> x, const Sizes& sizes) {
  Concentration made;
  const double x2 = power_sum(x, 2), x3 = power_sum(x, 3), h = sizes.z2;
  for (std::size_t region = 0; region < s.size(); ++region) made.raw += (s[region] - x[region]) * (s[region] - x[region]);
  made.herfindahl = h;
  made.expectation = (1 - x2) * h;
  made.variance = 2 * (h * h * (x2 - 2 * x3 + x2 * x2) - sizes.z4 * (x2 - 4 * x3 + 3 * x2 * x2));
  made.z = made.variance > 0 ? (made.raw - made.expectation) / std::sqrt(made.variance) : kNoValue;
  const bool has_sizes = sizes.plants > 1 && h < 1;
  made.gamma = has_sizes ? (made.raw - made.expectation) / ((1 - x2) * (1 - h)) : kNoValue;
  made.maurel_sedillot = has_sizes ? ((power_sum(s, 2) - x2) / (1 - x2) - h) / (1 - h) : kNoValue;
  made.gini = locational_gini(s, x);
  made.theil = theil(s, x);
  return made;
}

std::vector<double> shares(std::span<const double> values, double all) {
  std::vector<double> made(values.begin(), values.end());
  for (double& each : made) each /= all;
  return made;
}

}  // namespace

std::vector<Concentration> concentration(const Plants& plants, std::uint32_t industries, std::uint32_t regions) {
  require_valid(plants, industries, regions);
  const Employment employment = summed(plants, industries, regions);
  const std::vector<Sizes> sizes = sizes_of(plants, employment);
  const std::vector<double> x = shares(employment.by_region, employment.all);
  const auto peopled = std::count_if(x.begin(), x.end(), [](double share) { return share > 0; });
  std::vector<Concentration> made(industries, no_value());
  tbb::parallel_for(std::uint32_t{0}, industries, [&](std::uint32_t industry) {
    const double all = employment.by_industry[industry];
    if (all > 0 && peopled > 1) {
      const auto row = std::span(employment.by_industry_and_region).subspan(std::size_t{industry} * regions, regions);
      made[industry] = of_industry(shares(row, all), x, sizes[industry]);
    }
    made[industry].plants = sizes[industry].plants;
    made[industry].employees = all;
  });
  return made;
}

std::vector<double> coagglomeration(const Plants& plants, std::uint32_t industries, std::uint32_t regions) {
  require_valid(plants, industries, regions);
  std::vector<double> table(std::size_t{regions} * industries);
  for (std::size_t i = 0; i < plants.employees.size(); ++i)
    table[std::size_t{plants.region[i]} * industries + plants.industry[i]] += plants.employees[i];
  return coagglomeration({table, regions, industries});
}

std::vector<double> coagglomeration(const RegionTable& table) {
  table.require_valid();
  const auto regions = static_cast<Eigen::Index>(table.regions), industries = static_cast<Eigen::Index>(table.industries);
  const Totals all = totals(table);
  const auto employs = [&](Eigen::Index industry) { return all.industry[static_cast<std::size_t>(industry)] > 0; };
  Matrix shares = Matrix::Zero(regions, industries);
  Eigen::Index with_employment = 0;
  for (Eigen::Index industry = 0; industry < industries; ++industry) {
    if (!employs(industry)) continue;
    ++with_employment;
    for (Eigen::Index region = 0; region < regions; ++region) {
      const double value = table.at(static_cast<std::size_t>(region), static_cast<std::size_t>(industry));
      if (!std::isnan(value)) shares(region, industry) = value / all.industry[static_cast<std::size_t>(industry)];
    }
  }
  const Eigen::VectorXd x = shares.rowwise().sum() / static_cast<double>(with_employment);
  const double spread = 1 - x.squaredNorm();
  const Matrix away = shares.colwise() - x;
  const Matrix together = gram(away) / spread;
  std::vector<double> made(together.data(), together.data() + together.size());
  for (Eigen::Index i = 0; i < industries; ++i)
    for (Eigen::Index j = 0; j < industries; ++j)
      if (!employs(i) || !employs(j) || !(spread > 0)) made[static_cast<std::size_t>(i * industries + j)] = kNoValue;
  return made;
}

}  // namespace grono::mapping
