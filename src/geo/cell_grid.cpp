#include "geo/cell_grid.hpp"

#include <bit>
#include <cmath>
#include <limits>
#include <utility>

#include <fmt/core.h>
#include <tbb/blocked_range.h>
#include <tbb/parallel_reduce.h>

#include "base/error.hpp"
#include "geo/radix_sort.hpp"

namespace grono::geo {
namespace {

constexpr double kMostCells = 4e9;

struct Extent {
  double low = std::numeric_limits<double>::infinity(), high = -std::numeric_limits<double>::infinity();
};

Extent extent_of(std::span<const double> column) {
  return tbb::parallel_reduce(
      tbb::blocked_range<std::size_t>(0, column.size(), 65536), Extent{},
      [&](const auto& part, Extent so_far) {
        for (std::size_t i = part.begin(); i < part.end(); ++i) {
          so_far.low = std::min(so_far.low, column[i]);
          so_far.high = std::max(so_far.high, column[i]);
        }
        return so_far;
      },
      [](const Extent& a, const Extent& b) {
        return Extent{std::min(a.low, b.low), std::max(a.high, b.high)};
      });
}

// Where a point is: its cell, and its row of the input.
template <std::size_t D>
struct Record {
  std::array<std::uint32_t, D> cell;
  std::uint32_t row;
};

template <std::size_t D>
using Records = std::unique_ptr<Record<D>[]>;

template <typename Work>
void for_each_part(std::size_t count, const Work& work) {
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count, 16384), [&work](const auto& part) {
    for (std::size_t i = part.begin(); i < part.end(); ++i) work(i);
  });
}

// Sorts by cell, the last dimension the most significant; each by as many digits as it has.
template <std::size_t D>
Records<D> sorted(Records<D> records, std::size_t count, const std::array<std::uint32_t, D>& highest) {
  auto other = std::make_unique_for_overwrite<Record<D>[]>(count);
  for (std::size_t d = 0; d < D; ++d)
    for (std::uint32_t shift = 0; shift < static_cast<std::uint32_t>(std::bit_width(highest[d]));
         shift += kRadixBits) {
      constexpr std::uint32_t kMask = (1U << kRadixBits) - 1;
      sort_by_digit(std::span<const Record<D>>(records.get(), count),
                    std::span<Record<D>>(other.get(), count),
                    [d, shift](const Record<D>& it) { return (it.cell[d] >> shift) & kMask; });
      std::swap(records, other);
    }
  return records;
}

template <std::size_t D>
std::array<std::uint32_t, D - 1> strip_of(const Record<D>& record) {
  std::array<std::uint32_t, D - 1> made;
  for (std::size_t d = 1; d < D; ++d) made[d - 1] = record.cell[d];
  return made;
}

}  // namespace

template <std::size_t D>
CellGrid<D>::CellGrid(const Columns& columns, double side_m)
    : size_(static_cast<std::uint32_t>(columns[0].size())) {
  std::array<double, D> low{};
  std::array<std::uint32_t, D> highest{};
  for (std::size_t d = 0; d < D && size_ > 0; ++d) {
    const Extent extent = extent_of(columns[d]);
    if (!((extent.high - extent.low) / side_m < kMostCells))
      throw InvalidInput("radius",
                         fmt::format("points that reach over {:.0f} km need more cells than can be counted",
                                     (extent.high - extent.low) / 1000),
                         "give a longer radius, or points of one area at a time");
    low[d] = extent.low;
    highest[d] = static_cast<std::uint32_t>((extent.high - extent.low) / side_m);
  }

  auto records = std::make_unique_for_overwrite<Record<D>[]>(size_);
  for_each_part(size_, [&](std::size_t i) {
    records[i].row = static_cast<std::uint32_t>(i);
    for (std::size_t d = 0; d < D; ++d)
      records[i].cell[d] = static_cast<std::uint32_t>((columns[d][i] - low[d]) / side_m);
  });
  records = sorted<D>(std::move(records), size_, highest);

  for (std::uint32_t i = 0; i < size_; ++i) {
    const bool new_strip = i == 0 || strip_of<D>(records[i]) != strip_of<D>(records[i - 1]);
    if (new_strip) {
      first_cell_.push_back(cells());
      strip_place_.push_back(strip_of<D>(records[i]));
    }
    if (new_strip || records[i].cell[0] != records[i - 1].cell[0]) {
      first_point_.push_back(i);
      column_.push_back(records[i].cell[0]);
    }
  }
  first_point_.push_back(size_);
  first_cell_.push_back(cells());

  row_ = std::make_unique_for_overwrite<std::uint32_t[]>(size_);
  for (auto& column : coordinate_) column = std::make_unique_for_overwrite<double[]>(size_);
  for_each_part(size_, [&](std::size_t i) {
    row_[i] = records[i].row;
    for (std::size_t d = 0; d < D; ++d) coordinate_[d][i] = columns[d][records[i].row];
  });
}

template class CellGrid<2>;
template class CellGrid<3>;

}  // namespace grono::geo
