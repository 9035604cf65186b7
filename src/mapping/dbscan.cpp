#include "mapping/dbscan.hpp"

#include <cmath>
#include <limits>

#include <fmt/core.h>
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include "base/error.hpp"
#include "geo/cell_grid.hpp"
#include "geo/earth_points.hpp"
#include "mapping/cell_neighbours.hpp"
#include "mapping/disjoint_cells.hpp"
#include "mapping/near_sets.hpp"

namespace grono::mapping {
namespace {

constexpr std::uint32_t kNowhere = std::numeric_limits<std::uint32_t>::max();

void require_valid(const DbscanOptions& options, bool on_earth) {
  if (!std::isfinite(options.radius_m) || options.radius_m <= 0)
    throw InvalidInput("radius", fmt::format("{} metres", options.radius_m), "give a length above 0");
  if (on_earth && options.radius_m > geo::kLongestGeodesic_m)
    throw InvalidInput("radius", fmt::format("{} metres are no neighbourhood on Earth", options.radius_m),
                       "give at most 7,500,000");
  if (options.min_points < 1)
    throw InvalidInput("min_points", "0 points make nothing dense", "give 1 or more");
}

// So little less than radius/√D that rounding never puts points of one cell further apart than the radius.
double cell_side(double radius, std::size_t dimensions) {
  return radius / std::sqrt(static_cast<double>(dimensions)) * (1 - 1e-5);
}

template <std::size_t D>
class Dbscan {
 public:
  Dbscan(const typename geo::CellGrid<D>::Columns& columns, double radius, std::uint32_t min_points)
      : grid_(columns, cell_side(radius, D)),
        radius2_(radius * radius),
        min_points_(min_points),
        core_(grid_.points()),
        cores_in_(grid_.cells()),
        sets_(grid_.cells()) {}

  DbscanResult run() && {
    for_cells([this](std::uint32_t cell, CellNeighbours<D>& neighbours) { mark_cores(cell, neighbours); });
    for_cells([this](std::uint32_t cell, CellNeighbours<D>& neighbours) { link(cell, neighbours); });
    DbscanResult result;
    result.label.resize(grid_.points());
    result.core.resize(grid_.points());
    for_cells([&](std::uint32_t cell, CellNeighbours<D>& neighbours) { assign(cell, neighbours, result); });
    number(result);
    return result;
  }

 private:
  template <typename Work>
  void for_cells(const Work& work) {
    tbb::parallel_for(tbb::blocked_range<std::uint32_t>(0, grid_.cells(), 512), [&](const auto& part) {
      CellNeighbours<D> neighbours(grid_);
      for (std::uint32_t cell = part.begin(); cell < part.end(); ++cell) work(cell, neighbours);
    });
  }

  double squared(std::uint32_t p, std::uint32_t q) const {
    double sum = 0;
    for (std::size_t d = 0; d < D; ++d) {
      const double difference = grid_.coordinate(d)[p] - grid_.coordinate(d)[q];
      sum += difference * difference;
    }
    return sum;
  }

  // A cell of min_points or more is all cores: its points are within the radius of each other.
  void mark_cores(std::uint32_t cell, CellNeighbours<D>& neighbours) {
    const std::uint32_t first = grid_.first_point(cell), last = grid_.first_point(cell + 1);
    if (last - first >= min_points_) {
      std::fill(core_.begin() + first, core_.begin() + last, std::uint8_t{1});
      cores_in_[cell] = last - first;
      return;
    }
    const auto runs = neighbours.around(cell);
    std::uint64_t around = 0;
    for (const CellRun& run : runs) around += grid_.first_point(run.last) - grid_.first_point(run.first);
    if (around < min_points_) return;
    for (std::uint32_t point = first; point < last; ++point) {
      core_[point] = static_cast<std::uint8_t>(has_enough(point, runs));
      cores_in_[cell] += core_[point];
    }
  }

