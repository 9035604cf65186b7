#include "mapping/k_density.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>
#include <string>

#include <tbb/enumerable_thread_specific.h>

#include "base/error.hpp"
#include "mapping/drawing.hpp"
#include "mapping/pair_distances.hpp"
#include "mapping/quantile.hpp"

namespace grono::mapping {
namespace {

// Bins of a bandwidth. What bins cost in exactness falls with the number of pairs too, so few pairs get
// narrow ones and many get so few that they stay in the fastest memory.
constexpr double kFewPairs = 1e6, kBinsOfFew = 512, kBinsOfMany = 64;
constexpr double kMostBins = 1 << 22;
// The curve itself, which is counted once, is spread over nodes so narrow that nothing of it is lost; but for
// industries of so many pairs that bins lose as little.
constexpr double kSpreadPairs = 1e8, kNodes = 1024;
constexpr double kTail = 6;  // bandwidths beyond which a distance counts nothing: less than 2e-8 of the peak
// Of Silverman's rule: up to so many establishments have their distances sorted; those of more go into bins.
constexpr std::size_t kFewEstablishments = 1'000, kRuleBins = 1U << 16;

void require_valid(const Points& sites, std::span<const std::uint32_t> industry,
                   std::span<const double> weights, const KDensityOptions& options) {
  sites.require_valid();
  if (industry.size() < 2)
    throw InvalidInput("the industry", "it has " + std::to_string(industry.size()) + " establishments",
                       "distances need two or more");
  GRONO_INVARIANT(weights.empty() || weights.size() == industry.size());
  for (std::size_t i = 0; i < weights.size(); ++i)
    if (!(std::isfinite(weights[i]) && weights[i] >= 0))
      throw InvalidInput("row " + std::to_string(industry[i] + 1), "its weight is no weight",
                         "give a number that is 0 or more");
  if (!(options.from_m >= 0 && options.to_m >= options.from_m && options.step_m > 0 &&
        std::isfinite(options.to_m)))
    throw InvalidInput("the range", "it is none", "give 0 <= from <= to and a step above 0, in metres");
  if (options.bandwidth_m && !(*options.bandwidth_m > 0 && std::isfinite(*options.bandwidth_m)))
    throw InvalidInput("bandwidth", "it is not above 0", "give metres, or silverman");
}

std::vector<double> places_of(const KDensityOptions& options) {
  // Counted, not added up, so that the last place is there whatever the rounding.
  const auto count = static_cast<std::size_t>((options.to_m - options.from_m) / options.step_m + 1e-9) + 1;
  std::vector<double> made(count);
  for (std::size_t i = 0; i < count; ++i) made[i] = options.from_m + static_cast<double>(i) * options.step_m;
  return made;
}

std::vector<std::uint32_t> places_of(const PairSites& sites, std::span<const std::uint32_t> industry) {
  std::vector<std::uint32_t> made;
  for (const std::uint32_t site : industry) made.push_back(sites.place_of(site));
  std::sort(made.begin(), made.end());
  return made;
}

double extent_m(const PairSites::Chosen& chosen) {
  double sum = 0;
  for (const auto* axis : {&chosen.x, &chosen.y, &chosen.z}) {
    const auto [low, high] = std::minmax_element(axis->begin(), axis->end());
    const double side = static_cast<double>(*high) - static_cast<double>(*low);
    sum += side * side;
  }
  return std::sqrt(sum);
}

/// Bins as distances on the ground: `offset` 0.5 = the middle of each, 0 = its beginning.
std::vector<double> grounds(const Points& sites, double width_m, std::size_t bins, double offset) {
  std::vector<double> made(bins);
  for (std::size_t bin = 0; bin < bins; ++bin)
    made[bin] = sites.ground_m((static_cast<double>(bin) + offset) * width_m);
  return made;
}

// The distance below which a share of all pairs is, a bin's pairs taken as evenly spread over it.
double at_share(const std::vector<double>& counts, const std::vector<double>& begin, double all,
                double share) {
  double below = 0;
  for (std::size_t bin = 0; bin + 1 < counts.size(); ++bin) {
    if (below + counts[bin] >= share * all)
      return begin[bin] + (begin[bin + 1] - begin[bin]) * (share * all - below) / counts[bin];
    below += counts[bin];
  }
  return begin.back();
}

// Silverman (1986), eq. 3.31, of `pairs` distances with these standard deviation and quartiles.
double silverman_m(double pairs, double sd, double mean, double iqr) {
  const double wide = sd > 0 ? sd : mean;
  return 0.9 * std::min(wide, iqr > 0 ? iqr / 1.34 : wide) * std::pow(pairs, -0.2);
}

// Over the distances themselves, quartiles as R's type 7: for few pairs.
double silverman_of_few_m(const Points& sites, std::span<const std::uint32_t> industry) {
  const auto at = [](std::span<const double> axis, std::uint32_t row) {
    return axis.empty() ? 0.0 : axis[row];
  };
  std::vector<double> distance;
  for (std::size_t i = 0; i < industry.size(); ++i)
    for (std::size_t j = i + 1; j < industry.size(); ++j) {
      const std::uint32_t a = industry[i], b = industry[j];
      distance.push_back(
          sites.ground_m(std::hypot(at(sites.x, a) - at(sites.x, b), at(sites.y, a) - at(sites.y, b),
                                    at(sites.z, a) - at(sites.z, b))));
    }
  std::sort(distance.begin(), distance.end());
  const double pairs = static_cast<double>(distance.size());
  double sum = 0, squares = 0;
  for (const double each : distance) sum += each;
  for (const double each : distance) squares += (each - sum / pairs) * (each - sum / pairs);
  return silverman_m(pairs, pairs > 1 ? std::sqrt(squares / (pairs - 1)) : 0, sum / pairs,
                     quantile(distance, 0.75) - quantile(distance, 0.25));
}

// Over their counts in narrow bins: for many.
double silverman_of_many_m(const Points& sites, const PairSites::Chosen& chosen) {
  std::vector<double> counts(kRuleBins);
  const double width = extent_m(chosen) * (1 + 1e-6) / static_cast<double>(kRuleBins);
  PairSites::Chosen plain{chosen.x, chosen.y, chosen.z, {}};
  count_pairs(plain, width, counts);
  const auto middle = grounds(sites, width, kRuleBins, 0.5), begin = grounds(sites, width, kRuleBins, 0);
  const double n = static_cast<double>(chosen.x.size()), pairs = n * (n - 1) / 2;
  double sum = 0, squares = 0;
  for (std::size_t bin = 0; bin < kRuleBins; ++bin) sum += counts[bin] * middle[bin];
  const double mean = sum / pairs;
  for (std::size_t bin = 0; bin < kRuleBins; ++bin)
    squares += counts[bin] * (middle[bin] - mean) * (middle[bin] - mean);
  return silverman_m(pairs, std::sqrt(squares / (pairs - 1)), mean,
                     at_share(counts, begin, pairs, 0.75) - at_share(counts, begin, pairs, 0.25));
}

double bandwidth_of(const Points& sites, std::span<const std::uint32_t> industry,
                    const PairSites::Chosen& chosen) {
  if (extent_m(chosen) == 0)
    throw InvalidInput("the industry", "all its establishments stand at one place",
                       "give a bandwidth in metres");
  return industry.size() <= kFewEstablishments ? silverman_of_few_m(sites, industry)
                                               : silverman_of_many_m(sites, chosen);
}

/// The kernel at every place, for the bins within its tail: what is the same for every draw.
class Smoothing {
 public:
  Smoothing(const std::vector<double>& places, const std::vector<double>& middle, double bandwidth_m) {
    const double factor = 1 / (bandwidth_m * std::sqrt(2 * std::numbers::pi));
    for (const double place : places) {
      Row row;
      const double reach = kTail * bandwidth_m;
      row.first = static_cast<std::size_t>(std::lower_bound(middle.begin(), middle.end(), place - reach) -
                                           middle.begin());
      const auto end = std::upper_bound(middle.begin(), middle.end(), place + reach);
      for (auto bin = middle.begin() + static_cast<std::ptrdiff_t>(row.first); bin != end; ++bin) {
        const double direct = (place - *bin) / bandwidth_m, reflected = (place + *bin) / bandwidth_m;
        row.weights.push_back(factor *
                              (std::exp(-direct * direct / 2) + std::exp(-reflected * reflected / 2)));
      }
      rows_.push_back(std::move(row));
    }
  }

