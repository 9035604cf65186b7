#include "mapping/dendrogram.hpp"

namespace grono::mapping {
namespace {

// Which tree of the forest a point is in, and the node and size of that tree, beside each other in memory:
// most of the time here is waiting for it. Halves the ways it walks.
class Forest {
 public:
  struct Tree {
    std::uint32_t up, node, size;
  };

  explicit Forest(std::uint32_t points) : trees_(points) {
    for (std::uint32_t i = 0; i < points; ++i) trees_[i] = {i, i, 1};
  }

  Tree& holding(std::uint32_t point) {
    while (trees_[point].up != point) point = trees_[point].up = trees_[trees_[point].up].up;
    return trees_[point];
  }
  static void unite(Tree& a, Tree& b, std::uint32_t node) {
    Tree &larger = a.size < b.size ? b : a, &smaller = a.size < b.size ? a : b;
    smaller.up = larger.up;
    larger.size += smaller.size;
    larger.node = node;
  }
  void will_need(std::uint32_t point) const { __builtin_prefetch(&trees_[point]); }

 private:
  std::vector<Tree> trees_;
};

constexpr std::uint32_t kAhead = 24;

}  // namespace

Dendrogram dendrogram_of(const std::vector<SpanningEdge>& edges, std::uint32_t points) {
  Dendrogram made;
  made.points = points;
  const auto merges = static_cast<std::uint32_t>(edges.size());
  made.left.resize(merges);
  made.right.resize(merges);
  made.size.resize(merges);
  made.distance_m.resize(merges);
  Forest forest(points);
  for (std::uint32_t merge = 0; merge < merges; ++merge) {
    if (merge + kAhead < merges) {
      forest.will_need(edges[merge + kAhead].a);
      forest.will_need(edges[merge + kAhead].b);
    }
    Forest::Tree &a = forest.holding(edges[merge].a), &b = forest.holding(edges[merge].b);
    made.left[merge] = a.node;
    made.right[merge] = b.node;
    made.size[merge] = a.size + b.size;
    made.distance_m[merge] = edges[merge].distance_m;
    Forest::unite(a, b, points + merge);
  }
  return made;
}

}  // namespace grono::mapping
