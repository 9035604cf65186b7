#include "mapping/window_scan.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

#include <fmt/core.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_sort.h>

#include "base/error.hpp"
#include "geo/earth_points.hpp"
#include "mapping/drawing.hpp"
#include "mapping/field.hpp"
#include "mapping/quantile.hpp"
#include "mapping/scan_windows.hpp"

namespace grono::mapping {
namespace {

void require_valid(const Points& sites, std::span<const std::uint32_t> field, std::span<const double> weights,
                   const ScanOptions& options) {
  require_countable(weights, sites.size(), options.measure, options.max_share);
  require_rows_of_field(field, sites.size());
  double before = 0;
  for (const double radius : options.radii_m) {
    if (!(std::isfinite(radius) && radius > before))
      throw InvalidInput("the radii", "they are not numbers above 0 that ascend",
                         "give metres from small to large, as 1000,2000,5000");
    before = radius;
  }
  if (options.radii_m.empty())
    throw InvalidInput("the radii", "there are none", "give metres, as 1000,2000,5000");
  if (sites.on_earth && before > geo::kLongestGeodesic_m)
    throw InvalidInput("the radii", fmt::format("{} metres are no disc on Earth", before),
                       "give at most 7,500,000");
  if (!(options.significance > 0 && options.significance <= 1))
    throw InvalidInput("significance", fmt::format("{} is no level", options.significance),
                       "give more than 0 and at most 1");
}

// A window in which the field stands denser than everybody.
struct Candidate {
  double excess = 0;
  std::uint32_t radius = 0, site = 0;
};

// The stronger first; equal ones in an order of their own, so that it never depends on threads.
bool is_stronger(const Candidate& a, const Candidate& b) {
  if (a.excess != b.excess) return a.excess > b.excess;
  return a.radius != b.radius ? a.radius < b.radius : a.site < b.site;
}

// Establishments by x, y, z, weight, row: an order that does not depend on that of the rows, so that what is
// drawn by number stays the same draw.
struct Sites {
  std::vector<std::uint32_t> row;
  std::vector<double> x, y, z;
  bool on_earth = false;

  Sites(const Points& points, std::span<const double> weights)
      : row(points.size()), on_earth(points.on_earth) {
    std::iota(row.begin(), row.end(), 0U);
    const auto key = [&](std::uint32_t i) {
      return std::tuple(points.x[i], points.y[i], points.z.empty() ? 0 : points.z[i],
                        weights.empty() ? 0 : weights[i], i);
    };
    tbb::parallel_sort(row.begin(), row.end(),
                       [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); });
    for (const std::uint32_t i : row) {
      x.push_back(points.x[i]);
      y.push_back(points.y[i]);
      if (!points.z.empty()) z.push_back(points.z[i]);
    }
  }

  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(row.size()); }
  [[nodiscard]] Points points() const { return {x, y, z, on_earth}; }
};

// What one labelling of the sites gives in the windows of a radius.
class Count {
 public:
  Count(const ScanWindows& windows, std::span<const double> all, std::span<const double> weights,
        const ScanOptions& options)
      : windows_(windows),
        all_(all),
        weights_(weights),
        options_(options),
        cases_(all.size()),
        weight_(is_by_weight() ? all.size() : 0),
        most_(is_by_weight() ? 0 : weights.size() + 1) {}

  // Calls for windows with what they hold: for each with the employment, else for each number of
  // establishments that windows hold for the one with the most cases. Excess grows with the cases: it is
  // enough for the strongest.
  template <typename Each>
  void strongest_of(std::span<const std::uint32_t> chosen, double all_all, const Each& each) {
    const double cases_all = add(chosen);
    if (is_by_weight()) {
      for (const std::uint32_t window : enough_)
        each(AreaCounts{weight_[window], all_[window], cases_all, all_all});
      return;
    }
    for (const std::uint32_t window : enough_) {
      auto& most = most_[static_cast<std::size_t>(all_[window])];
      most = std::max(most, cases_[window].count);
    }
    for (const std::uint32_t window : enough_)
      if (auto& most = most_[static_cast<std::size_t>(all_[window])]; most > 0) {
        each(AreaCounts{static_cast<double>(most), all_[window], cases_all, all_all});
        most = 0;
      }
  }

  // Calls for every window that holds enough cases.
  template <typename Each>
  void all_of(std::span<const std::uint32_t> chosen, double all_all, const Each& each) {
    const double cases_all = add(chosen);
    for (const std::uint32_t window : enough_) {
      const double cases = is_by_weight() ? weight_[window] : cases_[window].count;
      each(window, AreaCounts{cases, all_[window], cases_all, all_all});
    }
  }

 private:
  // Counts of earlier labellings need not be taken back: they bear an earlier number.
  struct Cases {
    std::uint32_t labelling = 0, count = 0;
  };

