#include "mapping/spanning_tree.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include <fmt/core.h>
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_sort.h>

#include "base/error.hpp"
#include "mapping/boruvka.hpp"
#include "mapping/core_distances.hpp"

namespace grono::mapping {
namespace {

template <typename Work>
void for_each(std::size_t count, const Work& work) {
  tbb::parallel_for(tbb::blocked_range<std::size_t>(0, count, 4096), [&work](const auto& part) {
    for (std::size_t i = part.begin(); i < part.end(); ++i) work(static_cast<std::uint32_t>(i));
  });
}

// Points that share their coordinates with others, told apart from the first of them.
struct Twins {
  std::vector<std::uint32_t> first;  // for each of `row`: the lowest row on the same coordinates
  std::vector<std::uint32_t> row;
  std::size_t most = 0;  // on one place, besides the first
};

template <std::size_t D>
Twins twins_of(const typename geo::KdTree<D>::Columns& columns, std::vector<std::uint32_t> suspects) {
  const auto place = [&](std::uint32_t row) {
    std::array<double, D> at{};
    for (std::size_t d = 0; d < D; ++d) at[d] = columns[d][row];
    return at;
  };
  tbb::parallel_sort(suspects.begin(), suspects.end(), [&](std::uint32_t a, std::uint32_t b) {
    const auto at_a = place(a), at_b = place(b);
    return at_a != at_b ? at_a < at_b : a < b;
  });
  Twins twins;
  std::uint32_t first = 0;
  std::size_t here = 0;
  for (std::size_t i = 0; i < suspects.size(); ++i) {
    if (i == 0 || place(suspects[i]) != place(suspects[i - 1])) {
      first = suspects[i];
      here = 0;
      continue;
    }
    twins.first.push_back(first);
    twins.row.push_back(suspects[i]);
    twins.most = std::max(twins.most, ++here);
  }
  return twins;
}

template <std::size_t D>
class Building {
 public:
  Building(const Points& points, std::uint32_t min_points) : points_(points), min_points_(min_points) {
    columns_[0] = points.x;
    columns_[1] = points.y;
    if constexpr (D == 3) columns_[2] = points.z;
  }

  ReachabilityTree run() && {
    rows_.resize(points_.size());
    std::iota(rows_.begin(), rows_.end(), 0U);
    tree_.emplace(columns_, rows_);
    find_cores();
    join_twins();
    join();
    return finish();
  }

 private:
  static constexpr std::size_t kManyTwins = 20;  // one in so many points
  static constexpr std::size_t kMostInOnePlace = 32;

  // Core distances by row, and who has a twin.
  void find_cores() {
    const CoreDistances cores = core_distances(*tree_, min_points_);
    core2_.resize(points_.size());
    for_each(tree_->size(), [&](std::uint32_t place) { core2_[tree_->row(place)] = cores.squared[place]; });
    for (std::uint32_t place = 0; place < tree_->size(); ++place)
      if (cores.has_twin[place] != 0) suspects_.push_back(tree_->row(place));
  }

  // Twins reach each other at their core distance, and nobody sooner: each goes with the first of them from
  // the start.
  void join_twins() {
    if (suspects_.empty()) return;
    twins_ = twins_of<D>(columns_, std::move(suspects_));
    // Where they are many they leave the tree, too: each would be in everybody's way.
    if (twins_.row.size() > points_.size() / kManyTwins || twins_.most > kMostInOnePlace) set_twins_aside();
  }

  void set_twins_aside() {
    std::vector<bool> aside(points_.size());
    for (const std::uint32_t row : twins_.row) aside[row] = true;
    std::erase_if(rows_, [&](std::uint32_t row) { return aside[row]; });
    tree_.reset();
    tree_.emplace(columns_, rows_);
  }

  // Of each place of the tree: that of the first of its twins, or its own.
  std::vector<std::uint32_t> first_components() const {
    std::vector<std::uint32_t> component(tree_->size());
    std::iota(component.begin(), component.end(), 0U);
    if (twins_.row.empty() || tree_->size() < points_.size()) return component;
    std::vector<std::uint32_t> place_of(points_.size());
    for_each(tree_->size(), [&](std::uint32_t place) { place_of[tree_->row(place)] = place; });
    for (std::size_t i = 0; i < twins_.row.size(); ++i)
      component[place_of[twins_.row[i]]] = place_of[twins_.first[i]];
    return component;
  }

  void join() {
    rows_ = {};
    std::vector<double> core2(tree_->size());
    for_each(tree_->size(), [&](std::uint32_t place) { core2[place] = core2_[tree_->row(place)]; });
    edges_ = spanning_edges(*tree_, core2, first_components());
    tree_.reset();
    edges_.reserve(edges_.size() + twins_.row.size());
    for (std::size_t i = 0; i < twins_.row.size(); ++i)
      edges_.push_back({core2_[twins_.row[i]], 0, twins_.first[i], twins_.row[i]});
    tbb::parallel_sort(edges_.begin(), edges_.end());
  }

  ReachabilityTree finish() {
    ReachabilityTree made;
    made.edges.resize(edges_.size());
    for_each(edges_.size(), [&](std::uint32_t i) {
      made.edges[i] = {edges_[i].a, edges_[i].b, points_.ground_m(std::sqrt(edges_[i].reach2))};
    });
    edges_ = {};
    for_each(core2_.size(),
             [&](std::uint32_t row) { core2_[row] = points_.ground_m(std::sqrt(core2_[row])); });
    made.core_distance_m = std::move(core2_);
    return made;
  }

  const Points& points_;
  std::uint32_t min_points_;
  typename geo::KdTree<D>::Columns columns_;
  std::vector<std::uint32_t> rows_;
  std::optional<geo::KdTree<D>> tree_;
  std::vector<double> core2_;
  std::vector<std::uint32_t> suspects_;
  Twins twins_;
  std::vector<ReachabilityEdge> edges_;
};

}  // namespace

ReachabilityTree reachability_tree(const Points& points, std::uint32_t min_points) {
  points.require_valid();
  if (min_points < 1 || min_points > points.size())
    throw InvalidInput("min_points", fmt::format("{} of {} points", min_points, points.size()),
                       "give at least 1 and at most as many as there are points");
  return points.z.empty() ? Building<2>(points, min_points).run() : Building<3>(points, min_points).run();
}

}  // namespace grono::mapping
