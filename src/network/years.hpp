#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "network/communities.hpp"
#include "network/graph.hpp"

namespace grono::network {

/// The network of one year.
struct YearFigures {
  int year = 0;
  std::uint32_t active = 0;  ///< nodes with an edge
  std::uint32_t edges = 0;
  std::uint32_t begun = 0,
                ended =
                    0;  ///< edges that the year before had not; that the year before had and this one has not
  double density = 0;   ///< share of the pairs of active nodes that are tied; 0 where fewer than two
  std::uint32_t components = 0;   ///< of active nodes
  std::uint32_t largest = 0;      ///< nodes of the largest component
  std::uint32_t communities = 0;  ///< of active nodes
  double modularity = 0;
  std::uint32_t core = 0;  ///< nodes of the core, see `core_and_periphery`
  double core_fit = 0;
};

struct History {
  std::vector<YearFigures> years;  ///< ascending, without gaps
  /// By year, then node: the community, by a number that it keeps over the years; kNone for a node without
  /// edges.
  std::vector<std::vector<std::uint32_t>> community;
  static constexpr std::uint32_t kNone = 0xffffffff;
};

/// A snapshot of each year, from `first` to `last`. Communities are found year by year and followed: of two
/// of neighbouring years those are the same that share the most nodes, measured by Jaccard's index (shared /
/// in either), the greatest first, each at most once; the others are new.
/// @throws  InvalidInput  the years are not in order or more than 200; as `check`
/// @note    O(years x (ties log + communities))
/// @source  Greene, Doyle, Cunningham (2010), ASONAM, for following by Jaccard's index
[[nodiscard]] History history(std::uint32_t nodes, std::span<const Tie> ties, int first, int last,
                              const CommunitySearch& search = {}, const KindWeights& kinds = kAllAlike);

}  // namespace grono::network
