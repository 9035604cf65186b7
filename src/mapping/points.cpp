#include "mapping/points.hpp"

#include <cmath>
#include <limits>

#include <fmt/core.h>
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include "base/error.hpp"
#include "geo/earth_points.hpp"

namespace grono::mapping {
namespace {

// Squares of differences must stay finite, and exact enough to mean anything.
constexpr double kFarthest_m = 1e15;

void require_column(std::span<const double> column, char name) {
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, column.size(), 65536), [&](const auto& part) {
    for (std::size_t i = part.begin(); i < part.end(); ++i)
      if (!(std::abs(column[i]) <= kFarthest_m))
        throw InvalidInput(fmt::format("row {}", i + 1),
                           fmt::format("the {} coordinate is {}", name, column[i]),
                           "give finite coordinates in metres");
  });
}

}  // namespace

void Points::require_valid() const {
  if (x.size() != y.size() || (!z.empty() && z.size() != x.size()))
    throw InvalidInput("points", "the columns of coordinates are not equally long",
                       "give one of each for every point");
  if (x.size() >= std::numeric_limits<std::uint32_t>::max())
    throw InvalidInput("points", fmt::format("{} points are too many", x.size()),
                       "give fewer than 4,294,967,295");
  require_column(x, 'x');
  require_column(y, 'y');
  require_column(z, 'z');
}

double Points::straight_m(double ground) const {
  return on_earth ? geo::chord_m(ground) : ground;
}

double Points::ground_m(double straight) const {
  return on_earth ? geo::geodesic_m(straight) : straight;
}

}  // namespace grono::mapping