  [[nodiscard]] bool is_by_weight() const { return options_.measure == Measure::employment; }

  double add(std::span<const std::uint32_t> chosen) {
    ++labelling_;
    enough_.clear();
    double cases_all = 0;
    for (const std::uint32_t site : chosen) {
      const double weight = is_by_weight() ? weights_[site] : 1;
      cases_all += weight;
      for (const std::uint32_t window : windows_.of(site)) {
        Cases& cases = cases_[window];
        if (cases.labelling != labelling_) {
          cases = {labelling_, 0};
          if (is_by_weight()) weight_[window] = 0;
        }
        if (++cases.count == least_) enough_.push_back(window);
        if (is_by_weight()) weight_[window] += weight;
      }
    }
    return cases_all;
  }

  const ScanWindows& windows_;
  std::span<const double> all_, weights_;
  const ScanOptions& options_;
  const std::uint32_t least_ = std::max(options_.min_cases, 1U);
  std::vector<Cases> cases_;
  std::uint32_t labelling_ = 0;
  std::vector<double> weight_;
  std::vector<std::uint32_t> most_;    // of each number of establishments that a window holds
  std::vector<std::uint32_t> enough_;  // windows that hold as many cases as they must
};

class Scan {
 public:
  Scan(const Points& points, std::span<const std::uint32_t> field, std::span<const double> weights,
       const ScanOptions& options)
      : options_(options),
        sites_(points, weights),
        weight_(points.size(), 1),
        is_field_(points.size()),
        null_(options.replications) {
    std::vector<bool> is_field_row(points.size());
    for (const std::uint32_t row : field) is_field_row[row] = true;
    for (std::uint32_t site = 0; site < sites_.size(); ++site) {
      is_field_[site] = is_field_row[sites_.row[site]];
      if (is_field_[site]) field_.push_back(site);
      if (options.measure == Measure::employment) weight_[site] = weights[sites_.row[site]];
      everywhere_ += weight_[site];
    }
  }

  WindowScan run(std::span<const double> weights) {
    WindowScan made;
    for (std::uint32_t radius = 0; radius < options_.radii_m.size(); ++radius)
      if (!search(radius, made)) {
        made.is_cancelled = true;
        return made;
      }
    made.null_strongest = null_;
    std::sort(null_.begin(), null_.end());
    std::sort(found_.begin(), found_.end(), is_stronger);
    for (const Candidate& candidate : found_) tell(candidate, made);
    tbb::parallel_for(std::size_t{0}, made.discs.size(), [&](std::size_t i) {
      count(made.discs[i], weights);
      made.discs[i].centre = sites_.row[made.discs[i].centre];
    });
    return made;
  }

 private:
  bool search(std::uint32_t radius, WindowScan& made) {
    const ScanWindows windows = scan_windows(sites_.points(), options_.radii_m[radius], options_.centres);
    std::vector<double> all(windows.centre.size());
    for (std::uint32_t site = 0; site < sites_.size(); ++site)
      for (const std::uint32_t window : windows.of(site)) all[window] += weight_[site];
    const auto fit = std::count_if(all.begin(), all.end(), [&](double each) {
      return each > 0 && each <= options_.max_share * everywhere_;
    });
    made.searched += static_cast<std::uint64_t>(fit);
    if (!replicate(radius, windows, all, fit > 0)) return false;
    if (fit > 0) look(radius, windows, all);
    return true;
  }

  bool replicate(std::uint32_t radius, const ScanWindows& windows, std::span<const double> all,
                 bool has_some) {
    constexpr std::uint32_t kBatch = 64;
    tbb::enumerable_thread_specific<Count> counts([&] { return Count(windows, all, weight_, options_); });
    const double radii = static_cast<double>(options_.radii_m.size());
    for (std::uint32_t begin = 0; begin < options_.replications && has_some; begin += kBatch) {
      const std::uint32_t end = std::min(begin + kBatch, options_.replications);
      tbb::parallel_for(begin, end, [&](std::uint32_t i) { draw(i, counts.local()); });
      if (!goes_on((radius + static_cast<double>(end) / options_.replications) / radii)) return false;
    }
    return goes_on((radius + 1) / radii);
  }

  [[nodiscard]] bool goes_on(double done) const { return !options_.progress || options_.progress(done); }

  void draw(std::uint32_t i, Count& count) {
    Drawing& drawing = drawings_.local();
    drawing.begin(options_.seed, i);
    const auto& chosen = drawing.some_of(sites_.size(), field_.size());
    double& best = null_[i];
    count.strongest_of(chosen, everywhere_, [&](const AreaCounts& counts) {
      best = std::max(best, excess_of(counts, options_.measure, options_.max_share));
    });
  }

