#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include "geo/cell_grid.hpp"

namespace grono::mapping {

/// Cells that stand together: first to last, without the last.
struct CellRun {
  std::uint32_t first = 0, last = 0;
};

/// Walks over cells of a grid in ascending order and gives for each the cells up to two away in every
/// dimension: where the side is the radius by √D or a little less, every point within the radius is in one of
/// them.
///
/// Every strip keeps a finger at where its last answer began, and fingers only move forward: no cell is
/// looked up.
template <std::size_t D>
class CellNeighbours {
 public:
  static constexpr std::uint32_t kReach = 2;
  static constexpr std::size_t kStrips = D == 2 ? 5 : 25;

  explicit CellNeighbours(const geo::CellGrid<D>& grid) : grid_(grid) {}

  /// The runs around a cell, nearest strips first: the first run is in the cell's own strip, and holds the
  /// cell itself. The next call overwrites them. @param cell  not lower than in the call before
  std::span<const CellRun> around(std::uint32_t cell) {
    if (fingers_ == 0 || cell >= grid_.first_cell(strip_ + 1)) enter_strip_of(cell);
    const std::uint32_t column = grid_.column(cell), low = column < kReach ? 0 : column - kReach;
    std::size_t runs = 0;
    for (std::size_t i = 0; i < fingers_; ++i) {
      Finger& finger = finger_[i];
      while (finger.at < finger.end && grid_.column(finger.at) < low) ++finger.at;
      std::uint32_t last = finger.at;
      while (last < finger.end && grid_.column(last) <= column + kReach) ++last;
      if (last > finger.at) runs_[runs++] = {finger.at, last};
    }
    return {runs_.data(), runs};
  }

 private:
  struct Finger {
    std::uint32_t at, end;
  };
  using Place = typename geo::CellGrid<D>::StripPlace;

  static constexpr std::array<int, 5> kAway = {0, -1, 1, -2, 2};

  // Strips ascend by the last dimension first.
  static bool before(const Place& a, const Place& b) {
    return std::lexicographical_compare(a.rbegin(), a.rend(), b.rbegin(), b.rend());
  }

  // The place so many strips away in each dimension; nothing beyond the first.
  static bool shift(Place& place, std::size_t offset) {
    for (std::uint32_t& at : place) {
      const int away = kAway[offset % kAway.size()];
      offset /= kAway.size();
      if (away < 0 && at < static_cast<std::uint32_t>(-away)) return false;
      at += static_cast<std::uint32_t>(away);
    }
    return true;
  }

  void enter_strip_of(std::uint32_t cell) {
    const auto& places = grid_.strip_places();
    const bool first_call = fingers_ == 0;
    if (first_call) strip_ = strip_holding(cell);
    while (cell >= grid_.first_cell(strip_ + 1)) ++strip_;
    const std::uint32_t column = grid_.column(cell), low = column < kReach ? 0 : column - kReach;
    fingers_ = 0;
    for (std::size_t offset = 0; offset < kStrips; ++offset) {
      Place wanted = places[strip_];
      if (!shift(wanted, offset)) continue;
      std::uint32_t& strip = strip_finger_[offset];
      if (first_call)
        strip = static_cast<std::uint32_t>(std::lower_bound(places.begin(), places.end(), wanted, before) -
                                           places.begin());
      while (strip < places.size() && before(places[strip], wanted)) ++strip;
      if (strip == places.size() || places[strip] != wanted) continue;
      const std::uint32_t end = grid_.first_cell(strip + 1);
      finger_[fingers_++] = {first_from(grid_.first_cell(strip), end, low), end};
    }
  }

  std::uint32_t strip_holding(std::uint32_t cell) const {
    std::uint32_t low = 0, high = grid_.strips();
    while (high - low > 1) {
      const std::uint32_t middle = low + (high - low) / 2;
      (grid_.first_cell(middle) <= cell ? low : high) = middle;
    }
    return low;
  }

  // The first cell of these in the column or beyond.
  std::uint32_t first_from(std::uint32_t begin, std::uint32_t end, std::uint32_t column) const {
    while (begin < end) {
      const std::uint32_t middle = begin + (end - begin) / 2;
      if (grid_.column(middle) < column)
        begin = middle + 1;
      else
        end = middle;
    }
    return begin;
  }

  const geo::CellGrid<D>& grid_;
  std::uint32_t strip_ = 0;
  std::array<std::uint32_t, kStrips> strip_finger_{};
  std::array<Finger, kStrips> finger_{};
  std::size_t fingers_ = 0;
  std::array<CellRun, kStrips> runs_{};
};

}  // namespace grono::mapping
