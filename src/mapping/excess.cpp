#include "mapping/excess.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>
#include <type_traits>
#include <utility>

#include <fmt/core.h>
#include <tbb/enumerable_thread_specific.h>
#include <tbb/parallel_for.h>
#include <tbb/task_arena.h>

#include "base/error.hpp"
#include "mapping/area_sums.hpp"
#include "mapping/drawing.hpp"
#include "mapping/field.hpp"
#include "mapping/fixed_density.hpp"
#include "mapping/ordered_sites.hpp"
#include "mapping/site_blocks.hpp"
#include "mapping/spanning_tree.hpp"

namespace grono::mapping {
namespace {

void require_valid(const Points& sites, std::span<const std::uint32_t> field, std::span<const double> weights,
                   const ExcessOptions& options) {
  if (options.min_points < 1)
    throw InvalidInput("min_points", "0 points make nothing dense", "give 1 or more");
  if (options.min_cluster_size < 2)
    throw InvalidInput("min_cluster_size", "a group has at least two establishments", "give 2 or more");
  if (std::adjacent_find(options.radii_m.begin(), options.radii_m.end(), std::greater_equal<>{}) !=
      options.radii_m.end())
    throw InvalidInput("radii", "they do not ascend", "give each once, the smallest first");
  require_countable(weights, sites.size(), options.measure, options.max_share);
  require_rows_of_field(field, sites.size());
}

// What a replication counts, in the measure's unit.
struct Sums {
  double cases = 0, all = 0;
  Sums& operator+=(const Sums& other) {
    cases += other.cases;
    all += other.all;
    return *this;
  }
};

// What is told of a group that is found.
struct FullSums {
  Sums establishments, employment, squares;
  FullSums& operator+=(const FullSums& other) {
    establishments += other.establishments;
    employment += other.employment;
    squares += other.squares;
    return *this;
  }
};

struct Hierarchy {
  std::vector<double> core_distance_m;
  Dendrogram dendrogram;
};

// Sums of all processes.
template <typename S>
void add_up(Ranks& ranks, std::span<S> sums) {
  static_assert(std::is_trivially_copyable_v<S> && sizeof(S) % sizeof(double) == 0);
  if (!ranks.is_alone())
    ranks.add_up({reinterpret_cast<double*>(sums.data()), sums.size() * sizeof(S) / sizeof(double)});
}

// Establishments of a field, of all processes, by ascending number.
struct Field {
  std::vector<std::uint32_t> row;  // of all processes
  std::vector<double> x, y, z;
  bool on_earth = false;

  [[nodiscard]] Points points() const { return {x, y, z, on_earth}; }
  [[nodiscard]] std::size_t size() const { return row.size(); }
};

// Everything that does not depend on which establishments are of the field.
class Judge {
 public:
  Judge(const Points& points, std::span<const double> weights, const ExcessOptions& options, Ranks& ranks)
      : options_(options),
        ranks_(ranks),
        sites_(in_order_of_space(points, weights, ranks)),
        blocks_(sites_.points()) {
    weights_.reserve(weights.size());
    for (const std::uint32_t row : sites_.row)
      if (!weights.empty()) weights_.push_back(weights[row]);
    if (options.measure == Measure::employment) {
      weights_before_.assign(weights_.size() + 1, 0);
      std::partial_sum(weights_.begin(), weights_.end(), weights_before_.begin() + 1);
    }
  }

  [[nodiscard]] const OrderedSites& sites() const { return sites_; }
  [[nodiscard]] double weight(std::uint32_t site) const { return weights_.empty() ? 0 : weights_[site]; }