  // Keeps the windows that can still be told: the null's strongest only grows with further radii.
  void look(std::uint32_t radius, const ScanWindows& windows, std::span<const double> all) {
    auto null = null_;
    std::sort(null.begin(), null.end());
    const double least = null.empty() ? 0 : least_excess(null);
    Candidate best;
    std::vector<Candidate> kept;
    Count(windows, all, weight_, options_)
        .all_of(field_, everywhere_, [&](std::uint32_t window, const AreaCounts& counts) {
          const Candidate each{excess_of(counts, options_.measure, options_.max_share), radius,
                               windows.centre[window]};
          if (each.excess <= 0) return;
          if (best.excess == 0 || is_stronger(each, best)) best = each;
          if (each.excess >= least) kept.push_back(each);
        });
    if (kept.empty() && best.excess > 0) kept.push_back(best);
    found_.insert(found_.end(), kept.begin(), kept.end());
  }

  // The smallest excess of the null, sorted, that is significant; infinite where none is.
  [[nodiscard]] double least_excess(const std::vector<double>& null) const {
    // p = (1 + as strong) / (1 + draws) <= significance
    const double as_strong = std::floor(options_.significance * static_cast<double>(null.size() + 1)) - 1;
    if (as_strong < 0) return std::numeric_limits<double>::infinity();
    const auto above = std::min(static_cast<std::size_t>(as_strong), null.size());
    return above == null.size() ? 0 : null[null.size() - 1 - above];
  }

  [[nodiscard]] double p_value(double excess) const {
    if (null_.empty()) return std::numeric_limits<double>::quiet_NaN();
    const auto as_strong = null_.end() - std::lower_bound(null_.begin(), null_.end(), excess);
    return static_cast<double>(as_strong + 1) / static_cast<double>(null_.size() + 1);
  }

  // Adds a disc that overlaps none which is stronger.
  void tell(const Candidate& candidate, WindowScan& made) const {
    if (made.discs.size() >= options_.most) return;
    const double p = p_value(candidate.excess);
    if (!made.discs.empty() && p > options_.significance) return;
    const double radius = options_.radii_m[candidate.radius];
    for (const ScanDisc& told : made.discs)
      if (ground_between(told.centre, candidate.site) <= told.radius_m + radius) return;
    ScanDisc& disc = made.discs.emplace_back();
    disc.centre = candidate.site;
    disc.radius_m = radius;
    disc.log_likelihood_ratio = candidate.excess;
    disc.p_value = p;
  }

  [[nodiscard]] double squared(std::uint32_t a, std::uint32_t b) const {
    const double dx = sites_.x[a] - sites_.x[b], dy = sites_.y[a] - sites_.y[b];
    const double dz = sites_.z.empty() ? 0 : sites_.z[a] - sites_.z[b];
    return dx * dx + dy * dy + dz * dz;
  }
  [[nodiscard]] double ground_between(std::uint32_t a, std::uint32_t b) const {
    return sites_.points().ground_m(std::sqrt(squared(a, b)));
  }

  // All that is told of a disc, by a walk over the sites: few are told.
  void count(ScanDisc& disc, std::span<const double> weights) const {
    const double radius = sites_.points().straight_m(disc.radius_m);
    SquaredWeights squares;
    for (std::uint32_t site = 0; site < sites_.size(); ++site) {
      const double weight = weights.empty() ? 0 : weights[sites_.row[site]];
      const bool is_case = is_field_[site], is_inside = squared(disc.centre, site) <= radius * radius;
      const auto into = [&](AreaCounts& counts, double counted) {
        counts.all_all += counted;
        if (is_case) counts.cases_all += counted;
        if (is_inside) counts.all += counted;
        if (is_inside && is_case) counts.cases += counted;
      };
      into(disc.establishments, 1);
      into(disc.employment, weight);
      (is_inside ? (is_case ? squares.cases_inside : squares.others_inside)
                 : (is_case ? squares.cases_outside : squares.others_outside)) += weight * weight;
    }
    const AreaCounts& number = disc.establishments;
    disc.quotient =
        location_quotient(number, {number.cases, number.all - number.cases, number.cases_all - number.cases,
                                   number.all_all - number.cases_all - (number.all - number.cases)});
    disc.employment_quotient = location_quotient(disc.employment, squares);
  }

  const ScanOptions& options_;
  Sites sites_;
  std::vector<double> weight_;  // of each site, in the measure's unit
  std::vector<bool> is_field_;  // of each site
  std::vector<std::uint32_t> field_;
  double everywhere_ = 0;
  std::vector<double> null_;  // the strongest excess of each replication so far
  std::vector<Candidate> found_;
  tbb::enumerable_thread_specific<Drawing> drawings_;
};

}  // namespace

WindowScan window_scan(const Points& sites, std::span<const std::uint32_t> field,
                       std::span<const double> weights, const ScanOptions& options) {
  sites.require_valid();
  require_valid(sites, field, weights, options);
  return Scan(sites, field, weights, options).run(weights);
}

}  // namespace grono::mapping
