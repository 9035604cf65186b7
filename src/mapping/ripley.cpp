#include "mapping/ripley.hpp"

#include <cmath>
#include <numbers>
#include <numeric>
#include <random>
#include <string>

#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include "base/error.hpp"
#include "mapping/drawing.hpp"
#include "mapping/neighbour_sums.hpp"
#include "mapping/radii.hpp"

namespace grono::mapping {
namespace {

void require_valid(const Points& sites, std::span<const std::uint32_t> industry,
                   const RipleyOptions& options) {
  sites.require_valid();
  if (industry.size() < 2)
    throw InvalidInput("the industry", "it has " + std::to_string(industry.size()) + " establishments",
                       "distances need two or more");
  const bool needs_plane =
      options.edges != EdgeTreatment::none || options.null_model != NullModel::random_labelling;
  if (sites.on_earth && needs_plane)
    throw InvalidInput("the edges", "translation and complete spatial randomness are of a plane",
                       "give projected coordinates, or random labelling without edge treatment");
  if (sites.on_earth) {
    if (!(options.area_m2 > 0)) throw InvalidInput("the area", "it is none", "give square metres above 0");
    return;
  }
  const Window& window = options.window;
  if (!(window.high_x > window.low_x && window.high_y > window.low_y))
    throw InvalidInput("the window", "it has no area", "give its edges, low below high");
  for (const std::uint32_t row : industry)
    if (!(sites.x[row] >= window.low_x && sites.x[row] <= window.high_x && sites.y[row] >= window.low_y &&
          sites.y[row] <= window.high_y))
      throw InvalidInput("row " + std::to_string(row + 1), "it stands outside of the window",
                         "widen the window");
}

// Pairs within each radius, both ways, each weighing 1.
template <std::size_t D>
std::vector<double> plain_pairs(const Points& points, std::span<const std::uint32_t> rows,
                                std::span<const double> radii2) {
  const NeighbourSums<D> among(points, rows, {});
  const std::size_t radii = radii2.size();
  std::vector<double> around(rows.size() * radii), sums(radii, -static_cast<double>(rows.size()));
  tbb::parallel_for(std::size_t{0}, rows.size(), [&](std::size_t i) {
    among.within(NeighbourSums<D>::place_of(points, rows[i]), radii2,
                 std::span(around).subspan(i * radii, radii));
  });
  for (std::size_t i = 0; i < around.size(); ++i) sums[i % radii] += around[i];
  return sums;
}

// The same with each pair weighing area / overlap. Sorted along x, so that only what is near is looked at.
std::vector<double> translated_pairs(const Points& points, std::span<const std::uint32_t> rows,
                                     std::span<const double> radii2, const Window& window) {
  std::vector<std::uint32_t> sorted(rows.begin(), rows.end());
  std::sort(sorted.begin(), sorted.end(), [&](std::uint32_t a, std::uint32_t b) {
    return std::pair(points.x[a], a) < std::pair(points.x[b], b);
  });
  const double reach = std::sqrt(radii2.back()), wide = window.high_x - window.low_x,
               high = window.high_y - window.low_y;
  const std::size_t radii = radii2.size();
  std::vector<double> around(sorted.size() * radii), sums(radii);
  tbb::parallel_for(std::size_t{0}, sorted.size(), [&](std::size_t i) {
    double* const mine = around.data() + i * radii;
    for (std::size_t j = i + 1; j < sorted.size(); ++j) {
      const double dx = points.x[sorted[j]] - points.x[sorted[i]];
      if (dx > reach) break;
      const double dy = std::abs(points.y[sorted[j]] - points.y[sorted[i]]), squared = dx * dx + dy * dy;
      const auto ring = std::lower_bound(radii2.begin(), radii2.end(), squared);
      const double overlap = (wide - dx) * (high - dy);
      if (ring != radii2.end() && overlap > 0) mine[ring - radii2.begin()] += 2 * wide * high / overlap;
    }
    for (std::size_t r = 1; r < radii; ++r) mine[r] += mine[r - 1];
  });
  for (std::size_t i = 0; i < around.size(); ++i) sums[i % radii] += around[i];
  return sums;
}

class Question {
 public:
  Question(const Points& sites, const RipleyOptions& options)
      : sites_(sites), options_(options), radii2_(squared_radii(sites, options.radii_m)) {}

  [[nodiscard]] std::vector<double> k(const Points& points, std::span<const std::uint32_t> rows) const {
    std::vector<double> made = options_.edges == EdgeTreatment::translation
                                   ? translated_pairs(points, rows, radii2_, options_.window)
                               : points.z.empty() ? plain_pairs<2>(points, rows, radii2_)
                                                  : plain_pairs<3>(points, rows, radii2_);
    const double n = static_cast<double>(rows.size()),
                 area = sites_.on_earth ? options_.area_m2 : options_.window.area_m2();
    for (double& value : made) value *= area / (n * (n - 1));
    return made;
  }

  [[nodiscard]] Bands bands(std::size_t count) const {
    if (options_.bands.draws == 0) return {};
    tbb::enumerable_thread_specific<Drawing> drawings;
    return bands_of_draws(options_.bands, radii2_.size(), [&](std::uint32_t draw, std::span<double> curve) {
      Drawing& drawing = drawings.local();
      drawing.begin(options_.bands.seed, draw);
      const auto drawn = options_.null_model == NullModel::random_labelling
                             ? k(sites_, drawing.some_of(sites_.size(), count))
                             : k_of_random_places(drawing, count);
      for (std::size_t r = 0; r < drawn.size(); ++r) curve[r] = std::sqrt(drawn[r] / std::numbers::pi);
    });
  }

 private:
  [[nodiscard]] std::vector<double> k_of_random_places(Drawing& drawing, std::size_t count) const {
    constexpr std::uint64_t kFine = std::uint64_t{1} << 53;
    const auto between = [&](double low, double high) {
      return low + (high - low) * static_cast<double>(drawing.below(kFine)) / static_cast<double>(kFine);
    };
    std::vector<double> x(count), y(count);
    std::vector<std::uint32_t> rows(count);
    std::iota(rows.begin(), rows.end(), 0U);
    for (std::size_t i = 0; i < count; ++i) {
      x[i] = between(options_.window.low_x, options_.window.high_x);
      y[i] = between(options_.window.low_y, options_.window.high_y);
    }
    return k({x, y, {}, false}, rows);
  }

  const Points& sites_;
  const RipleyOptions& options_;
  std::vector<double> radii2_;
};

}  // namespace

Ripley ripley(const Points& sites, std::span<const std::uint32_t> industry, const RipleyOptions& options) {
  require_valid(sites, industry, options);
  const Question question(sites, options);
  Ripley made;
  made.k = question.k(sites, industry);
  for (const double value : made.k) made.l.push_back(std::sqrt(value / std::numbers::pi));
  made.bands = question.bands(industry.size());
  return made;
}

}  // namespace grono::mapping