  // @param chosen  sites of this process that are of the field
  [[nodiscard]] Field field_of(const std::vector<std::uint32_t>& chosen) const {
    struct Member {
      std::uint32_t number = 0, row = 0;
      double x = 0, y = 0, z = 0;
    };
    std::vector<Member> members;
    members.reserve(chosen.size());
    for (const std::uint32_t site : chosen)
      members.push_back({sites_.number[site], sites_.first_row + sites_.row[site], sites_.x[site],
                         sites_.y[site], sites_.z.empty() ? 0 : sites_.z[site]});
    members = all_gather(ranks_, members);
    std::sort(members.begin(), members.end(),
              [](const Member& a, const Member& b) { return a.number < b.number; });
    Field made;
    made.on_earth = sites_.on_earth;
    for (const Member& member : members) {
      made.row.push_back(member.row);
      made.x.push_back(member.x);
      made.y.push_back(member.y);
      if (sites_.on_earth || !sites_.z.empty()) made.z.push_back(member.z);
    }
    return made;
  }

  // @param field  at least min_points establishments
  [[nodiscard]] Hierarchy hierarchy(const Field& field) const {
    ReachabilityTree tree = options_.radii_m.empty()
                                ? reachability_tree(field.points(), options_.min_points)
                                : fixed_density_tree(field.points(), options_.radii_m, options_.min_points);
    return {std::move(tree.core_distance_m),
            dendrogram_of(tree.edges, static_cast<std::uint32_t>(field.size()))};
  }

  [[nodiscard]] FieldReach reach(const Field& field, const Hierarchy& found) const {
    return field_reach(sites_.points(), field.points(), found.core_distance_m, found.dendrogram);
  }

  [[nodiscard]] double excess(const AreaCounts& counts) const {
    return excess_of(counts, options_.measure, options_.max_share);
  }

  // What stands everywhere and what comes into each merge, of all processes.
  template <typename S, typename Add>
  [[nodiscard]] std::pair<S, std::vector<S>> sums_of(const Hierarchy& found, const FieldReach& reach,
                                                     const Add& add) const {
    std::pair<S, std::vector<S>> made;
    for (std::uint32_t site = 0; site < sites_.size(); ++site) add(made.first, site);
    made.second = entering_sums<S>(found.dendrogram, reach, add);
    add_up(ranks_, std::span(&made.first, 1));
    add_up(ranks_, std::span(made.second));
    return made;
  }

  // The strongest excess of any group where the establishments with the numbers drawn are the field.
  [[nodiscard]] double strongest(const std::vector<std::uint32_t>& drawn) const {
    std::vector<std::uint32_t> chosen;
    chosen.reserve(drawn.size());
    for (const std::uint32_t number : drawn) sites_.add_site_with(number, chosen);
    const Field field = field_of(chosen);
    std::sort(chosen.begin(), chosen.end());
    const Hierarchy found = hierarchy(field);
    auto [everywhere, entering] = entering_blocks(found, field, chosen);
    double best = 0;
    climb(found.dendrogram, std::move(entering),
          [&, &total = everywhere](std::uint32_t merge, const Sums& sums) {
            if (found.dendrogram.size[merge] >= options_.min_cluster_size)
              best = std::max(best, excess({sums.cases, sums.all, total.cases, total.all}));
          });
    return best;
  }

 private:
  // As sums_of, but what comes into groups too small to be judged comes into the first that is not.
  // @param chosen  sites of this process that are of the field, ascending
  [[nodiscard]] std::pair<Sums, std::vector<Sums>> entering_blocks(
      const Hierarchy& found, const Field& field, const std::vector<std::uint32_t>& chosen) const {
    std::pair<Sums, std::vector<Sums>> made;
    made.second.resize(found.dendrogram.distance_m.size());
    auto member = chosen.begin();
    for (const EnteringRun& run : blocks_.entering(field.points(), found.core_distance_m, found.dendrogram,
                                                   options_.min_cluster_size)) {
      Sums sums{0, all_of(run.first, run.last)};
      for (; member != chosen.end() && *member < run.last; ++member)
        sums.cases += options_.measure == Measure::employment ? weights_[*member] : 1;
      made.first += sums;
      if (run.merge < made.second.size()) made.second[run.merge] += sums;
    }
    add_up(ranks_, std::span(&made.first, 1));
    add_up(ranks_, std::span(made.second));
    return made;
  }

