#include "mapping/getis_ord.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <string>

#include <tbb/parallel_for.h>

#include "base/error.hpp"
#include "mapping/neighbour_sums.hpp"
#include "mapping/radii.hpp"

namespace grono::mapping {
namespace {

constexpr double kNoScore = std::numeric_limits<double>::quiet_NaN();

template <std::size_t D>
GetisOrd ask(const Points& sites, std::span<const double> values, double mean, double deviation,
             double radius_m) {
  const std::size_t count = sites.size();
  const auto radii2 = squared_radii(sites, std::vector{radius_m});
  std::vector<std::uint32_t> rows(count);
  std::iota(rows.begin(), rows.end(), 0U);
  // Sums of what differs from the mean: they lose nothing where all are near it.
  std::vector<double> centred(values.begin(), values.end());
  for (double& value : centred) value -= mean;
  const NeighbourSums<D> sums(sites, rows, centred), neighbours(sites, rows, {});
  GetisOrd made{std::vector<double>(count, kNoScore), std::vector<double>(count, kNoScore), {}};
  const double n = static_cast<double>(count);
  tbb::parallel_for(std::size_t{0}, count, [&](std::size_t i) {
    const auto place = NeighbourSums<D>::place_of(sites, static_cast<std::uint32_t>(i));
    double around = 0, weight = 0;
    sums.within(place, radii2, {&around, 1});
    neighbours.within(place, radii2, {&weight, 1});
    const double spread = deviation * std::sqrt((n * weight - weight * weight) / (n - 1));
    if (!(spread > 0)) return;
    made.z[i] = around / spread;
    made.p[i] = std::erfc(std::abs(made.z[i]) / std::numbers::sqrt2);
  });
  made.q = false_discovery_rates(made.p);
  return made;
}

}  // namespace

GetisOrd getis_ord(const Points& sites, std::span<const double> values, double radius_m) {
  sites.require_valid();
  if (values.size() != sites.size())
    throw InvalidInput("values",
                       std::to_string(values.size()) + " for " + std::to_string(sites.size()) + " sites",
                       "give one for each");
  double sum = 0, squares = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (!std::isfinite(values[i]))
      throw InvalidInput("row " + std::to_string(i + 1), "its value is not finite", "give a number");
    sum += values[i];
  }
  const double n = static_cast<double>(values.size()), mean = values.empty() ? 0 : sum / n;
  for (const double value : values) squares += (value - mean) * (value - mean);
  const double deviation = values.empty() ? 0 : std::sqrt(squares / n);
  return sites.z.empty() ? ask<2>(sites, values, mean, deviation, radius_m)
                         : ask<3>(sites, values, mean, deviation, radius_m);
}

std::vector<double> false_discovery_rates(std::span<const double> p_values) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p_values.size(); ++i)
    if (!std::isnan(p_values[i])) order.push_back(i);
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return p_values[a] < p_values[b]; });
  std::vector<double> made(p_values.size(), kNoScore);
  double least = 1;
  for (std::size_t rank = order.size(); rank > 0; --rank) {
    const std::size_t at = order[rank - 1];
    least = std::min(least, p_values[at] * static_cast<double>(order.size()) / static_cast<double>(rank));
    made[at] = least;
  }
  return made;
}

}  // namespace grono::mapping
