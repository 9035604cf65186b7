#include "mapping/boruvka.hpp"

#include <algorithm>
#include <atomic>
#include <limits>

namespace grono::mapping {
namespace {

constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr ReachabilityEdge kNoEdge{kInfinity, kInfinity, kNobody, kNobody};

// Points, components and partners are places of the tree; a component goes by the place of one of its points.
template <std::size_t D>
class Boruvka {
 public:
  Boruvka(const geo::KdTree<D>& tree, const std::vector<double>& core2, std::vector<std::uint32_t> component)
      : tree_(tree),
        core2_(core2),
        lowest_core2_(tree.nodes_end()),
        component_of_node_(tree.nodes_end(), kNobody),
        component_(std::move(component)),
        partner_(tree.size(), kNobody),
        nothing_below2_(core2),
        pick_(tree.size()),
        next_(tree.size()),
        up_(tree.size()) {
    for (std::uint32_t place = 0; place < tree.size(); ++place)
      if (component_[place] == place) components_.push_back(place);
    edges_.resize(components_.size() - 1);
    lower_cores(geo::KdTree<D>::kRoot);
  }

  std::vector<ReachabilityEdge> run() && {
    while (components_.size() > 1) {
      pick();
      merge();
      mark_nodes();
    }
    return std::move(edges_);
  }

 private:
  template <typename Work>
  static void for_each(std::size_t count, const Work& work) {
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count, 512), [&work](const auto& part) {
      for (std::size_t i = part.begin(); i < part.end(); ++i) work(static_cast<std::uint32_t>(i));
    });
  }

  double lower_cores(std::uint32_t node) {
    double lowest = kInfinity;
    if (tree_.is_leaf(node))
      for (std::uint32_t place = tree_.first(node); place < tree_.last(node); ++place)
        lowest = std::min(lowest, core2_[place]);
    else
      lowest = std::min(lower_cores(2 * node), lower_cores(2 * node + 1));
    return lowest_core2_[node] = lowest;
  }

  ReachabilityEdge edge(std::uint32_t p, std::uint32_t q, double distance2) const {
    const std::uint32_t a = tree_.row(p), b = tree_.row(q);
    return {std::max({core2_[p], core2_[q], distance2}), distance2, std::min(a, b), std::max(a, b)};
  }
  ReachabilityEdge picked(std::uint32_t p) const {
    return p == kNobody ? kNoEdge
                        : edge(p, partner_[p], tree_.squared(tree_.point(p), tree_.point(partner_[p])));
  }

  // --- each component's smallest edge that leaves it

  void pick() {
    for_each(components_.size(),
             [&](std::uint32_t i) { pick_[components_[i]].store(kNobody, std::memory_order_relaxed); });
    // Components only grow: a partner that is still outside is still the nearest outside. These come first,
    // they are free and bound the searches.
    for_each(tree_.size(), [&](std::uint32_t p) {
      if (partner_[p] != kNobody && component_[partner_[p]] == component_[p]) partner_[p] = kNobody;
      if (partner_[p] != kNobody) offer(p);
    });
    for_each(tree_.first_leaf(), [&](std::uint32_t i) {
      const std::uint32_t leaf = tree_.first_leaf() + i;
      std::uint32_t from_node = leaf;
      while (component_of_node_[from_node] != kNobody && component_of_node_[from_node / 2] != kNobody)
        from_node /= 2;
      for (std::uint32_t p = tree_.first(leaf), end = tree_.last(leaf); p < end; ++p)
        if (partner_[p] == kNobody) search(p, from_node);
    });
  }

  void offer(std::uint32_t p) {
    auto& pick = pick_[component_[p]];
    const ReachabilityEdge mine = picked(p);
    std::uint32_t holder = pick.load(std::memory_order_acquire);
    while (mine < picked(holder) && !pick.compare_exchange_weak(holder, p, std::memory_order_acq_rel)) {
    }
  }

  void search(std::uint32_t p, std::uint32_t from_node) {
    const ReachabilityEdge bound = picked(pick_[component_[p]].load(std::memory_order_acquire));
    if (nothing_below2_[p] > bound.reach2) return;
    Nearest nearest{*this, p, component_[p], core2_[p], tree_.point(p), bound, kNobody};
    nearest.run(from_node);
    nothing_below2_[p] = nearest.best.reach2;
    partner_[p] = nearest.partner;
    if (nearest.partner != kNobody) offer(p);
  }

  // The smallest edge from a point out of its component, if it is smaller than the bound.
  struct Nearest {
    const Boruvka& in;
    std::uint32_t p, component;
    double core2;
    typename geo::KdTree<D>::Point from;
    ReachabilityEdge best;
    std::uint32_t partner;

