#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "network/graph.hpp"

namespace grono::network {

/// A graph within igraph, and what igraph computes of it. The only file that knows igraph.
///
/// Debian's igraph is built without thread safety: its list of what to free after an error, and its generator
/// of chance, are one for the whole process. So whoever holds one of these holds a lock, and others wait;
/// hold it briefly. Chance begins anew from `seed` with each of these, so the same calls give the same.
class IgraphGraph {
 public:
  /// @throws std::bad_alloc  memory is short, here and below
  IgraphGraph(const Graph& graph, std::uint64_t seed);
  ~IgraphGraph();
  IgraphGraph(const IgraphGraph&) = delete;
  IgraphGraph& operator=(const IgraphGraph&) = delete;

  /// Communities of Leiden for modularity. @param rounds  at most
  [[nodiscard]] std::vector<std::uint32_t> leiden(double resolution, int rounds);
  /// Shortest paths by number of steps, each unordered pair once.
  [[nodiscard]] std::vector<double> betweenness();
  /// Of paths from these nodes to all others, each counted half.
  [[nodiscard]] std::vector<double> betweenness_from(std::span<const Node> sources);
  [[nodiscard]] std::vector<std::uint32_t> coreness();

 private:
  struct Held;
  std::unique_lock<std::mutex> lock_;
  std::unique_ptr<Held> held_;
};

}  // namespace grono::network
