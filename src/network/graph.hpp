#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/time.hpp"

/// Who works with whom: the network of cooperation and its measures, over time. Formulas: docs/network.md.
namespace grono::network {

using Node = std::uint32_t;

/// What ties two organisations.
enum class TieKind : std::uint8_t { membership, project, consortium, deal, meeting };
inline constexpr std::size_t kTieKinds = 5;

/// Two work together for a time.
struct Tie {
  Node a = 0, b = 0;
  TieKind kind = TieKind::project;
  Date begin{};
  std::optional<Date> end = {};  ///< the last day; none = it goes on
  double weight = 1;             ///< how much; > 0
};

/// Two nodes and how strongly they are tied.
struct Edge {
  Node a = 0, b = 0;  ///< a < b
  double weight = 0;  ///< > 0

  bool operator==(const Edge&) const = default;
};

/// An undirected graph without loops, each pair at most once.
struct Graph {
  std::uint32_t nodes = 0;
  std::vector<Edge> edges;  ///< by a, then b
};

/// From the first day to the last, both within.
struct Period {
  Date first{}, last{};
};
[[nodiscard]] Period year(int number);

/// How much a tie of each kind counts, in the order of `TieKind`; 0 = not at all.
using KindWeights = std::array<double, kTieKinds>;
inline constexpr KindWeights kAllAlike = {1, 1, 1, 1, 1};

/// @throws InvalidInput  a tie names a node that is none or ties one with itself, has no day, ends before it
/// begins or has no
///                       weight above 0; `where` is as "ties/3", counted from 0
void check(std::uint32_t nodes, std::span<const Tie> ties);

/// The ties that held on at least one day of the period; those of one pair become one edge, their weights
/// added up.
/// @pre   `check` has passed
/// @note  O(ties x log)
[[nodiscard]] Graph graph_of(std::uint32_t nodes, std::span<const Tie> ties, const Period& period,
                             const KindWeights& kinds = kAllAlike);

/// Number of neighbours of each node.
[[nodiscard]] std::vector<std::uint32_t> degrees(const Graph& graph);
/// Sum of the weights of its edges.
[[nodiscard]] std::vector<double> strengths(const Graph& graph);

/// The nodes without any edge: whom nobody works with, so that somebody should call them.
[[nodiscard]] std::vector<Node> isolated(const Graph& graph);

/// Which nodes are joined by edges, directly or not.
struct Parts {
  std::vector<std::uint32_t>
      of;  ///< by node; 0 = the part of the most nodes, of equal ones that of the lower node
  std::vector<std::uint32_t> sizes;  ///< by part
};
/// Connected components. @note O(nodes log nodes + edges)
[[nodiscard]] Parts components(const Graph& graph);

/// Numbers any partition anew: the greatest group first, of equal ones that of the lower node.
[[nodiscard]] Parts by_size(std::span<const std::uint32_t> group_of);

}  // namespace grono::network
