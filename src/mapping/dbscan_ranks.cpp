#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

#include <tbb/parallel_sort.h>

#include "mapping/dbscan.hpp"
#include "mapping/ranks.hpp"

namespace grono::mapping {
namespace {

constexpr std::uint64_t kNoRow = std::numeric_limits<std::uint64_t>::max();

// A point on its way to the process of its strip, or to one beside it.
struct Traveller {
  std::array<double, 3> at{};
  std::uint64_t row = 0;  // of all processes
  std::uint32_t strip = 0;
  std::uint32_t home = 0;
};

double at(std::span<const double> axis, std::size_t row) {
  return axis.empty() ? 0 : axis[row];
}

// Strips of about as many points each across the axis along which all points lie widest.
class Strips {
 public:
  Strips(const Points& points, Ranks& ranks) {
    const std::array columns = {points.x, points.y, points.z};
    std::vector<double> low(3, std::numeric_limits<double>::infinity()), high(3, -low[0]);
    for (std::size_t axis = 0; axis < 3; ++axis)
      for (const double value : columns[axis]) {
        low[axis] = std::min(low[axis], value);
        high[axis] = std::max(high[axis], value);
      }
    const auto lows = all_gather(ranks, low), highs = all_gather(ranks, high);
    double widest = -1;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      double least = lows[axis], most = highs[axis];
      for (std::size_t i = axis; i < lows.size(); i += 3) {
        least = std::min(least, lows[i]);
        most = std::max(most, highs[i]);
      }
      if (most - least > widest) {
        widest = most - least;
        axis_ = axis;
      }
    }
    cut(columns[axis_], ranks);
  }

  [[nodiscard]] double along(const std::array<double, 3>& place) const { return place[axis_]; }
  [[nodiscard]] std::uint32_t of(double along) const {
    return static_cast<std::uint32_t>(std::upper_bound(cuts_.begin(), cuts_.end(), along) - cuts_.begin());
  }

 private:
  // Quantiles of evenly spaced values of every process.
  void cut(std::span<const double> column, Ranks& ranks) {
    constexpr std::size_t kSample = 4096;
    std::vector<double> sample;
    for (std::size_t i = 0; i < std::min(kSample, column.size()); ++i)
      sample.push_back(column[i * column.size() / std::min(kSample, column.size())]);
    sample = all_gather(ranks, sample);
    std::sort(sample.begin(), sample.end());
    for (std::size_t strip = 1; strip < ranks.size() && !sample.empty(); ++strip)
      cuts_.push_back(sample[strip * sample.size() / ranks.size()]);
  }

