#include "mapping/core_distances.hpp"

#include <algorithm>

namespace grono::mapping {
namespace {

// The k nearest squared distances seen so far, ascending; full from the start, with infinities.
class Nearest {
 public:
  explicit Nearest(std::uint32_t k) : distances_(k) {}

  void clear() { std::fill(distances_.begin(), distances_.end(), std::numeric_limits<double>::infinity()); }
  [[nodiscard]] double worst() const { return distances_.back(); }
  [[nodiscard]] double at(std::size_t i) const { return distances_[i]; }

  void offer(double squared) {
    if (squared >= worst()) return;
    std::size_t i = distances_.size() - 1;
    for (; i > 0 && distances_[i - 1] > squared; --i) distances_[i] = distances_[i - 1];
    distances_[i] = squared;
  }

 private:
  std::vector<double> distances_;
};

template <std::size_t D>
class Search {
 public:
  Search(const geo::KdTree<D>& tree, std::uint32_t k) : tree_(tree), nearest_(k) {}

  // From the point's own leaf up: most of what it needs stands there, and little is visited in vain.
  const Nearest& around(std::uint32_t place, std::uint32_t leaf) {
    from_ = tree_.point(place);
    nearest_.clear();
    visit_leaf(leaf);
    for (std::uint32_t node = leaf; node > geo::KdTree<D>::kRoot; node /= 2) {
      const std::uint32_t sibling = node ^ 1U;
      const double squared = tree_.squared_to_box(sibling, from_);
      if (squared < nearest_.worst()) visit(sibling);
    }
    return nearest_;
  }

 private:
  void visit_leaf(std::uint32_t leaf) {
    for (std::uint32_t place = tree_.first(leaf), end = tree_.last(leaf); place < end; ++place)
      nearest_.offer(tree_.squared_to(place, from_));
  }

  void visit(std::uint32_t node) {
    if (tree_.is_leaf(node)) return visit_leaf(node);
    std::uint32_t near = 2 * node, far = near + 1;
    double to_near = tree_.squared_to_box(near, from_), to_far = tree_.squared_to_box(far, from_);
    if (to_far < to_near) {
      std::swap(near, far);
      std::swap(to_near, to_far);
    }
    if (to_near < nearest_.worst()) visit(near);
    if (to_far < nearest_.worst()) visit(far);
  }

  const geo::KdTree<D>& tree_;
  Nearest nearest_;
  typename geo::KdTree<D>::Point from_{};
};

}  // namespace

template <std::size_t D>
CoreDistances core_distances(const geo::KdTree<D>& tree, std::uint32_t min_points) {
  CoreDistances made{std::vector<double>(tree.size()), std::vector<std::uint8_t>(tree.size())};
  // Two at least, where there are two: the second tells of twins.
  const std::uint32_t k = std::max(min_points, std::min(2U, tree.size()));
  tbb::parallel_for(
      tbb::blocked_range<std::uint32_t>(tree.first_leaf(), tree.nodes_end(), 64), [&](const auto& leaves) {
        Search<D> search(tree, k);
        for (std::uint32_t leaf = leaves.begin(); leaf < leaves.end(); ++leaf)
          for (std::uint32_t place = tree.first(leaf), end = tree.last(leaf); place < end; ++place) {
            const Nearest& nearest = search.around(place, leaf);
            made.squared[place] = nearest.at(min_points - 1);
            made.has_twin[place] = static_cast<std::uint8_t>(k > 1 && nearest.at(1) == 0);
          }
      });
  return made;
}

template CoreDistances core_distances<2>(const geo::KdTree<2>&, std::uint32_t);
template CoreDistances core_distances<3>(const geo::KdTree<3>&, std::uint32_t);

}  // namespace grono::mapping
