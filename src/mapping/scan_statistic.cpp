#include "mapping/scan_statistic.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/core.h>

#include "base/error.hpp"

namespace grono::mapping {
namespace {

// count * ln(share / expected share), 0 where there is nothing to count.
double gain(double count, double of, double expected_share) {
  return count > 0 ? count * std::log(count / of / expected_share) : 0;
}

// The standard normal quantile of a two-sided level, by bisection: called once for a group.
double normal_bound(double level) {
  double low = 0, high = 40;
  for (int step = 0; step < 200 && low < high; ++step) {
    const double middle = low + (high - low) / 2;
    (std::erf(middle / std::sqrt(2.0)) < level ? low : high) = middle;
  }
  return high;
}

double share_variance(double share, double cases_squared, double others_squared, double all) {
  return all > 0 ? ((1 - share) * (1 - share) * cases_squared + share * share * others_squared) / (all * all)
                 : 0;
}

}  // namespace

double bernoulli_excess(const AreaCounts& counts) {
  if (!counts.is_excess()) return 0;
  const double share = counts.cases_all / counts.all_all, other_share = 1 - share;
  const double outside = counts.all_all - counts.all;
  const double sum = gain(counts.cases, counts.all, share) +
                     gain(counts.all - counts.cases, counts.all, other_share) +
                     gain(counts.cases_all - counts.cases, outside, share) +
                     gain(outside - (counts.cases_all - counts.cases), outside, other_share);
  return std::max(sum, 0.0);
}

double poisson_excess(const AreaCounts& counts) {
  if (!counts.is_excess()) return 0;
  const double inside = counts.all / counts.all_all;
  const double sum = gain(counts.cases, counts.cases_all, inside) +
                     gain(counts.cases_all - counts.cases, counts.cases_all, 1 - inside);
  return std::max(sum, 0.0);
}

double excess_of(const AreaCounts& counts, Measure measure, double max_share) {
  if (counts.all > max_share * counts.all_all) return 0;
  return measure == Measure::employment ? poisson_excess(counts) : bernoulli_excess(counts);
}

void require_countable(std::span<const double> weights, std::size_t sites, Measure measure,
                       double max_share) {
  if (!(max_share > 0 && max_share <= 1))
    throw InvalidInput("max_share", fmt::format("{} is no share of all establishments", max_share),
                       "give more than 0 and at most 1");
  if (!weights.empty() && weights.size() != sites)
    throw InvalidInput("weights", fmt::format("{} for {} establishments", weights.size(), sites),
                       "give one for each");
  if (weights.empty() && measure == Measure::employment)
    throw InvalidInput("weights", "an excess of employment needs employees",
                       "give the employees of every establishment");
  for (std::size_t i = 0; i < weights.size(); ++i)
    if (!(weights[i] >= 0 && std::isfinite(weights[i])))
      throw InvalidInput(fmt::format("row {}", i + 1), fmt::format("the weight is {}", weights[i]),
                         "give weights of 0 or more");
}

LocationQuotient location_quotient(const AreaCounts& counts, const SquaredWeights& squares, double level) {
  if (!(counts.all > 0) || !(counts.cases_all > 0)) {
    constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();
    return {kNoValue, kNoValue, kNoValue};
  }
  const double inside = counts.cases / counts.all, everywhere = counts.cases_all / counts.all_all;
  LocationQuotient made;
  made.value = inside / everywhere;
  if (counts.cases == 0) return made;
  const double out_all = counts.all_all - counts.all;
  const double outside = out_all > 0 ? (counts.cases_all - counts.cases) / out_all : 0;
  const double part = counts.all / counts.all_all;
  // d ln LQ = (1/inside - part/everywhere) d inside - (1-part)/everywhere d outside
  const double by_inside = 1 / inside - part / everywhere, by_outside = (1 - part) / everywhere;
  const double variance =
      by_inside * by_inside *
          share_variance(inside, squares.cases_inside, squares.others_inside, counts.all) +
      by_outside * by_outside *
          share_variance(outside, squares.cases_outside, squares.others_outside, out_all);
  const double reach = normal_bound(level) * std::sqrt(variance);
  made.low = made.value * std::exp(-reach);
  made.high = made.value * std::exp(reach);
  return made;
}

}  // namespace grono::mapping
