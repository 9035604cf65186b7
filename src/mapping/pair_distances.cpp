#include "mapping/pair_distances.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include <tbb/blocked_range.h>
#include <tbb/parallel_reduce.h>

#include "base/target_clones.hpp"

namespace grono::mapping {
namespace {

constexpr std::size_t kTile = 64;

/// Interleaves the bits of three numbers of 21 bits: near in the result is near in space (Morton 1966).
std::uint64_t spread(std::uint64_t value) {
  value &= 0x1fffff;
  value = (value | value << 32) & 0x1f00000000ffffULL;
  value = (value | value << 16) & 0x1f0000ff0000ffULL;
  value = (value | value << 8) & 0x100f00f00f00f00fULL;
  value = (value | value << 4) & 0x10c30c30c30c30c3ULL;
  return (value | value << 2) & 0x1249249249249249ULL;
}

struct Extent {
  double low = 0, high = 0;
  [[nodiscard]] double middle() const { return (low + high) / 2; }
};

Extent extent_of(std::span<const double> values) {
  if (values.empty()) return {};
  const auto [low, high] = std::minmax_element(values.begin(), values.end());
  return {*low, *high};
}

/// A box around the sites of a tile.
struct Box {
  std::array<float, 3> low{}, high{};

  [[nodiscard]] float squared_gap(const Box& other) const {
    float sum = 0;
    for (std::size_t axis = 0; axis < 3; ++axis) {
      const float gap = std::max({0.0F, low[axis] - other.high[axis], other.low[axis] - high[axis]});
      sum += gap * gap;
    }
    return sum;
  }
};

Box box_of(const PairSites::Chosen& chosen, std::size_t from, std::size_t to) {
  Box made;
  const std::array axes = {&chosen.x, &chosen.y, &chosen.z};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    const auto begin = axes[axis]->begin() + static_cast<std::ptrdiff_t>(from);
    const auto [low, high] =
        std::minmax_element(begin, axes[axis]->begin() + static_cast<std::ptrdiff_t>(to));
    made.low[axis] = *low;
    made.high[axis] = *high;
  }
  return made;
}

/// Bins of the distances from one site to up to kTile others. Plain so that the compiler makes it SIMD; both
/// versions give the same bits.
GRONO_TARGET_CLONES("avx2", "default") void bins_of(const float* x, const float* y, const float* z,
                                                               std::size_t count, float at_x, float at_y,
                                                               float at_z, float per_bin, float last,
                                                               std::int32_t* bins) {
  for (std::size_t i = 0; i < count; ++i) {
    const float dx = x[i] - at_x, dy = y[i] - at_y, dz = z[i] - at_z;
    const float bin = std::sqrt(dx * dx + dy * dy + dz * dz) * per_bin;
    bins[i] = static_cast<std::int32_t>(bin < last ? bin : last);
  }
}

/// Where the bins of one site's distances go.
struct Counting {
  const PairSites::Chosen& chosen;
  float per_bin, last;
  // Without weights whole numbers, with one bin more for what is too far; every bin twice, for pairs of even
  // and of odd number: neighbours are as far as each other, and a bin just written makes the next to write it
  // wait.
  std::vector<std::uint32_t> plain;
  std::vector<double>& weighted;  // with weights; in the end the others too
  std::uint64_t since_moved = 0;  // pairs in `plain`

  void count(std::size_t site, std::size_t from, std::size_t to) {
    alignas(64) std::array<std::int32_t, kTile> bins;
    const std::size_t length = to - from;
    bins_of(chosen.x.data() + from, chosen.y.data() + from, chosen.z.data() + from, length, chosen.x[site],
            chosen.y[site], chosen.z[site], per_bin, last, bins.data());
    if (chosen.weight.empty()) {
      std::uint32_t* const even = plain.data();
      std::uint32_t* const odd = even + plain.size() / 2;
      std::size_t i = 0;
      for (; i + 2 <= length; i += 2) {
        ++even[bins[i]];
        ++odd[bins[i + 1]];
      }
      if (i < length) ++even[bins[i]];
      // A bin of 32 bits must not overflow, were all pairs in one.
      if ((since_moved += length) > 0x80000000U) move_on();
    } else {
      const double weight = chosen.weight[site];
      for (std::size_t i = 0; i < length; ++i)
        weighted[static_cast<std::size_t>(bins[i])] += weight * chosen.weight[from + i];
    }
  }
  void move_on() {
    for (std::size_t i = 0; i < plain.size(); ++i)
      weighted[i % (plain.size() / 2)] += std::exchange(plain[i], 0U);
    since_moved = 0;
  }
};

}  // namespace