  // In the measure's unit, of the sites from first to last, without the last.
  [[nodiscard]] double all_of(std::uint32_t first, std::uint32_t last) const {
    return weights_before_.empty() ? last - first : weights_before_[last] - weights_before_[first];
  }

 private:
  const ExcessOptions& options_;
  Ranks& ranks_;
  OrderedSites sites_;
  SiteBlocks blocks_;
  std::vector<double> weights_;
  std::vector<double> weights_before_;  // sums of the weights before each site; none where they do not count
};

// The group of the condensed tree that a merge belongs to.
class GroupsOfMerges {
 public:
  GroupsOfMerges(const Dendrogram& dendrogram, const CondensedTree& tree)
      : dendrogram_(dendrogram), tree_(tree), group_(tree.last_group), leaf_(dendrogram.left.size()) {
    for (std::size_t merge = 0; merge < leaf_.size(); ++merge) {
      const std::uint32_t left = dendrogram.left[merge];
      leaf_[merge] = left < dendrogram.points ? left : leaf_[left - dendrogram.points];
    }
  }

  // @param merge  of at least min_cluster_size points; called in ascending order
  std::uint32_t of(std::uint32_t merge) {
    std::uint32_t& group = group_[leaf_[merge]];
    while (tree_.groups[group].birth_m <= dendrogram_.distance_m[merge]) group = tree_.groups[group].parent;
    return group;
  }

 private:
  const Dendrogram& dendrogram_;
  const CondensedTree& tree_;
  std::vector<std::uint32_t> group_;  // of each point, as far up as was asked
  std::vector<std::uint32_t> leaf_;   // one point of each merge
};

AreaCounts counts_of(const Sums& inside, const Sums& everywhere) {
  return {inside.cases, inside.all, everywhere.cases, everywhere.all};
}

SquaredWeights squares_of(const Sums& inside, const Sums& everywhere) {
  return {inside.cases, inside.all - inside.cases, everywhere.cases - inside.cases,
          everywhere.all - everywhere.cases - (inside.all - inside.cases)};
}

// Judges every group at every distance and keeps its strongest.
std::vector<ExcessGroup> judged_groups(const Judge& judge, const Hierarchy& found, const FieldReach& reach,
                                       const CondensedTree& tree, const std::vector<bool>& is_field,
                                       const ExcessOptions& options) {
  const auto add = [&](FullSums& sums, std::uint32_t site) {
    const double weight = judge.weight(site);
    const auto into = [&](Sums& each, double counted) {
      each.all += counted;
      if (is_field[site]) each.cases += counted;
    };
    into(sums.establishments, 1);
    into(sums.employment, weight);
    into(sums.squares, weight * weight);
  };
  auto [everywhere, entering] = judge.sums_of<FullSums>(found, reach, add);
  std::vector<ExcessGroup> groups(tree.groups.size());
  GroupsOfMerges group_of(found.dendrogram, tree);
  climb(found.dendrogram, std::move(entering),
        [&, &total = everywhere](std::uint32_t merge, const FullSums& sums) {
          if (found.dendrogram.size[merge] < options.min_cluster_size) return;
          ExcessGroup& group = groups[group_of.of(merge)];
          const AreaCounts establishments = counts_of(sums.establishments, total.establishments),
                           employment = counts_of(sums.employment, total.employment);
          const double ratio =
              judge.excess(options.measure == Measure::employment ? employment : establishments);
          // Without any excess the widest area stands for the group.
          if (group.node != kNone &&
              (ratio < group.log_likelihood_ratio || (ratio == group.log_likelihood_ratio && ratio > 0)))
            return;
          group.node = merge;
          group.reach_m = found.dendrogram.distance_m[merge];
          group.establishments = establishments;
          group.employment = employment;
          group.log_likelihood_ratio = ratio;
          group.quotient =
              location_quotient(establishments, squares_of(sums.establishments, total.establishments));
          group.employment_quotient = location_quotient(employment, squares_of(sums.squares, total.squares));
        });
  return groups;
}

// Replications side by side; with other processes one after the other, in the order in which all of them come
// to each.
class Replications {
 public:
  Replications(const Judge& judge, std::uint32_t field, const ExcessOptions& options, Ranks& ranks)
      : judge_(judge), field_(field), options_(options), ranks_(ranks) {}