    // From the point's own leaf up, or from the largest node around it that is all of its component.
    void run(std::uint32_t from_node) {
      if (in.tree_.is_leaf(from_node) && in.component_of_node_[from_node] != component) visit_leaf(from_node);
      for (std::uint32_t node = from_node; node > geo::KdTree<D>::kRoot; node /= 2) consider(node ^ 1U);
    }
    bool may_hold(std::uint32_t node, double to_box2) const {
      const double reach2 = std::max({core2, in.lowest_core2_[node], to_box2});
      return reach2 < best.reach2 || (reach2 == best.reach2 && to_box2 <= best.distance2);
    }
    void consider(std::uint32_t node) {
      if (in.component_of_node_[node] == component) return;
      if (may_hold(node, in.tree_.squared_to_box(node, from))) visit(node);
    }
    void visit(std::uint32_t node) {
      if (in.tree_.is_leaf(node)) return visit_leaf(node);
      std::uint32_t near = 2 * node, far = near + 1;
      double to_near = in.tree_.squared_to_box(near, from), to_far = in.tree_.squared_to_box(far, from);
      if (to_far < to_near) {
        std::swap(near, far);
        std::swap(to_near, to_far);
      }
      if (in.component_of_node_[near] != component && may_hold(near, to_near)) visit(near);
      if (in.component_of_node_[far] != component && may_hold(far, to_far)) visit(far);
    }
    void visit_leaf(std::uint32_t leaf) {
      for (std::uint32_t q = in.tree_.first(leaf), end = in.tree_.last(leaf); q < end; ++q) {
        const double distance2 = in.tree_.squared_to(q, from);
        // Most points are told by their distance alone, which is at hand.
        if (distance2 > best.reach2 || in.component_[q] == component) continue;
        const double reach2 = std::max({core2, in.core2_[q], distance2});
        if (reach2 > best.reach2 || (reach2 == best.reach2 && distance2 > best.distance2)) continue;
        const ReachabilityEdge found = in.edge(p, q, distance2);
        if (found < best) {
          best = found;
          partner = q;
        }
      }
    }
  };

  // --- components that picked each other's points become one

  void merge() {
    for_each(components_.size(), [&](std::uint32_t i) {
      const std::uint32_t c = components_[i];
      next_[c] = component_[partner_[pick_[c].load(std::memory_order_relaxed)]];
    });
    // Picks are smallest in a strict order: the only circles are two components that picked one edge. One of
    // them becomes the root and leaves the edge to the other.
    for_each(components_.size(), [&](std::uint32_t i) {
      const std::uint32_t c = components_[i];
      up_[c] = next_[next_[c]] == c && c < next_[c] ? c : next_[c];
      if (up_[c] != c)
        edges_[found_.fetch_add(1, std::memory_order_relaxed)] =
            picked(pick_[c].load(std::memory_order_relaxed));
    });
    for_each(components_.size(), [&](std::uint32_t i) {
      std::uint32_t root = components_[i];
      while (up_[root] != root) root = up_[root];
      next_[components_[i]] = root;
    });
    for_each(tree_.size(), [&](std::uint32_t p) { component_[p] = next_[component_[p]]; });
    std::erase_if(components_, [&](std::uint32_t c) { return up_[c] != c; });
  }

  // A node whose points are all of one component is skipped by that component's searches.
  void mark_nodes() {
    const std::uint32_t first_leaf = tree_.first_leaf();
    for_each(first_leaf, [&](std::uint32_t i) {
      const std::uint32_t leaf = first_leaf + i, begin = tree_.first(leaf), end = tree_.last(leaf);
      std::uint32_t common = component_[begin];
      for (std::uint32_t place = begin + 1; place < end; ++place)
        if (component_[place] != common) common = kNobody;
      component_of_node_[leaf] = common;
    });
    for (std::uint32_t level = first_leaf / 2; level >= 1; level /= 2)
      for_each(level, [&](std::uint32_t i) {
        const std::uint32_t node = level + i, left = component_of_node_[2 * node];
        component_of_node_[node] = left == component_of_node_[2 * node + 1] ? left : kNobody;
      });
  }

  const geo::KdTree<D>& tree_;
  const std::vector<double>& core2_;
  std::vector<double> lowest_core2_;              // by node
  std::vector<std::uint32_t> component_of_node_;  // by node; nobody where mixed
  std::vector<std::uint32_t> component_;          // by place
  std::vector<std::uint32_t> partner_;            // by place: other end of its smallest edge out, where known
  std::vector<double> nothing_below2_;  // by place: squared reach under which no edge leaves from here
  std::vector<std::atomic<std::uint32_t>> pick_;  // by component: the place whose edge is the smallest so far
  std::vector<std::uint32_t> next_, up_;          // by component: while merging
  std::vector<std::uint32_t> components_;         // those that are left
  std::vector<ReachabilityEdge> edges_;
  std::atomic<std::size_t> found_{0};
};

}  // namespace

template <std::size_t D>
std::vector<ReachabilityEdge> spanning_edges(const geo::KdTree<D>& tree, const std::vector<double>& core2,
                                             std::vector<std::uint32_t> component) {
  if (tree.size() < 2) return {};
  return Boruvka<D>(tree, core2, std::move(component)).run();
}

template std::vector<ReachabilityEdge> spanning_edges<2>(const geo::KdTree<2>&, const std::vector<double>&,
                                                         std::vector<std::uint32_t>);
template std::vector<ReachabilityEdge> spanning_edges<3>(const geo::KdTree<3>&, const std::vector<double>&,
                                                         std::vector<std::uint32_t>);

}  // namespace grono::mapping
