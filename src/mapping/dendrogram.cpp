#include "mapping/dendrogram.hpp"

#include <numeric>

namespace grono::mapping {
namespace {

// Which tree of the forest a point is in; halves the ways it walks.
class DisjointSets {
 public:
  explicit DisjointSets(std::uint32_t count) : parent_(count) {
    std::iota(parent_.begin(), parent_.end(), 0U);
  }

  std::uint32_t root(std::uint32_t item) {
    while (parent_[item] != item) item = parent_[item] = parent_[parent_[item]];
    return item;
  }
  void put_below(std::uint32_t root, std::uint32_t other) { parent_[root] = other; }

 private:
  std::vector<std::uint32_t> parent_;
};

}  // namespace

Dendrogram dendrogram_of(const std::vector<SpanningEdge>& edges, std::uint32_t points) {
  Dendrogram made;
  made.points = points;
  const auto merges = static_cast<std::uint32_t>(edges.size());
  made.left.resize(merges);
  made.right.resize(merges);
  made.size.resize(merges);
  made.distance_m.resize(merges);
  DisjointSets sets(points);
  std::vector<std::uint32_t> node(points);  // of each root: the node that stands for its tree
  std::iota(node.begin(), node.end(), 0U);
  for (std::uint32_t merge = 0; merge < merges; ++merge) {
    std::uint32_t a = sets.root(edges[merge].a), b = sets.root(edges[merge].b);
    const std::uint32_t size_a = made.size_of(node[a]), size_b = made.size_of(node[b]);
    made.left[merge] = node[a];
    made.right[merge] = node[b];
    made.size[merge] = size_a + size_b;
    made.distance_m[merge] = edges[merge].distance_m;
    if (size_a > size_b) std::swap(a, b);  // the smaller below the larger: ways stay short
    sets.put_below(a, b);
    node[b] = points + merge;
  }
  return made;
}

}  // namespace grono::mapping