  void draw(std::uint32_t begin, std::uint32_t end, std::vector<double>& strongest) {
    const auto one = [&](std::uint32_t i) { strongest[i] = strongest_of(i); };
    if (ranks_.is_alone())
      tbb::parallel_for(begin, end, one, tbb::simple_partitioner{});
    else
      for (std::uint32_t i = begin; i < end; ++i) one(i);
  }

 private:
  double strongest_of(std::uint32_t i) {
    Drawing& drawing = drawings_.local();
    drawing.begin(options_.seed, i);
    const auto& drawn = drawing.some_of(judge_.sites().everywhere, field_);
    // A thread that waits within a replication must not begin another one with the same drawing.
    return tbb::this_task_arena::isolate([&] { return judge_.strongest(drawn); });
  }

  const Judge& judge_;
  std::uint32_t field_;
  const ExcessOptions& options_;
  Ranks& ranks_;
  tbb::enumerable_thread_specific<Drawing> drawings_;
};

// Whether any process wants to stop.
bool stops(const ExcessOptions& options, Ranks& ranks, double done) {
  double wanted = options.progress && !options.progress(done) ? 1 : 0;
  ranks.add_up({&wanted, 1});
  return wanted > 0;
}

// Replications until enough of them were as strong as the strongest group; what counts is told by their order
// alone.
std::vector<double> strongest_by_chance(const Judge& judge, std::uint32_t field, double observed,
                                        const ExcessOptions& options, Ranks& ranks, bool& is_cancelled) {
  constexpr std::uint32_t kBatch = 64;
  Replications replications(judge, field, options, ranks);
  std::vector<double> strongest;
  for (std::uint32_t begin = 0; begin < options.replications; begin += kBatch) {
    const std::uint32_t end = std::min(begin + kBatch, options.replications);
    strongest.resize(end);
    replications.draw(begin, end, strongest);
    std::uint32_t beaten = 0;
    for (std::uint32_t i = 0; i < end && options.stop_after > 0; ++i)
      if (strongest[i] >= observed && ++beaten == options.stop_after) {
        strongest.resize(i + 1);
        return strongest;
      }
    if (stops(options, ranks, static_cast<double>(end) / options.replications)) {
      is_cancelled = true;
      return {};
    }
  }
  return strongest;
}

double p_value(double observed, const std::vector<double>& strongest, const ExcessOptions& options) {
  if (strongest.empty()) return std::numeric_limits<double>::quiet_NaN();
  const bool stopped = strongest.size() < options.replications;
  std::uint32_t beaten = 0;
  for (std::size_t i = 0; i < strongest.size(); ++i)
    if (strongest[i] >= observed && ++beaten == options.stop_after && stopped)
      return static_cast<double>(beaten) / static_cast<double>(i + 1);
  return static_cast<double>(beaten + 1) / static_cast<double>(strongest.size() + 1);
}

// The sites of this process that are of the field.
std::vector<bool> marked(std::span<const std::uint32_t> field, const OrderedSites& sites) {
  std::vector<bool> is_field_row(sites.size()), made(sites.size());
  for (const std::uint32_t row : field) is_field_row[row] = true;
  for (std::size_t site = 0; site < sites.size(); ++site) made[site] = is_field_row[sites.row[site]];
  return made;
}

}  // namespace

Excess find_excess(const Points& sites, std::span<const std::uint32_t> field, std::span<const double> weights,
                   const ExcessOptions& options, Ranks& ranks) {
  require_valid(sites, field, weights, options);
  const Judge judge(sites, weights, options, ranks);
  const auto is_field = marked(field, judge.sites());
  std::vector<std::uint32_t> chosen;
  for (std::uint32_t site = 0; site < is_field.size(); ++site)
    if (is_field[site]) chosen.push_back(site);
  Field whole = judge.field_of(chosen);
  Excess made;
  made.first_row = judge.sites().first_row;
  made.core.assign(sites.size(), kNone);
  made.merge.assign(sites.size(), 0);
  made.field = whole.row;
  if (whole.size() < std::max(options.min_points, options.min_cluster_size)) return made;

  Hierarchy found = judge.hierarchy(whole);
  made.tree = condense(found.dendrogram, options.min_cluster_size);
  {
    const FieldReach reach = judge.reach(whole, found);
    made.groups = judged_groups(judge, found, reach, made.tree, is_field, options);
    for (std::size_t site = 0; site < judge.sites().size(); ++site) {
      made.core[judge.sites().row[site]] = reach.core[site];
      made.merge[judge.sites().row[site]] = reach.merge[site];
    }
  }
  made.dendrogram = std::move(found.dendrogram);
  found = {};
  double strongest = 0;
  for (const ExcessGroup& group : made.groups) strongest = std::max(strongest, group.log_likelihood_ratio);
  made.null_strongest = strongest_by_chance(judge, static_cast<std::uint32_t>(whole.size()), strongest,
                                            options, ranks, made.is_cancelled);
  for (ExcessGroup& group : made.groups)
    group.p_value = p_value(group.log_likelihood_ratio, made.null_strongest, options);
  return made;
}

std::vector<std::uint32_t> strongest_groups(const Excess& excess,
                                            const std::function<bool(std::uint32_t group)>& wanted) {
  std::vector<std::uint32_t> by_strength;
  for (std::uint32_t group = 0; group < excess.groups.size(); ++group)
    if (excess.groups[group].node != kNone && wanted(group)) by_strength.push_back(group);
  std::stable_sort(by_strength.begin(), by_strength.end(), [&](std::uint32_t a, std::uint32_t b) {
    return excess.groups[a].log_likelihood_ratio > excess.groups[b].log_likelihood_ratio;
  });
  std::vector<std::uint8_t> is_chosen(excess.groups.size()), holds_chosen(excess.groups.size());
  std::vector<std::uint32_t> chosen;
  for (const std::uint32_t group : by_strength) {
    bool is_free = holds_chosen[group] == 0;
    for (std::uint32_t over = group; is_free && over != kNone; over = excess.tree.groups[over].parent)
      is_free = is_chosen[over] == 0;
    if (!is_free) continue;
    is_chosen[group] = 1;
    chosen.push_back(group);
    for (std::uint32_t over = excess.tree.groups[group].parent; over != kNone && holds_chosen[over] == 0;
         over = excess.tree.groups[over].parent)
      holds_chosen[over] = 1;
  }
  return chosen;
}

std::vector<std::int32_t> areas_of(const Excess& excess, std::span<const std::uint32_t> groups) {
  // From the merge of each group down to its cores.
  std::vector<std::int32_t> label_of_core(excess.field.size(), -1);
  std::vector<std::uint32_t> waiting;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    waiting.assign(1, excess.dendrogram.points + excess.groups[groups[i]].node);
    while (!waiting.empty()) {
      const std::uint32_t node = waiting.back();
      waiting.pop_back();
      if (node < excess.dendrogram.points) {
        label_of_core[node] = static_cast<std::int32_t>(i);
        continue;
      }
      waiting.push_back(excess.dendrogram.left[node - excess.dendrogram.points]);
      waiting.push_back(excess.dendrogram.right[node - excess.dendrogram.points]);
    }
  }
  std::vector<std::int32_t> made(excess.core.size(), -1);
  for (std::size_t row = 0; row < made.size(); ++row) {
    if (excess.core[row] == kNone) continue;
    const std::int32_t label = label_of_core[excess.core[row]];
    // A merge's own number may be the last of several at one distance: the distances decide.
    if (label < 0 || excess.merge[row] >= excess.dendrogram.distance_m.size()) continue;
    const ExcessGroup& group = excess.groups[groups[static_cast<std::size_t>(label)]];
    if (excess.dendrogram.distance_m[excess.merge[row]] <= group.reach_m) made[row] = label;
  }
  return made;
}

}  // namespace grono::mapping
