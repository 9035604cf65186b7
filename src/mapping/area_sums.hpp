#pragma once

#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

#include "mapping/dendrogram.hpp"
#include "mapping/field_reach.hpp"

namespace grono::mapping {

/// What comes into each merge of a field's dendrogram from these sites: a site comes into the first that
/// makes its core's group at or beyond the distance at which the site is inside; of several at that distance,
/// into the last.
///
/// @param add   `add(sums, site)`: adds a site to sums; called once for each site that is inside of some
/// group
/// @tparam Sums  begins empty
/// @return  one for each merge; sums of several parts of the sites may be added merge by merge
/// @note   O(sites + field α(field)), one thread
template <typename Sums, typename Add>
std::vector<Sums> entering_sums(const Dendrogram& dendrogram, const FieldReach& reach, const Add& add) {
  const std::uint32_t points = dendrogram.points;
  const auto merges = static_cast<std::uint32_t>(dendrogram.distance_m.size());
  // Sites by the merge at which they come in.
  std::vector<std::uint32_t> first(std::size_t{merges} + 2);
  for (const std::uint32_t merge : reach.merge) ++first[std::size_t{merge} + 1];
  std::partial_sum(first.begin(), first.end(), first.begin());
  std::vector<std::uint32_t> sites(reach.merge.size()), next(first.begin(), first.end() - 1);
  for (std::uint32_t site = 0; site < sites.size(); ++site) sites[next[reach.merge[site]]++] = site;

  std::vector<std::uint32_t> up(std::size_t{points} + merges), parent(up.size(), points + merges);
  std::iota(up.begin(), up.end(), 0U);
  for (std::uint32_t merge = 0; merge < merges; ++merge)
    parent[dendrogram.left[merge]] = parent[dendrogram.right[merge]] = points + merge;
  const auto top = [&up](std::uint32_t node) {
    while (up[node] != node) node = up[node] = up[up[node]];
    return node;
  };
  std::vector<Sums> sums(std::size_t{merges} + 1);  // the last for what comes when all is one group
  for (std::uint32_t merge = 0, end = 0; merge < merges; merge = end) {
    while (end < merges && dendrogram.distance_m[end] == dendrogram.distance_m[merge]) ++end;
    for (std::uint32_t i = merge; i < end; ++i) up[dendrogram.left[i]] = up[dendrogram.right[i]] = points + i;
    for (std::uint32_t i = first[merge]; i < first[end]; ++i) {
      // A group that was made nearer is not touched by what comes now: its parent is.
      const std::uint32_t node = top(reach.core[sites[i]]);
      add(sums[(node >= points + merge ? node : parent[node]) - points], sites[i]);
    }
  }
  sums.pop_back();
  return sums;
}

/// Climbs a field's dendrogram from near to far with what stands in the area of each of its groups.
///
/// @param entering  as `entering_sums` gives them
/// @param visit     `visit(merge, sums)` for each group as it stands after all merges at one distance,
/// ascending; the
///                  merge is the last that made it. What is joined at an infinite distance is no group
/// @tparam Sums     has `+=`
/// @note   O(field), one thread
template <typename Sums, typename Visit>
void climb(const Dendrogram& dendrogram, std::vector<Sums> entering, const Visit& visit) {
  const std::uint32_t points = dendrogram.points;
  const auto merges = static_cast<std::uint32_t>(dendrogram.distance_m.size());
  // A merge into which another at the same distance goes on is no group of its own.
  std::vector<bool> goes_on(merges);
  for (std::uint32_t merge = 0; merge < merges; ++merge)
    for (const std::uint32_t side : {dendrogram.left[merge], dendrogram.right[merge]}) {
      if (side < points) continue;
      entering[merge] += entering[side - points];
      goes_on[side - points] = dendrogram.distance_m[side - points] == dendrogram.distance_m[merge];
    }
  for (std::uint32_t merge = 0; merge < merges; ++merge)
    if (!goes_on[merge] && std::isfinite(dendrogram.distance_m[merge])) visit(merge, entering[merge]);
}

}  // namespace grono::mapping