  bool has_enough(std::uint32_t point, std::span<const CellRun> runs) const {
    constexpr std::uint32_t kBlock = 32;  // counted without a branch, then looked at
    std::uint32_t found = 0;
    for (const CellRun& run : runs) {
      const std::uint32_t end = grid_.first_point(run.last);
      for (std::uint32_t q = grid_.first_point(run.first); q < end;) {
        const std::uint32_t block_end = std::min(end, q + kBlock);
        for (; q < block_end; ++q) found += squared(point, q) <= radius2_ ? 1U : 0U;
        if (found >= min_points_) return true;
      }
    }
    return false;
  }

  // Unites a cell with those before it that have a core within the radius of one of its cores.
  void link(std::uint32_t cell, CellNeighbours<D>& neighbours) {
    if (cores_in_[cell] == 0) return;
    for (const CellRun& run : neighbours.around(cell))
      for (std::uint32_t other = std::min(run.last, cell); other-- > run.first;)
        if (cores_in_[other] > 0 && sets_.root(cell) != sets_.root(other) && are_near(cell, other))
          sets_.unite(cell, other);
  }

  bool are_near(std::uint32_t cell, std::uint32_t other) const {
    thread_local std::vector<std::uint32_t> ours, theirs;
    list_cores(cell, ours);
    list_cores(other, theirs);
    return NearSets<D>(grid_, radius2_).meet(ours, theirs);
  }

  void list_cores(std::uint32_t cell, std::vector<std::uint32_t>& list) const {
    list.clear();
    for (std::uint32_t point = grid_.first_point(cell); point < grid_.first_point(cell + 1); ++point)
      if (core_[point] != 0) list.push_back(point);
  }

  // Labels are cells at first: the root of the cluster's.
  void assign(std::uint32_t cell, CellNeighbours<D>& neighbours, DbscanResult& result) {
    const std::uint32_t first = grid_.first_point(cell), last = grid_.first_point(cell + 1);
    const std::uint32_t home = sets_.root(cell);
    std::span<const CellRun> runs;
    for (std::uint32_t point = first; point < last; ++point) {
      const std::uint32_t row = grid_.row(point);
      result.core[row] = core_[point];
      if (core_[point] == 0 && runs.empty()) runs = neighbours.around(cell);
      result.label[row] = static_cast<std::int32_t>(core_[point] != 0 ? home : nearest_home(point, runs));
    }
  }

  std::uint32_t nearest_home(std::uint32_t point, std::span<const CellRun> runs) {
    double nearest2 = radius2_;
    std::uint32_t nearest_row = kNowhere, home = kNowhere;
    for (const CellRun& run : runs)
      for (std::uint32_t cell = run.first; cell < run.last; ++cell) {
        if (cores_in_[cell] == 0) continue;
        for (std::uint32_t q = grid_.first_point(cell); q < grid_.first_point(cell + 1); ++q) {
          const double apart2 = squared(point, q);
          if (apart2 > nearest2 || core_[q] == 0) continue;
          if (apart2 == nearest2 && grid_.row(q) > nearest_row) continue;
          nearest2 = apart2;
          nearest_row = grid_.row(q);
          home = cell;
        }
      }
    return home == kNowhere ? kNowhere : sets_.root(home);
  }

  // Clusters by their lowest rows.
  void number(DbscanResult& result) const {
    std::vector<std::int32_t> number_of(grid_.cells(), -1);
    for (std::int32_t& label : result.label) {
      const auto home = static_cast<std::uint32_t>(label);
      if (home == kNowhere) continue;  // which is -1
      if (number_of[home] < 0) number_of[home] = static_cast<std::int32_t>(result.clusters++);
      label = number_of[home];
    }
  }

  geo::CellGrid<D> grid_;
  double radius2_;
  std::uint32_t min_points_;
  std::vector<std::uint8_t> core_;       // by point of the grid
  std::vector<std::uint32_t> cores_in_;  // by cell
  DisjointCells sets_;                   // of cells
};

}  // namespace

DbscanResult dbscan(const Points& points, const DbscanOptions& options) {
  points.require_valid();
  require_valid(options, points.on_earth);
  const double radius = points.straight_m(options.radius_m);
  if (points.z.empty()) return Dbscan<2>({points.x, points.y}, radius, options.min_points).run();
  return Dbscan<3>({points.x, points.y, points.z}, radius, options.min_points).run();
}

}  // namespace grono::mapping
