#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mapping/dendrogram.hpp"
#include "mapping/points.hpp"

namespace grono::mapping {

/// Where every site joins the hierarchy of a field's establishments.
///
/// At distance e the field's groups are those of DBSCAN: its establishments whose core distance is at most e,
/// linked where they are within e of each other. The area of a group at e is all ground within e of one of
/// these cores. A site stands in an area from the distance min over cores p of max(d(site, p), core distance
/// of p) on; where two areas meet it belongs to the core that reaches it first, of equal ones the nearest,
/// then that of the lowest number. A site of the field follows the same rule, itself among the cores, so that
/// inside and outside are told alike for those of the field and all others.
struct FieldReach {
  std::vector<std::uint32_t>
      core;  ///< of each site: the field's establishment that reaches it, by its place in `field`
  std::vector<std::uint32_t> merge;  ///< the first merge of the dendrogram at whose distance the site is
                                     ///< inside; as many as there are merges where it is outside of all
};

/// @param sites            any sites
/// @param field            the field's establishments, not empty, of the same kind of points
/// @param core_distance_m  of each of them, metres on the ground; infinite = never a core
/// @param dendrogram       of the field
/// @note   O(sites log field) in practice, parallel; the same for any number of threads
/// @source DBSCAN's border points: Ester, Kriegel, Sander, Xu (1996); mutual reachability: Campello, Moulavi,
/// Sander
///         (2013), definition 5
[[nodiscard]] FieldReach field_reach(const Points& sites, const Points& field,
                                     std::span<const double> core_distance_m, const Dendrogram& dendrogram);

}  // namespace grono::mapping