  void smooth(const std::vector<double>& counts, double all, std::span<double> curve) const {
    for (std::size_t place = 0; place < rows_.size(); ++place) {
      const Row& row = rows_[place];
      curve[place] = product(row.weights, counts.data() + row.first) / all;
    }
  }

 private:
  struct Row {
    std::size_t first = 0;
    std::vector<double> weights;
  };

  // Four sums side by side: one alone waits for itself at every step.
  static double product(const std::vector<double>& weights, const double* counts) {
    std::array<double, 4> sums{};
    std::size_t i = 0;
    for (; i + 4 <= weights.size(); i += 4)
      for (std::size_t lane = 0; lane < 4; ++lane) sums[lane] += weights[i + lane] * counts[i + lane];
    for (; i < weights.size(); ++i) sums[0] += weights[i] * counts[i];
    return (sums[0] + sums[1]) + (sums[2] + sums[3]);
  }

  std::vector<Row> rows_;
};

double pair_weight(std::size_t establishments, std::span<const double> weights) {
  if (weights.empty())
    return static_cast<double>(establishments) * static_cast<double>(establishments - 1) / 2;
  double sum = 0, squares = 0;
  for (const double weight : weights) {
    sum += weight;
    squares += weight * weight;
  }
  return (sum * sum - squares) / 2;
}

/// Everything that the draws share.
struct Null {
  const PairSites& sites;
  std::size_t establishments;
  std::span<const double> weights;
  double width_m;
  std::size_t bins;
  double all;
  const Smoothing& smoothing;

