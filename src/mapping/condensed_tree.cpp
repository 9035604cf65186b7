#include "mapping/condensed_tree.hpp"

#include <algorithm>

namespace grono::mapping {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

// Walks the dendrogram from far to near, each node after the one above it, and hands every node its group and
// the place of its points in the order.
class Condensing {
 public:
  Condensing(const Dendrogram& dendrogram, std::uint32_t min_cluster_size)
      : dendrogram_(dendrogram), min_cluster_size_(min_cluster_size), place_(dendrogram.size.size()) {
    const std::uint32_t n = dendrogram.points;
    tree_.order.resize(n);
    tree_.last_group.assign(n, 0);
    tree_.leaving_m.assign(n, kInfinity);
    tree_.groups.push_back(
        {.parent = kNone, .first = 0, .count = n, .birth_m = kInfinity, .death_m = kInfinity});
  }

  CondensedTree run() && {
    auto merge = static_cast<std::uint32_t>(dendrogram_.size.size());
    // Without merges there is no path to the points: they keep their own order.
    if (merge == 0)
      for (std::uint32_t i = 0; i < dendrogram_.points; ++i) tree_.order[i] = i;
    while (merge-- > 0) {
      if (merge >= kAhead) will_need(merge - kAhead);
      part(merge);
    }
    return std::move(tree_);
  }

 private:
  static constexpr double kStays = -1, kParted = -2;
  static constexpr std::uint32_t kAhead = 24;

  // Children stand anywhere: asks memory for them before their turn.
  void will_need(std::uint32_t merge) const {
    for (const std::uint32_t node : {dendrogram_.left[merge], dendrogram_.right[merge]}) {
      if (node < dendrogram_.points) continue;
      __builtin_prefetch(&dendrogram_.size[node - dendrogram_.points]);
      __builtin_prefetch(&place_[node - dendrogram_.points], 1);
    }
  }

  // Where a node's points begin in the order, their group, and the distance at which they left it, if they
  // did.
  struct Place {
    std::uint32_t first = 0;
    std::uint32_t group = 0;
    double left_at_m = kStays;
  };
  struct Side {
    std::uint32_t node;
    Place at;
  };

  // Merges at one distance part at once: in whichever order they were made, what they part is the same.
  void part(std::uint32_t merge) {
    const Place at = place_[merge];
    if (at.left_at_m == kParted) return;  // with the merge above it
    const double distance = dendrogram_.distance_m[merge];
    list_sides(merge, at);
    if (at.left_at_m == kStays && distance > 0) {
      tree_.groups[at.group].death_m = distance;
      const auto large =
          std::count_if(sides_.begin(), sides_.end(), [&](const Side& side) { return is_large(side); });
      for (Side& side : sides_)
        if (!is_large(side))
          leave(side.at, dendrogram_.size_of(side.node), distance);
        else if (large > 1)
          side.at.group = branch_off(side, distance);
      tree_.groups[at.group].parted = large > 1;
    }
    for (const Side& side : sides_) hand(side.node, side.at, distance);
  }

  bool is_large(const Side& side) const { return dendrogram_.size_of(side.node) >= min_cluster_size_; }

  // What is left of a merge when its distance is cut: the nodes below it that merged sooner, from left to
  // right.
  void list_sides(std::uint32_t merge, const Place& at) {
    const double distance = dendrogram_.distance_m[merge];
    sides_.clear();
    waiting_.assign(1, {merge + dendrogram_.points, at});
    while (!waiting_.empty()) {
      const Side side = waiting_.back();
      waiting_.pop_back();
      const bool is_cut = side.node >= dendrogram_.points &&
                          dendrogram_.distance_m[side.node - dendrogram_.points] == distance;
      if (!is_cut) {
        sides_.push_back(side);
        continue;
      }
      const std::uint32_t cut = side.node - dendrogram_.points, left = dendrogram_.left[cut];
      place_[cut].left_at_m = kParted;
      waiting_.push_back({dendrogram_.right[cut], side.at});
      waiting_.back().at.first += dendrogram_.size_of(left);
      waiting_.push_back({left, side.at});
    }
  }

  // A side that goes on as a group of its own.
  std::uint32_t branch_off(const Side& side, double distance) {
    const std::uint32_t count = dendrogram_.size_of(side.node);
    end(side.at.group, count, distance);
    return open(side.at, count, distance);
  }

  std::uint32_t open(const Place& at, std::uint32_t count, double distance) {
    tree_.groups.push_back(
        {.parent = at.group, .first = at.first, .count = count, .birth_m = distance, .death_m = distance});
    return static_cast<std::uint32_t>(tree_.groups.size() - 1);
  }

  void leave(Place& at, std::uint32_t count, double distance) {
    end(at.group, count, distance);
    at.left_at_m = distance;
  }

  // So many points end their stay in the group at this distance.
  void end(std::uint32_t group, std::uint32_t count, double distance) {
    DenseGroup& it = tree_.groups[group];
    it.stability += count * (1 / distance - 1 / it.birth_m);
  }

  void hand(std::uint32_t node, const Place& at, double distance) {
    if (node >= dendrogram_.points) {
      place_[node - dendrogram_.points] = at;
      return;
    }
    tree_.order[at.first] = node;
    tree_.last_group[node] = at.group;
    // A point that is still there was held to the end, by duplicates: at distance 0.
    const bool held = at.left_at_m == kStays;
    tree_.leaving_m[node] = held ? distance : at.left_at_m;
    if (held) {
      tree_.groups[at.group].death_m = distance;
      end(at.group, 1, distance);
    }
  }

  const Dendrogram& dendrogram_;
  std::uint32_t min_cluster_size_;
  std::vector<Place> place_;
  std::vector<Side> sides_, waiting_;
  CondensedTree tree_;
};

std::vector<std::uint32_t> leaves(const CondensedTree& tree) {
  std::vector<std::uint32_t> chosen;
  for (std::uint32_t group = 1; group < tree.groups.size(); ++group)
    if (!tree.groups[group].parted) chosen.push_back(group);
  return chosen;
}

std::vector<std::uint32_t> largest_excess(const CondensedTree& tree) {
  const auto count = static_cast<std::uint32_t>(tree.groups.size());
  std::vector<double> below(count, 0), best(count, 0);
  std::vector<char> wins(count, 0);
  for (std::uint32_t group = count; group-- > 1;) {  // children before their parents
    const DenseGroup& it = tree.groups[group];
    wins[group] = it.stability >= below[group];
    best[group] = std::max(it.stability, below[group]);
    below[it.parent] += best[group];
  }
  // The highest winner of each branch; all below it are part of it.
  std::vector<std::uint32_t> chosen;
  std::vector<char> taken(count, 0);
  for (std::uint32_t group = 1; group < count; ++group) {
    taken[group] = taken[tree.groups[group].parent];
    if (taken[group] == 0 && wins[group] != 0) {
      taken[group] = 1;
      chosen.push_back(group);
    }
  }
  return chosen;
}

}  // namespace

CondensedTree condense(const Dendrogram& dendrogram, std::uint32_t min_cluster_size) {
  return Condensing(dendrogram, min_cluster_size).run();
}

std::vector<std::uint32_t> select_groups(const CondensedTree& tree, ClusterSelection selection) {
  return selection == ClusterSelection::leaf ? leaves(tree) : largest_excess(tree);
}

}  // namespace grono::mapping
