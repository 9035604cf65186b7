#include "mapping/area_grid.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <tuple>

#include <tbb/blocked_range.h>
#include <tbb/parallel_reduce.h>

#include "base/error.hpp"

namespace grono::mapping {
namespace {

constexpr double kMetresADegree = 111'195, kFullTurn = 360;
constexpr std::size_t kAtOnce = 1U << 16;

bool comes_before(const AreaCount& a, const AreaCount& b) {
  return std::tie(a.area, a.activity) < std::tie(b.area, b.activity);
}

std::uint64_t number_of(std::uint32_t high, std::uint32_t low) {
  return std::uint64_t{high} << 32U | low;
}

// A coordinate far beyond all maps counts as of the last square.
std::uint32_t square(double coordinate, double side_m) {
  constexpr double kLeast = std::numeric_limits<std::int32_t>::min(),
                   kMost = std::numeric_limits<std::int32_t>::max();
  return static_cast<std::uint32_t>(
      static_cast<std::int32_t>(std::clamp(std::floor(coordinate / side_m), kLeast, kMost)));
}

// Adds up what stands together in a sorted list.
void add_up_equals(std::vector<AreaCount>& sorted) {
  std::size_t kept = 0;
  for (const AreaCount& each : sorted)
    if (kept > 0 && sorted[kept - 1].area == each.area && sorted[kept - 1].activity == each.activity)
      sorted[kept - 1].count += each.count;
    else
      sorted[kept++] = each;
  sorted.resize(kept);
}

}  // namespace

AreaGrid::AreaGrid(Coordinates coordinates, double side_m) : side_m_(side_m) {
  GRONO_INVARIANT(side_m > 0);
  if (coordinates == Coordinates::projected) return;
  const double strips = std::ceil(180 * kMetresADegree / side_m);
  for (double strip = 0; strip < strips; ++strip) {
    const double middle = std::min((strip + 0.5) * side_m / kMetresADegree, 180.0) - 90;
    const double around_m = kFullTurn * kMetresADegree * std::cos(middle * std::numbers::pi / 180);
    parts_.push_back(static_cast<std::uint32_t>(std::max(std::round(around_m / side_m), 1.0)));
  }
}

std::uint64_t AreaGrid::area_at(double x, double y) const {
  if (parts_.empty()) return number_of(square(y, side_m_), square(x, side_m_));
  const auto strip = std::min(static_cast<std::size_t>(std::max((y + 90) * kMetresADegree / side_m_, 0.0)),
                              parts_.size() - 1);
  const double turn = (x + kFullTurn / 2) / kFullTurn, share = turn - std::floor(turn);
  const auto part = std::min(static_cast<std::uint32_t>(share * parts_[strip]), parts_[strip] - 1);
  return number_of(static_cast<std::uint32_t>(strip), part);
}

std::vector<AreaCount> count_by_area(const Establishments& establishments,
                                     std::span<const std::uint32_t> activity_of_text, const AreaGrid& grid) {
  using Counts = std::vector<AreaCount>;
  const auto& texts = establishments.activity.column;
  return tbb::parallel_reduce(
      tbb::blocked_range<std::size_t>(0, texts.size(), kAtOnce), Counts(),
      [&](const auto& part, Counts counted) {
        Counts here;
        here.reserve(part.size());
        for (std::size_t i = part.begin(); i < part.end(); ++i)
          if (const std::uint32_t activity = activity_of_text[texts[i]]; activity != kNotCounted)
            here.push_back({grid.area_at(establishments.x[i], establishments.y[i]), activity, 1});
        std::sort(here.begin(), here.end(), comes_before);
        add_up_equals(here);
        return counted.empty() ? here : sum_of(counted, here);
      },
      [](const Counts& a, const Counts& b) { return sum_of(a, b); });
}

std::vector<AreaCount> sum_of(std::span<const AreaCount> a, std::span<const AreaCount> b) {
  std::vector<AreaCount> made(a.size() + b.size());
  std::merge(a.begin(), a.end(), b.begin(), b.end(), made.begin(), comes_before);
  add_up_equals(made);
  return made;
}

}  // namespace grono::mapping