  std::size_t axis_ = 0;
  std::vector<double> cuts_;
};

// The points of this process's strip and its halo, by row.
std::vector<Traveller> points_about(const Points& points, const Strips& strips, double halo_m,
                                    std::uint64_t first_row, Ranks& ranks) {
  std::vector<std::vector<Traveller>> to(ranks.size());
  for (std::size_t i = 0; i < points.size(); ++i) {
    Traveller one{{points.x[i], points.y[i], at(points.z, i)}, first_row + i, 0, ranks.rank()};
    const double along = strips.along(one.at);
    one.strip = strips.of(along);
    for (std::uint32_t strip = strips.of(along - halo_m); strip <= strips.of(along + halo_m); ++strip)
      to[strip].push_back(one);
  }
  auto came = all_to_all(ranks, to);
  to = {};
  std::vector<Traveller> made;
  for (auto& part : came) {
    made.insert(made.end(), part.begin(), part.end());
    part = {};
  }
  tbb::parallel_sort(made.begin(), made.end(),
                     [](const Traveller& a, const Traveller& b) { return a.row < b.row; });
  return made;
}

DbscanResult local_groups(const std::vector<Traveller>& here, const Points& like,
                          const DbscanOptions& options) {
  std::array<std::vector<double>, 3> columns;
  for (std::size_t axis = 0; axis < (like.on_earth ? 3U : 2U); ++axis) {
    columns[axis].reserve(here.size());
    for (const Traveller& one : here) columns[axis].push_back(one.at[axis]);
  }
  return dbscan({columns[0], columns[1], columns[2], like.on_earth}, options);
}

// A core that two processes have, with its group at each, numbered over all processes.
struct Shared {
  std::uint64_t a = 0, b = 0;
};

std::vector<Shared> shared_cores(const std::vector<Traveller>& here, const DbscanResult& found,
                                 std::uint64_t first_group, Ranks& ranks) {
  struct Told {
    std::uint64_t row = 0, group = 0;
  };
  std::vector<std::vector<Told>> to(ranks.size());
  for (std::size_t i = 0; i < here.size(); ++i)
    if (here[i].strip != ranks.rank() && found.core[i] != 0)
      to[here[i].strip].push_back({here[i].row, first_group + static_cast<std::uint64_t>(found.label[i])});
  std::vector<Shared> made;
  for (const auto& part : all_to_all(ranks, to))
    for (const Told& told : part) {
      const auto mine = std::lower_bound(here.begin(), here.end(), told.row,
                                         [](const Traveller& a, std::uint64_t row) { return a.row < row; });
      made.push_back(
          {told.group, first_group + static_cast<std::uint64_t>(
                                         found.label[static_cast<std::size_t>(mine - here.begin())])});
    }
  // Groups meet in many cores: once is enough.
  const auto key = [](const Shared& shared) { return std::pair(shared.a, shared.b); };
  std::sort(made.begin(), made.end(), [&](const Shared& x, const Shared& y) { return key(x) < key(y); });
  made.erase(std::unique(made.begin(), made.end(),
                         [&](const Shared& x, const Shared& y) { return key(x) == key(y); }),
             made.end());
  return all_gather(ranks, made);
}

// The number over all of each group of every process: those that share cores are one, counted by their lowest
// rows.
std::vector<std::int32_t> numbers_of(const std::vector<std::uint64_t>& lowest_row,
                                     const std::vector<Shared>& shared, std::uint32_t& clusters) {
  std::vector<std::uint64_t> up(lowest_row.size());
  std::iota(up.begin(), up.end(), std::uint64_t{0});
  const auto top = [&up](std::uint64_t group) {
    while (up[group] != group) group = up[group] = up[up[group]];
    return group;
  };
  for (const Shared& each : shared) up[top(each.a)] = top(each.b);
  auto lowest = lowest_row;
  for (std::uint64_t group = 0; group < up.size(); ++group)
    lowest[top(group)] = std::min(lowest[top(group)], lowest_row[group]);
  std::vector<std::uint64_t> order;
  for (std::uint64_t group = 0; group < up.size(); ++group)
    if (top(group) == group && lowest[group] != kNoRow) order.push_back(group);
  std::sort(order.begin(), order.end(),
            [&](std::uint64_t a, std::uint64_t b) { return lowest[a] < lowest[b]; });
  std::vector<std::int32_t> number(up.size(), -1);
  for (std::size_t i = 0; i < order.size(); ++i) number[order[i]] = static_cast<std::int32_t>(i);
  for (std::uint64_t group = 0; group < up.size(); ++group) number[group] = number[top(group)];
  clusters = static_cast<std::uint32_t>(order.size());
  return number;
}

}  // namespace

DbscanResult dbscan(const Points& points, const DbscanOptions& options, Ranks& ranks) {
  if (ranks.is_alone()) return dbscan(points, options);
  points.require_valid();
  static_cast<void>(
      dbscan(Points{{}, {}, {}, points.on_earth}, options));  // says what is wrong with the options
  const std::uint64_t first_row = count_before(ranks, points.size()).mine;
  const Strips strips(points, ranks);
  // A hair wider than two radii, for the rounding of places along the axis.
  const double halo_m = 2 * points.straight_m(options.radius_m) * (1 + 1e-9);
  const auto here = points_about(points, strips, halo_m, first_row, ranks);
  const DbscanResult found = local_groups(here, points, options);

  std::vector<std::uint64_t> lowest_row(found.clusters, kNoRow);
  for (std::size_t i = 0; i < here.size(); ++i)
    if (here[i].strip == ranks.rank() && found.label[i] >= 0) {
      auto& lowest = lowest_row[static_cast<std::size_t>(found.label[i])];
      lowest = std::min(lowest, here[i].row);
    }
  const std::uint64_t first_group = count_before(ranks, found.clusters).mine;
  const auto shared = shared_cores(here, found, first_group, ranks);
  DbscanResult made;
  const auto number = numbers_of(all_gather(ranks, lowest_row), shared, made.clusters);

  // Home again.
  struct Answer {
    std::uint64_t row = 0;
    std::int32_t label = -1;
    std::uint32_t is_core = 0;
  };
  std::vector<std::vector<Answer>> answers(ranks.size());
  for (std::size_t i = 0; i < here.size(); ++i) {
    if (here[i].strip != ranks.rank()) continue;
    const std::int32_t label =
        found.label[i] < 0 ? -1 : number[first_group + static_cast<std::uint64_t>(found.label[i])];
    answers[here[i].home].push_back({here[i].row, label, found.core[i]});
  }
  made.label.assign(points.size(), -1);
  made.core.assign(points.size(), 0);
  for (const auto& part : all_to_all(ranks, answers))
    for (const Answer& answer : part) {
      made.label[answer.row - first_row] = answer.label;
      made.core[answer.row - first_row] = static_cast<std::uint8_t>(answer.is_core);
    }
  return made;
}

}  // namespace grono::mapping
