#include "mapping/scan_windows.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include <fmt/core.h>
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include "base/error.hpp"
#include "geo/cell_grid.hpp"
#include "mapping/cell_neighbours.hpp"

namespace grono::mapping {
namespace {

template <std::size_t D>
class WindowsOfRadius {
 public:
  // Cells of a little more than half the radius: what is within it is at most two cells away.
  WindowsOfRadius(const typename geo::CellGrid<D>::Columns& columns, double radius, ScanCentres centres)
      : grid_(columns, radius / 2 * (1 + 1e-5)), radius2_(radius * radius), first_centre_(grid_.cells() + 1) {
    if (centres == ScanCentres::every) {
      for (std::uint32_t cell = 0; cell <= grid_.cells(); ++cell)
        first_centre_[cell] = grid_.first_point(cell);
      centre_.resize(grid_.points());
      std::iota(centre_.begin(), centre_.end(), 0U);
    } else {
      std::iota(first_centre_.begin(), first_centre_.end(), 0U);
      centre_.resize(grid_.cells());
      tbb::parallel_for(0U, grid_.cells(), [this](std::uint32_t cell) { centre_[cell] = middle_of(cell); });
    }
    for (std::size_t d = 0; d < D; ++d)
      for (const std::uint32_t point : centre_) centre_at_[d].push_back(grid_.coordinate(d)[point]);
  }

  ScanWindows run() const {
    ScanWindows made;
    made.centre.resize(centre_.size());
    for (std::size_t i = 0; i < centre_.size(); ++i) made.centre[i] = grid_.row(centre_[i]);
    made.first.assign(grid_.points() + 1, 0);
    for_points([&](std::uint32_t point, const std::array<double, D>& from, std::span<const CellRun> runs) {
      std::uint32_t within = 0;
      for (const CellRun& run : runs)
        for (std::uint32_t i = first_centre_[run.first]; i < first_centre_[run.last]; ++i)
          within += squared(i, from) <= radius2_ ? 1U : 0U;  // without a branch: the loop is made SIMD
      made.first[grid_.row(point)] = within;
    });
    std::uint64_t before = 0;
    for (std::uint32_t& each : made.first) {
      const std::uint64_t begin = before;
      before += std::exchange(each, static_cast<std::uint32_t>(begin));
      require_few(before);
    }
    made.window.resize(before);
    // Each site's own place moves as its windows come, and is then where the next site's begin.
    for_points([&](std::uint32_t point, const std::array<double, D>& from, std::span<const CellRun> runs) {
      std::uint32_t& place = made.first[grid_.row(point)];
      for (const CellRun& run : runs)
        for (std::uint32_t i = first_centre_[run.first]; i < first_centre_[run.last]; ++i)
          if (squared(i, from) <= radius2_) made.window[place++] = i;
    });
    std::rotate(made.first.begin(), made.first.end() - 1, made.first.end());
    made.first.front() = 0;
    return made;
  }

 private:
  static void require_few(std::uint64_t pairs) {
    if (pairs >= std::numeric_limits<std::uint32_t>::max())
      throw InvalidInput("the discs",
                         "the establishments stand in more than 4,294,967,294 of one radius, which no memory "
                         "holds",
                         "draw them around a net of centres, or give smaller radii");
  }

  std::array<double, D> at(std::uint32_t point) const {
    std::array<double, D> made;
    for (std::size_t d = 0; d < D; ++d) made[d] = grid_.coordinate(d)[point];
    return made;
  }
  static double squared(const std::array<double, D>& a, const std::array<double, D>& b) {
    double sum = 0;
    for (std::size_t d = 0; d < D; ++d) sum += (a[d] - b[d]) * (a[d] - b[d]);
    return sum;
  }
  // From the centre of a window.
  double squared(std::uint32_t window, const std::array<double, D>& from) const {
    double sum = 0;
    for (std::size_t d = 0; d < D; ++d) {
      const double difference = centre_at_[d][window] - from[d];
      sum += difference * difference;
    }
    return sum;
  }

  // The point of the cell that is nearest to their mean; of several the first in the order of the sites.
  std::uint32_t middle_of(std::uint32_t cell) const {
    const std::uint32_t first = grid_.first_point(cell), last = grid_.first_point(cell + 1);
    std::array<double, D> mean{};
    for (std::uint32_t point = first; point < last; ++point)
      for (std::size_t d = 0; d < D; ++d)
        mean[d] += (grid_.coordinate(d)[point] - mean[d]) / (point - first + 1);
    std::uint32_t nearest = first;
    for (std::uint32_t point = first + 1; point < last; ++point)
      if (squared(at(point), mean) < squared(at(nearest), mean)) nearest = point;
    return nearest;
  }

  // Calls for each point with the cells in which centres may be within the radius; each point from one
  // thread.
  template <typename Each>
  void for_points(const Each& each) const {
    tbb::parallel_for(tbb::blocked_range<std::uint32_t>(0, grid_.cells(), 512), [&](const auto& part) {
      CellNeighbours<D> neighbours(grid_);
      for (std::uint32_t cell = part.begin(); cell < part.end(); ++cell) {
        const auto runs = neighbours.around(cell);
        for (std::uint32_t point = grid_.first_point(cell); point < grid_.first_point(cell + 1); ++point)
          each(point, at(point), runs);
      }
    });
  }

  geo::CellGrid<D> grid_;
  double radius2_;
  std::vector<std::uint32_t> first_centre_;  // of each cell, in `centre_`; one more ends the last's
  std::vector<std::uint32_t> centre_;        // points of the grid
  std::array<std::vector<double>, D> centre_at_;
};

}  // namespace

ScanWindows scan_windows(const Points& sites, double radius_m, ScanCentres centres) {
  const double radius = sites.straight_m(radius_m);
  if (sites.z.empty()) return WindowsOfRadius<2>({sites.x, sites.y}, radius, centres).run();
  return WindowsOfRadius<3>({sites.x, sites.y, sites.z}, radius, centres).run();
}

}  // namespace grono::mapping
