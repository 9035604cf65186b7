#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "mapping/condensed_tree.hpp"
#include "mapping/field_reach.hpp"
#include "mapping/points.hpp"
#include "mapping/ranks.hpp"
#include "mapping/scan_statistic.hpp"

namespace grono::mapping {

struct ExcessOptions {
  std::vector<double> radii_m = {};  ///< ascending: groups are those of DBSCAN at these; none = of HDBSCAN*
  std::uint32_t min_points = 10;     ///< of HDBSCAN* or DBSCAN
  std::uint32_t min_cluster_size = 10;  ///< establishments of the field in the smallest group
  double max_share = 0.5;  ///< of all (in the measure's unit) that an area may hold, above 0, at most 1
  Measure measure = Measure::establishments;
  std::uint32_t replications = 999;  ///< 0 = no p-values
  std::uint32_t stop_after =
      20;  ///< replications that beat the strongest group before the drawing ends; 0 = never
  std::uint64_t seed = 1;
  std::function<bool(double done)> progress =
      {};  ///< share 0..1 of the replications; false stops. Called from one thread
};

/// A group of the field's hierarchy, judged at the distance at which its excess is strongest.
struct ExcessGroup {
  std::uint32_t node = kNone;  ///< the dendrogram's merge that makes it
  double reach_m = 0;          ///< the distance: its area is all ground within so many metres of its cores
  AreaCounts establishments;   ///< in and outside of its area
  AreaCounts employment;       ///< the same in weights; 0 where there are none
  double log_likelihood_ratio = 0;  ///< nats, by the measure; 0 = no excess at any of its distances
  LocationQuotient quotient, employment_quotient;
  double p_value = 1;  ///< over the whole hierarchy; NaN without replications
};

/// The field's hierarchy with its groups judged.
struct Excess {
  /// Rows of the field's establishments, in an order of space; the trees count in it. Rows of all processes:
  /// those of this one begin at `first_row`.
  std::vector<std::uint32_t> field;
  std::uint32_t first_row = 0;
  Dendrogram dendrogram;
  CondensedTree tree;
  std::vector<ExcessGroup> groups;  ///< one for each of the tree's
  std::vector<std::uint32_t>
      core;  ///< of each row of this process: the field's establishment that reaches it, by place in `field`
  std::vector<std::uint32_t>
      merge;  ///< of each row of this process: the first merge at whose distance it is inside, as FieldReach
  std::vector<double>
      null_strongest;         ///< the strongest excess of each replication that counts, in their order
  bool is_cancelled = false;  ///< by `progress`: then p-values are none
};

/// Finds where a field stands denser than everybody, at every scale, and how likely chance would make it so.
///
/// 1. The field's establishments get their HDBSCAN* hierarchy. 2. Every group of `min_cluster_size` or more
/// has an area (see FieldReach) at each distance at which the group itself grows; the field's and all
/// establishments in it are counted. 3. Excess is Kulldorff's likelihood ratio; of areas that hold at most
/// `max_share`. A group of the condensed tree lives over a range of distances and is judged at the one at
/// which it is strongest.
///
/// Null model: random labelling. As many establishments as the field has are drawn from all, without
/// replacement, and *everything is repeated*: hierarchy, areas, the strongest excess anywhere. Areas found
/// from the field's own points and then held fixed would find excess in pure chance. p = (1 + draws as
/// strong) / (1 + draws), the same null (the strongest of the whole hierarchy) for every group, so that the
/// probability of calling any group of a field without excess significant is at most the level, however many
/// groups there are. It is conservative for all groups but the strongest. With `Measure::employment`
/// establishments are drawn with the weights they have: one large plant is one fact.
///
/// With `radii_m` the hierarchy is that of DBSCAN at these radii (see `fixed_density_tree`), in every
/// replication, too.
///
/// Adaptive stop: when `stop_after` draws were as strong as the strongest group, the drawing ends and a
/// group's p is that number / the draws it took to reach it (Besag and Clifford); groups that did not reach
/// it keep the first form.
///
/// @param sites    all establishments
/// @param field    rows of those of the field, each once
/// @param weights  of all establishments, persons, finite and >= 0; may be empty but for Measure::employment
/// @param ranks    processes that hold parts of the establishments: then sites, field (rows of this process)
/// and weights
///                 are a part, all processes give the same options, and each gets the whole answer, with the
///                 cores and merges of its own rows. What is held in full by each is the field.
/// @return  the same for any number of threads and processes, and for any order of the rows (but for ties
/// between
///          establishments on one place); with weights that are no whole numbers, up to rounding
/// @throws  InvalidInput  as Points::require_valid; a row of the field twice or out of range, weights of
/// another length
///                        or none where they are needed, options out of range
/// @note    O(N log n) once and O(n log n + blocks of sites on the borders between merges) a replication, n
/// of the
///          field, N in all, see `SiteBlocks`; draws side by side
/// @source  Campello, Moulavi, Sander (2013); Kulldorff (1997); sequential p: Besag, Clifford (1991),
/// Biometrika 78(2)
[[nodiscard]] Excess find_excess(const Points& sites, std::span<const std::uint32_t> field,
                                 std::span<const double> weights, const ExcessOptions& options,
                                 Ranks& ranks = alone());

/// Groups, none within another, in the order of their excess: the strongest, then the strongest of those that
/// neither hold nor belong to it, and so on. @param wanted  which groups may be chosen
/// @note  O(groups x depth)
[[nodiscard]] std::vector<std::uint32_t> strongest_groups(
    const Excess& excess, const std::function<bool(std::uint32_t group)>& wanted);

/// Which of the groups each row stands in the area of, by its place in `groups`; -1 = none.
/// @param groups  none within another
/// @note  O(rows + field)
[[nodiscard]] std::vector<std::int32_t> areas_of(const Excess& excess, std::span<const std::uint32_t> groups);

}  // namespace grono::mapping