PairSites::PairSites(const Points& sites)
    : order_(sites.size()), place_of_(sites.size()), on_earth_(sites.on_earth) {
  const std::array columns = {sites.x, sites.y, sites.z};
  std::array<Extent, 3> extents;
  double widest = 0;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    extents[axis] = extent_of(columns[axis]);
    widest = std::max(widest, extents[axis].high - extents[axis].low);
  }
  std::vector<std::uint64_t> key(sites.size());
  const double scale = widest > 0 ? 0x1fffff / widest : 0;
  for (std::size_t i = 0; i < sites.size(); ++i)
    for (std::size_t axis = 0; axis < 3; ++axis)
      if (!columns[axis].empty())
        key[i] |= spread(static_cast<std::uint64_t>((columns[axis][i] - extents[axis].low) * scale)) << axis;
  std::iota(order_.begin(), order_.end(), 0U);
  std::sort(order_.begin(), order_.end(),
            [&](std::uint32_t a, std::uint32_t b) { return std::pair(key[a], a) < std::pair(key[b], b); });
  const std::array floats = {&x_, &y_, &z_};
  for (std::size_t axis = 0; axis < 3; ++axis) {
    floats[axis]->resize(sites.size());
    for (std::size_t place = 0; place < sites.size() && !columns[axis].empty(); ++place)
      (*floats[axis])[place] = static_cast<float>(columns[axis][order_[place]] - extents[axis].middle());
  }
  for (std::uint32_t place = 0; place < order_.size(); ++place) place_of_[order_[place]] = place;
}

void PairSites::choose(std::span<const std::uint32_t> places, Chosen& chosen) const {
  for (auto [to, from] : {std::pair(&chosen.x, &x_), std::pair(&chosen.y, &y_), std::pair(&chosen.z, &z_)}) {
    to->resize(places.size());
    for (std::size_t i = 0; i < places.size(); ++i) (*to)[i] = (*from)[places[i]];
  }
}

void count_pairs(const PairSites::Chosen& chosen, double width_m, std::vector<double>& counts) {
  const std::size_t bins = counts.size(), count = chosen.x.size();
  std::fill(counts.begin(), counts.end(), 0.0);
  counts.push_back(0);
  Counting counting{chosen,
                    static_cast<float>(1 / width_m),
                    static_cast<float>(bins),
                    std::vector<std::uint32_t>(chosen.weight.empty() ? 2 * (bins + 1) : 0),
                    counts,
                    0};
  std::vector<Box> boxes;
  for (std::size_t from = 0; from < count; from += kTile)
    boxes.push_back(box_of(chosen, from, std::min(count, from + kTile)));
  const float reach = static_cast<float>(static_cast<double>(bins) * width_m), squared_reach = reach * reach;
  for (std::size_t a = 0; a < boxes.size(); ++a) {
    const std::size_t from = a * kTile, to = std::min(count, from + kTile);
    for (std::size_t site = from; site < to; ++site) counting.count(site, site + 1, to);
    for (std::size_t b = a + 1; b < boxes.size(); ++b) {
      if (boxes[a].squared_gap(boxes[b]) > squared_reach) continue;
      const std::size_t other_to = std::min(count, (b + 1) * kTile);
      for (std::size_t site = from; site < to; ++site) counting.count(site, b * kTile, other_to);
    }
  }
  counting.move_on();
  counts.pop_back();
}

std::vector<double> spread_pairs(const Points& points, std::span<const std::uint32_t> rows,
                                 std::span<const double> weights, double width_m, std::size_t nodes) {
  const auto at = [](std::span<const double> axis, std::uint32_t row) {
    return axis.empty() ? 0.0 : axis[row];
  };
  const double last = static_cast<double>(nodes - 1);
  const auto spread_from = [&](std::size_t a, std::vector<double>& sums) {
    for (std::size_t b = a + 1; b < rows.size(); ++b) {
      const double dx = at(points.x, rows[a]) - at(points.x, rows[b]),
                   dy = at(points.y, rows[a]) - at(points.y, rows[b]),
                   dz = at(points.z, rows[a]) - at(points.z, rows[b]);
      const double place = std::sqrt(dx * dx + dy * dy + dz * dz) / width_m;
      if (place >= last) continue;
      const double weight = weights.empty() ? 1 : weights[a] * weights[b], whole = std::floor(place);
      const auto node = static_cast<std::size_t>(whole);
      sums[node] += weight * (whole + 1 - place);
      sums[node + 1] += weight * (place - whole);
    }
  };
  // Pieces of one size whatever the threads, added up in one order.
  const std::size_t piece = rows.size() / 64 + 1;
  return tbb::parallel_deterministic_reduce(
      tbb::blocked_range<std::size_t>(0, rows.size(), piece), std::vector<double>(nodes),
      [&](const tbb::blocked_range<std::size_t>& range, std::vector<double> sums) {
        for (std::size_t a = range.begin(); a < range.end(); ++a) spread_from(a, sums);
        return sums;
      },
      [](std::vector<double> sums, const std::vector<double>& others) {
        for (std::size_t node = 0; node < sums.size(); ++node) sums[node] += others[node];
        return sums;
      });
}

}  // namespace grono::mapping
