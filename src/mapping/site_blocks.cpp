#include "mapping/site_blocks.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <limits>
#include <tuple>

#include <tbb/blocked_range.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>

#include "mapping/merges_above.hpp"

namespace grono::mapping {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::uint32_t kRoot = 1;
constexpr std::uint32_t kBlockSize = 16;  // of the smallest, at most
constexpr std::uint32_t kTaskLevels = 6;  // below these each thread has a branch of its own

// Block j of the 2^level of a level begins at n j / 2^level.
std::uint32_t begin_of(std::uint32_t block, std::uint32_t next, std::size_t sites) {
  const auto level = static_cast<std::uint32_t>(std::bit_width(block)) - 1;
  const std::uint64_t number = block - (1U << level) + next;
  return static_cast<std::uint32_t>((number * sites) >> level);
}

template <std::size_t D>
std::array<std::span<const double>, D> columns_of(const Points& points) {
  if constexpr (D == 2)
    return {points.x, points.y};
  else
    return {points.x, points.y, points.z};
}

// Cores that may reach a site of a block first, column by column.
template <std::size_t D>
struct Candidates {
  std::array<std::vector<double>, D> at;
  std::vector<double> core2;        // squared core distance, straight
  std::vector<std::uint32_t> core;  // place in the field
  std::size_t size = 0;             // of the columns that count
  double reach2 = kInfinity;        // within which every site of the block is reached, squared, straight

  void make_room(std::size_t count) {
    if (core.size() >= count) return;
    for (auto& column : at) column.resize(count);
    core2.resize(count);
    core.resize(count);
  }
};

template <std::size_t D>
struct Box {
  std::array<double, D> low, high;
};

template <std::size_t D>
class Descent {
 public:
  Descent(const Points& sites, const std::vector<double>& boxes, std::uint32_t levels,
          std::span<const double> core_distance_m, const MergesAbove& merges)
      : sites_(sites),
        columns_(columns_of<D>(sites)),
        boxes_(boxes),
        first_leaf_(1U << levels),
        core_distance_m_(core_distance_m),
        merges_(merges) {}

  std::vector<EnteringRun> run(const Points& field) {
    // Level by level as long as the lists are long, then branch by branch.
    std::vector<Candidates<D>> lists(1);
    narrow(all_cores(field), kRoot, lists[0]);
    std::uint32_t level = 1;
    for (; level < first_leaf_ && level < (1U << kTaskLevels); level *= 2) {
      std::vector<Candidates<D>> below(2 * lists.size());
      tbb::parallel_for(std::uint32_t{0}, 2 * level,
                        [&](std::uint32_t i) { narrow(lists[i / 2], 2 * level + i, below[i]); });
      lists = std::move(below);
    }
    std::vector<std::vector<EnteringRun>> runs(level);
    tbb::parallel_for(std::uint32_t{0}, level, [&](std::uint32_t i) {
      std::vector<Candidates<D>> narrowed;
      for (std::uint32_t block = level; block < first_leaf_; block *= 2) narrowed.emplace_back();
      visit(level + i, lists[i], narrowed.data(), runs[i]);
    });
    std::vector<EnteringRun> made;
    for (const auto& part : runs)
      for (const EnteringRun& each : part) append(made, each);
    return made;
  }

 private:
  Candidates<D> all_cores(const Points& field) const {
    Candidates<D> made;
    const auto columns = columns_of<D>(field);
    for (std::uint32_t i = 0; i < field.size(); ++i) {
      if (!std::isfinite(core_distance_m_[i])) continue;  // reaches nobody
      const double straight = sites_.straight_m(core_distance_m_[i]);
      for (std::size_t d = 0; d < D; ++d) made.at[d].push_back(columns[d][i]);
      made.core2.push_back(straight * straight);
      made.core.push_back(i);
    }
    made.size = made.core.size();
    return made;
  }

  Box<D> box(std::uint32_t block) const {
    Box<D> made;
    for (std::size_t d = 0; d < D; ++d) {
      made.low[d] = boxes_[2 * (D * block + d)];
      made.high[d] = boxes_[2 * (D * block + d) + 1];
    }
    return made;
  }

  // Squared distances of a core to the nearest and the farthest place of the box.
  static double nearest2(const Candidates<D>& from, std::size_t i, const Box<D>& box) {
    double sum = 0;
    for (std::size_t d = 0; d < D; ++d) {
      const double outside = std::max({box.low[d] - from.at[d][i], from.at[d][i] - box.high[d], 0.0});
      sum += outside * outside;
    }
    return sum;
  }
  static double farthest2(const Candidates<D>& from, std::size_t i, const Box<D>& box) {
    double sum = 0;
    for (std::size_t d = 0; d < D; ++d) {
      const double across = std::max(from.at[d][i] - box.low[d], box.high[d] - from.at[d][i]);
      sum += across * across;
    }
    return sum;
  }

  // Those of `from` that may reach a site of the block first: no other reaches all of it sooner.
  void narrow(const Candidates<D>& from, std::uint32_t block, Candidates<D>& into) const {
    const Box<D> around = box(block);
    double reach2 = kInfinity;
    for (std::size_t i = 0; i < from.size; ++i)
      reach2 = std::min(reach2, std::max(farthest2(from, i, around), from.core2[i]));
    into.make_room(from.size);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < from.size; ++i) {
      for (std::size_t d = 0; d < D; ++d) into.at[d][kept] = from.at[d][i];
      into.core2[kept] = from.core2[i];
      into.core[kept] = from.core[i];
      kept += static_cast<std::size_t>(std::max(nearest2(from, i, around), from.core2[i]) <= reach2);
    }
    into.size = kept;
    into.reach2 = reach2;
  }

