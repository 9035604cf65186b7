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
  static constexpr double kStays = -1;
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

  void part(std::uint32_t merge) {
    const double distance = dendrogram_.distance_m[merge];
    const std::uint32_t left = dendrogram_.left[merge], right = dendrogram_.right[merge];
    const std::uint32_t left_size = dendrogram_.size_of(left), right_size = dendrogram_.size_of(right);
    Place to_left = place_[merge], to_right = place_[merge];
    to_right.first += left_size;
    if (to_left.left_at_m == kStays && distance > 0) {
      const bool left_stays = left_size >= min_cluster_size_, right_stays = right_size >= min_cluster_size_;
      tree_.groups[to_left.group].death_m = distance;
      if (left_stays && right_stays) {
        end(to_left.group, left_size + right_size, distance);
        tree_.groups[to_left.group].parted = true;
        to_left.group = open(to_left, left_size, distance);
        to_right.group = open(to_right, right_size, distance);
      }
      if (!left_stays) leave(to_left, left_size, distance);
      if (!right_stays) leave(to_right, right_size, distance);
    }
    hand(left, to_left, distance);
    hand(right, to_right, distance);
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
