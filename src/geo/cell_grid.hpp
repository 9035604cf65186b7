#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace grono::geo {

/// Points of the plane (D = 2) or of space (D = 3) sorted by the cells of a grid; only cells that hold points
/// are kept.
///
/// Cells stand in strips: those that differ in x only, ascending. A strip's cells, and a run of cells'
/// points, are contiguous in memory, so that the neighbourhood of a cell is a few runs, one in each strip
/// around it.
///
/// @note  8 D + 4 bytes a point, 8 bytes a cell, 12 bytes a strip; built in O(n) by a radix sort, parallel
template <std::size_t D>
class CellGrid {
 public:
  using Columns = std::array<std::span<const double>, D>;
  /// Which strip: its cell numbers in y (and z), the most significant last.
  using StripPlace = std::array<std::uint32_t, D - 1>;

  /// @param columns  coordinates, finite and equally long, fewer than 2^32 - 1 points
  /// @param side_m   of the cells, > 0; a point is at most 1e-6 sides outside the cell it is put in
  /// @throws InvalidInput  the points reach over more than 4,000,000,000 sides in one dimension
  CellGrid(const Columns& columns, double side_m);

  [[nodiscard]] std::uint32_t points() const noexcept { return size_; }
  [[nodiscard]] std::uint32_t cells() const noexcept { return static_cast<std::uint32_t>(column_.size()); }
  [[nodiscard]] std::uint32_t strips() const noexcept {
    return static_cast<std::uint32_t>(strip_place_.size());
  }

  /// First point of a cell, in the grid's order; that of the next cell ends it.
  [[nodiscard]] std::uint32_t first_point(std::uint32_t cell) const noexcept { return first_point_[cell]; }
  [[nodiscard]] std::uint32_t points_in(std::uint32_t cell) const noexcept {
    return first_point_[cell + 1] - first_point_[cell];
  }
  /// Number of a cell along its strip.
  [[nodiscard]] std::uint32_t column(std::uint32_t cell) const noexcept { return column_[cell]; }
  /// First cell of a strip; that of the next strip ends it.
  [[nodiscard]] std::uint32_t first_cell(std::uint32_t strip) const noexcept { return first_cell_[strip]; }
  [[nodiscard]] const std::vector<StripPlace>& strip_places() const noexcept { return strip_place_; }

  /// Input row of a point of the grid's order, and its coordinates.
  [[nodiscard]] std::uint32_t row(std::uint32_t point) const noexcept { return row_[point]; }
  [[nodiscard]] const double* coordinate(std::size_t dimension) const noexcept {
    return coordinate_[dimension].get();
  }

 private:
  std::uint32_t size_;
  std::vector<std::uint32_t> first_point_, column_, first_cell_;
  std::vector<StripPlace> strip_place_;
  // Not vectors: filling them with zeros first, by one thread, would cost as much as sorting.
  std::unique_ptr<std::uint32_t[]> row_;
  std::array<std::unique_ptr<double[]>, D> coordinate_;
};

extern template class CellGrid<2>;
extern template class CellGrid<3>;

}  // namespace grono::geo
