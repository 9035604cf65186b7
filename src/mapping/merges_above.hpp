#pragma once

#include <cstdint>
#include <vector>

#include "mapping/dendrogram.hpp"

namespace grono::mapping {

/// Answers which group of a dendrogram holds a point at a distance, of groups that have some size at least.
///
/// @source jump pointers: Myers (1983), "An applicative random-access stack", Information Processing Letters
/// 17(5)
class MergesAbove {
 public:
  /// @param min_size  points of the smallest group that counts
  /// @note  O(points), one thread; 20 bytes a point
  MergesAbove(const Dendrogram& dendrogram, std::uint32_t min_size);

  /// The first merge over the point that has so many points and stands at this distance or beyond; as many as
  /// there are merges where there is none. @note  O(log points)
  [[nodiscard]] std::uint32_t first(std::uint32_t point, double distance_m) const noexcept {
    std::uint32_t merge = first_large_[point];
    while (distance_m_[merge] < distance_m)
      merge = distance_m_[jump_[merge]] < distance_m ? jump_[merge] : parent_[merge];
    return merge;
  }
  /// What stands for no merge: their number.
  [[nodiscard]] std::uint32_t none() const noexcept { return static_cast<std::uint32_t>(parent_.size() - 1); }
  /// Infinite where there is no such merge.
  [[nodiscard]] double distance_m(std::uint32_t merge) const noexcept { return distance_m_[merge]; }

 private:
  std::vector<std::uint32_t> first_large_;  // of each point
  // Of each merge, and of the one beyond all.
  std::vector<std::uint32_t> parent_, jump_;
  std::vector<double> distance_m_;
};

}  // namespace grono::mapping
