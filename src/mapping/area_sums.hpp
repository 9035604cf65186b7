#pragma once

#include <cstdint>
#include <numeric>
#include <vector>

#include "mapping/dendrogram.hpp"
#include "mapping/field_reach.hpp"

namespace grono::mapping {

/// Climbs a field's dendrogram from near to far with what stands in the area of each of its groups.
///
/// @param add    `add(sums, site)`: adds a site to sums; called once for each site that is inside of some
/// group
/// @param visit  `visit(merge, sums)` for each group as it stands after all merges at one distance,
/// ascending; the
///               merge is the last that made it
/// @tparam Sums  begins empty, has `+=`
/// @note   O(sites + field α(field)), one thread
template <typename Sums, typename Add, typename Visit>
void climb(const Dendrogram& dendrogram, const FieldReach& reach, const Add& add, const Visit& visit) {
  const auto merges = static_cast<std::uint32_t>(dendrogram.distance_m.size());
  // Sites by the merge at which they come in.
  std::vector<std::uint32_t> first(std::size_t{merges} + 2);
  for (const std::uint32_t merge : reach.merge) ++first[std::size_t{merge} + 1];
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<std::uint32_t> sites(reach.merge.size()), next(first.begin(), first.end() - 1);
  for (std::uint32_t site = 0; site < sites.size(); ++site) sites[next[reach.merge[site]]++] = site;

  std::vector<std::uint32_t> up(std::size_t{dendrogram.points} + merges);
  std::iota(up.begin(), up.end(), 0U);
  const auto top = [&up](std::uint32_t node) {
    while (up[node] != node) node = up[node] = up[up[node]];
    return node;
  };
  std::vector<Sums> sums(up.size());
  for (std::uint32_t merge = 0, end = 0; merge < merges; merge = end) {
    while (end < merges && dendrogram.distance_m[end] == dendrogram.distance_m[merge]) ++end;
    for (std::uint32_t i = merge; i < end; ++i) {
      const std::uint32_t node = dendrogram.points + i, left = dendrogram.left[i],
                          right = dendrogram.right[i];
      up[left] = up[right] = node;
      sums[node] = sums[left];
      sums[node] += sums[right];
    }
    for (std::uint32_t i = first[merge]; i < first[end]; ++i) add(sums[top(reach.core[sites[i]])], sites[i]);
    for (std::uint32_t i = merge; i < end; ++i)
      if (up[dendrogram.points + i] == dendrogram.points + i) visit(i, sums[dendrogram.points + i]);
  }
}

}  // namespace grono::mapping