  /// What a thread draws with.
  struct Desk {
    Drawing drawing;
    PairSites::Chosen chosen;
    std::vector<double> counts;
  };

  void curve_of_draw(Desk& desk, std::span<double> curve) const {
    sites.choose(desk.drawing.some_of(sites.size(), establishments), desk.chosen);
    auto& weight = desk.chosen.weight;
    weight.assign(weights.begin(), weights.end());
    for (std::size_t i = weight.size(); i > 1; --i) std::swap(weight[i - 1], weight[desk.drawing.below(i)]);
    desk.counts.resize(bins);
    count_pairs(desk.chosen, width_m, desk.counts);
    smoothing.smooth(desk.counts, all, curve);
  }
};

}  // namespace

KDensity k_density(const Points& sites, std::span<const std::uint32_t> industry,
                   std::span<const double> weights, const KDensityOptions& options) {
  require_valid(sites, industry, weights, options);
  const double all = pair_weight(industry.size(), weights);
  if (!(all > 0))
    throw InvalidInput("the weights", "fewer than two are above 0", "leave them out, or give weights");
  const PairSites laid_out(sites);
  Null::Desk observed;
  laid_out.choose(places_of(laid_out, industry), observed.chosen);
  if (!weights.empty()) {
    std::vector<std::pair<std::uint32_t, double>> by_place;
    for (std::size_t i = 0; i < industry.size(); ++i)
      by_place.emplace_back(laid_out.place_of(industry[i]), weights[i]);
    std::sort(by_place.begin(), by_place.end());
    for (const auto& [place, weight] : by_place) observed.chosen.weight.push_back(weight);
  }
  KDensity made;
  made.distance_m = places_of(options);
  made.bandwidth_m =
      options.bandwidth_m ? *options.bandwidth_m : bandwidth_of(sites, industry, observed.chosen);
  const double pairs = static_cast<double>(industry.size()) * static_cast<double>(industry.size() - 1) / 2;
  const double width = sites.straight_m(made.bandwidth_m) / (pairs < kFewPairs ? kBinsOfFew : kBinsOfMany);
  const double reach = sites.straight_m(options.to_m + kTail * made.bandwidth_m);
  if (!(reach / width < kMostBins))
    throw InvalidInput("bandwidth",
                       "it is too small for the range: " + std::to_string(made.bandwidth_m) + " m",
                       "give a larger bandwidth or a shorter range");
  const auto bins = static_cast<std::size_t>(std::ceil(reach / width));
  const Smoothing smoothing(made.distance_m, grounds(sites, width, bins, 0.5), made.bandwidth_m);
  made.value.resize(made.distance_m.size());
  if (pairs <= kSpreadPairs) {
    const double narrow = std::max(sites.straight_m(made.bandwidth_m) / kNodes, reach / (kMostBins / 4));
    const auto nodes = static_cast<std::size_t>(std::ceil(reach / narrow)) + 2;
    const Smoothing exact(made.distance_m, grounds(sites, narrow, nodes, 0), made.bandwidth_m);
    exact.smooth(spread_pairs(sites, industry, weights, narrow, nodes), all, made.value);
  } else {
    observed.counts.resize(bins);
    count_pairs(observed.chosen, width, observed.counts);
    smoothing.smooth(observed.counts, all, made.value);
  }
  const Null null{laid_out, industry.size(), weights, width, bins, all, smoothing};
  tbb::enumerable_thread_specific<Null::Desk> desks;
  made.bands =
      bands_of_draws(options.bands, made.distance_m.size(), [&](std::uint32_t draw, std::span<double> curve) {
        auto& desk = desks.local();
        desk.drawing.begin(options.bands.seed, draw);
        null.curve_of_draw(desk, curve);
      });
  return made;
}

}  // namespace grono::mapping
