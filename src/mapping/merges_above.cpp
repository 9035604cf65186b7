#include "mapping/merges_above.hpp"

#include <limits>

namespace grono::mapping {

MergesAbove::MergesAbove(const Dendrogram& dendrogram, std::uint32_t min_size)
    : distance_m_(dendrogram.distance_m) {
  const std::uint32_t points = dendrogram.points;
  const auto merges = static_cast<std::uint32_t>(distance_m_.size());
  distance_m_.push_back(std::numeric_limits<double>::infinity());
  first_large_.assign(points, merges);
  parent_.assign(std::size_t{merges} + 1, merges);
  jump_ = parent_;
  std::vector<std::uint32_t> large(parent_), depth(parent_.size());
  // From the root down: whoever stands above is known.
  for (std::uint32_t merge = merges; merge-- > 0;) {
    const std::uint32_t parent = parent_[merge], over = jump_[parent];
    depth[merge] = depth[parent] + 1;
    jump_[merge] = depth[parent] - depth[over] == depth[over] - depth[jump_[over]] ? jump_[over] : parent;
    large[merge] = dendrogram.size[merge] >= min_size ? merge : large[parent];
    for (const std::uint32_t side : {dendrogram.left[merge], dendrogram.right[merge]})
      if (side < points)
        first_large_[side] = large[merge];
      else
        parent_[side - points] = merge;
  }
}

}  // namespace grono::mapping