  [[nodiscard]] double ground_m(double squared) const { return sites_.ground_m(std::sqrt(squared)); }

  // Whether all sites of a block come into one merge, whichever of the cores reaches each.
  bool is_settled(const Candidates<D>& cores, std::uint32_t block, std::uint32_t& merge) const {
    const Box<D> around = box(block);
    const double farthest_m = ground_m(cores.reach2);
    for (std::size_t i = 0; i < cores.size; ++i) {
      const double nearest_m =
          std::max(ground_m(nearest2(cores, i, around)), core_distance_m_[cores.core[i]]);
      const std::uint32_t of_this = merges_.first(cores.core[i], nearest_m);
      if (i == 0) merge = of_this;
      if (of_this != merge || merges_.distance_m(merge) < farthest_m) return false;
    }
    return true;
  }

  // @param narrowed  room for the candidates of each level below
  void visit(std::uint32_t block, const Candidates<D>& cores, Candidates<D>* narrowed,
             std::vector<EnteringRun>& runs) const {
    std::uint32_t merge = merges_.none();
    if (is_settled(cores, block, merge))
      append(runs, {merge, begin_of(block, 0, sites_.size()), begin_of(block, 1, sites_.size())});
    else if (block >= first_leaf_)
      visit_sites(block, cores, runs);
    else
      for (const std::uint32_t child : {2 * block, 2 * block + 1}) {
        narrow(cores, child, *narrowed);
        visit(child, *narrowed, narrowed + 1, runs);
      }
  }

  void visit_sites(std::uint32_t block, const Candidates<D>& cores, std::vector<EnteringRun>& runs) const {
    for (std::uint32_t site = begin_of(block, 0, sites_.size()), end = begin_of(block, 1, sites_.size());
         site < end; ++site) {
      double reach2 = kInfinity, distance2 = kInfinity;
      std::uint32_t core = 0;
      for (std::size_t i = 0; i < cores.size; ++i) {
        double squared = 0;
        for (std::size_t d = 0; d < D; ++d) {
          const double difference = cores.at[d][i] - columns_[d][site];
          squared += difference * difference;
        }
        const double reached2 = std::max(squared, cores.core2[i]);
        // The cores ascend by their place in the field: of those alike the first stays.
        if (std::tie(reached2, squared) < std::tie(reach2, distance2)) {
          reach2 = reached2;
          distance2 = squared;
          core = cores.core[i];
        }
      }
      const double metres = std::max(ground_m(distance2), core_distance_m_[core]);
      append(runs, {merges_.first(core, metres), site, site + 1});
    }
  }

  static void append(std::vector<EnteringRun>& runs, const EnteringRun& next) {
    if (!runs.empty() && runs.back().merge == next.merge)
      runs.back().last = next.last;
    else if (next.first < next.last)
      runs.push_back(next);
  }

  const Points& sites_;
  std::array<std::span<const double>, D> columns_;
  const std::vector<double>& boxes_;
  std::uint32_t first_leaf_;
  std::span<const double> core_distance_m_;
  const MergesAbove& merges_;
};

template <std::size_t D>
std::vector<double> boxes_of(const Points& sites, std::uint32_t levels) {
  const auto columns = columns_of<D>(sites);
  const std::uint32_t first_leaf = 1U << levels;
  std::vector<double> boxes(std::size_t{4} * D * first_leaf);
  tbb::parallel_for(tbb::blocked_range<std::uint32_t>(first_leaf, 2 * first_leaf, 256),
                    [&](const auto& part) {
                      for (std::uint32_t block = part.begin(); block < part.end(); ++block)
                        for (std::size_t d = 0; d < D; ++d) {
                          double low = kInfinity, high = -kInfinity;
                          for (std::uint32_t site = begin_of(block, 0, sites.size()),
                                             end = begin_of(block, 1, sites.size());
                               site < end; ++site) {
                            low = std::min(low, columns[d][site]);
                            high = std::max(high, columns[d][site]);
                          }
                          boxes[2 * (D * block + d)] = low;
                          boxes[2 * (D * block + d) + 1] = high;
                        }
                    });
  for (std::uint32_t block = first_leaf; block-- > kRoot;)
    for (std::size_t d = 0; d < D; ++d) {
      const std::size_t left = 2 * (D * (2 * block) + d), right = 2 * (D * (2 * block + 1) + d);
      boxes[2 * (D * block + d)] = std::min(boxes[left], boxes[right]);
      boxes[2 * (D * block + d) + 1] = std::max(boxes[left + 1], boxes[right + 1]);
    }
  return boxes;
}

}  // namespace

SiteBlocks::SiteBlocks(const Points& sites) : sites_(sites) {
  while ((sites.size() >> levels_) > kBlockSize) ++levels_;
  boxes_ = sites.z.empty() ? boxes_of<2>(sites, levels_) : boxes_of<3>(sites, levels_);
}

std::vector<EnteringRun> SiteBlocks::entering(const Points& field, std::span<const double> core_distance_m,
                                              const Dendrogram& dendrogram, std::uint32_t min_size) const {
  const MergesAbove merges(dendrogram, min_size);
  return sites_.z.empty() ? Descent<2>(sites_, boxes_, levels_, core_distance_m, merges).run(field)
                          : Descent<3>(sites_, boxes_, levels_, core_distance_m, merges).run(field);
}

}  // namespace grono::mapping
