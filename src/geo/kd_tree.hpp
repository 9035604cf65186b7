#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <span>

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_invoke.h>

namespace grono::geo {

/// A balanced k-d tree over points of the plane (D = 2) or of space (D = 3), for many searches in near
/// places.
///
/// The points are copied in the order of the leaves, column by column, so that a leaf's distances are one
/// short loop over memory. All leaves are on one level and nodes are numbered as in a heap (1 = root, 2i and
/// 2i + 1 below i), so that a node's points, its parent and its sibling follow from its number: only boxes
/// are stored.
///
/// @note  8 D + 4 bytes a point and 4 D a point for the boxes; built in O(n log n), parallel; the same tree
/// for the same
///        points in the same order, whatever the number of threads
template <std::size_t D>
class KdTree {
 public:
  using Point = std::array<double, D>;
  using Columns = std::array<std::span<const double>, D>;
  struct Box {
    Point low, high;
  };
  static constexpr std::uint32_t kRoot = 1;

  /// @param columns  coordinates, one span for each dimension, finite and equally long
  /// @param rows     the points to take, each < the columns' length
  KdTree(const Columns& columns, std::span<const std::uint32_t> rows);

  [[nodiscard]] std::uint32_t size() const noexcept { return size_; }
  /// Row of the point in this place of the tree's order.
  [[nodiscard]] std::uint32_t row(std::uint32_t place) const noexcept { return rows_[place]; }
  [[nodiscard]] Point point(std::uint32_t place) const noexcept {
    Point made;
    for (std::size_t d = 0; d < D; ++d) made[d] = coordinates_[d][place];
    return made;
  }

  [[nodiscard]] std::uint32_t nodes_end() const noexcept { return 2U << levels_; }
  [[nodiscard]] std::uint32_t first_leaf() const noexcept { return 1U << levels_; }
  [[nodiscard]] bool is_leaf(std::uint32_t node) const noexcept { return node >= first_leaf(); }
  [[nodiscard]] const Box& box(std::uint32_t node) const noexcept { return boxes_[node]; }

  /// Places of a node's points: first to last, without the last.
  [[nodiscard]] std::uint32_t first(std::uint32_t node) const noexcept { return begin_of(node, 0); }
  [[nodiscard]] std::uint32_t last(std::uint32_t node) const noexcept { return begin_of(node, 1); }

  /// Squared distance of two points.
  [[nodiscard]] static double squared(const Point& a, const Point& b) noexcept {
    double sum = 0;
    for (std::size_t d = 0; d < D; ++d) sum += (a[d] - b[d]) * (a[d] - b[d]);
    return sum;
  }
  [[nodiscard]] double squared_to(std::uint32_t place, const Point& from) const noexcept {
    double sum = 0;
    for (std::size_t d = 0; d < D; ++d) {
      const double difference = coordinates_[d][place] - from[d];
      sum += difference * difference;
    }
    return sum;
  }
  /// Squared distance from a point to the nearest place of a node's box: never more than to any of its
  /// points.
  [[nodiscard]] double squared_to_box(std::uint32_t node, const Point& from) const noexcept {
    const Box& it = boxes_[node];
    double sum = 0;
    for (std::size_t d = 0; d < D; ++d) {
      const double outside = std::max({it.low[d] - from[d], from[d] - it.high[d], 0.0});
      sum += outside * outside;
    }
    return sum;
  }

 private:
  static constexpr std::uint32_t kLeafSize = 8;
  static constexpr std::uint32_t kTaskSize = 4096;
  struct Entry {
    Point at;
    std::uint32_t row;
  };

  // Nodes of a level share the points evenly: node j of 2^level begins at n j / 2^level.
  [[nodiscard]] std::uint32_t begin_of(std::uint32_t node, std::uint32_t next) const noexcept {
    const auto level = static_cast<std::uint32_t>(std::bit_width(node)) - 1;
    const std::uint64_t number = node - (1U << level) + next;
    return static_cast<std::uint32_t>((number * size()) >> level);
  }

  void build(std::uint32_t node, std::span<Entry> entries);
  [[nodiscard]] static Box box_of(std::span<const Entry> entries);

  std::uint32_t levels_ = 0;
  std::uint32_t size_;
  // Not vectors: filling them with zeros first, by one thread, would cost as much as a level of the tree.
  std::unique_ptr<std::uint32_t[]> rows_;
  std::array<std::unique_ptr<double[]>, D> coordinates_;
  std::unique_ptr<Box[]> boxes_;
};

template <std::size_t D>
KdTree<D>::KdTree(const Columns& columns, std::span<const std::uint32_t> rows)
    : size_(static_cast<std::uint32_t>(rows.size())),
      rows_(std::make_unique_for_overwrite<std::uint32_t[]>(rows.size())) {
  while ((size() >> levels_) > kLeafSize) ++levels_;
  const auto entries = std::make_unique_for_overwrite<Entry[]>(rows.size());
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, rows.size(), kTaskSize), [&](const auto& part) {
    for (std::size_t i = part.begin(); i < part.end(); ++i) {
      entries[i].row = rows[i];
      for (std::size_t d = 0; d < D; ++d) entries[i].at[d] = columns[d][rows[i]];
    }
  });
  boxes_ = std::make_unique_for_overwrite<Box[]>(nodes_end());
  for (auto& column : coordinates_) column = std::make_unique_for_overwrite<double[]>(rows.size());
  build(kRoot, {entries.get(), rows.size()});
}

template <std::size_t D>
typename KdTree<D>::Box KdTree<D>::box_of(std::span<const Entry> entries) {
  Box made;
  made.low.fill(std::numeric_limits<double>::infinity());
  made.high.fill(-std::numeric_limits<double>::infinity());
  for (const Entry& entry : entries)
    for (std::size_t d = 0; d < D; ++d) {
      made.low[d] = std::min(made.low[d], entry.at[d]);
      made.high[d] = std::max(made.high[d], entry.at[d]);
    }
  return made;
}

template <std::size_t D>
void KdTree<D>::build(std::uint32_t node, std::span<Entry> entries) {
  const Box box = boxes_[node] = box_of(entries);
  const std::uint32_t begin = first(node);
  if (is_leaf(node)) {
    for (std::size_t i = 0; i < entries.size(); ++i) {
      rows_[begin + i] = entries[i].row;
      for (std::size_t d = 0; d < D; ++d) coordinates_[d][begin + i] = entries[i].at[d];
    }
    return;
  }
  std::size_t widest = 0;
  for (std::size_t d = 1; d < D; ++d)
    if (box.high[d] - box.low[d] > box.high[widest] - box.low[widest]) widest = d;
  const std::size_t middle = last(2 * node) - begin;
  std::nth_element(entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(middle), entries.end(),
                   [widest](const Entry& a, const Entry& b) { return a.at[widest] < b.at[widest]; });
  const auto left = entries.first(middle), right = entries.subspan(middle);
  if (entries.size() > kTaskSize) {
    tbb::parallel_invoke([&] { build(2 * node, left); }, [&] { build(2 * node + 1, right); });
  } else {
    build(2 * node, left);
    build(2 * node + 1, right);
  }
}

}  // namespace grono::geo
