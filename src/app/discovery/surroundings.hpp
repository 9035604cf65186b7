#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "app/discovery/activity_links.hpp"
#include "mapping/complements.hpp"
#include "mapping/composition.hpp"

namespace grono::app {

/// Everybody who stands in a cluster's area, of the field or not: what the field has around it, and what it
/// lacks.
struct Surroundings {
  double establishments = 0;  ///< with an activity
  mapping::Composition activities, kinds;
  std::vector<double> count;  ///< establishments of each activity that is told of, as in ActivityLinks
  double relatedness = std::numeric_limits<double>::quiet_NaN();  ///< see mapping::mean_relatedness
  std::vector<mapping::MissingActivity> missing;
};

/// The surroundings of clusters.
/// @param label  of each establishment: the cluster in whose area it stands; -1 = none
/// @param most   missing activities of each
/// @note  O(establishments + clusters x activities^2), parallel
[[nodiscard]] std::vector<Surroundings> surroundings_of(const std::vector<std::int32_t>& label,
                                                        std::size_t clusters,
                                                        const mapping::Establishments& establishments,
                                                        const ActivityLinks& links, std::uint32_t most);

}  // namespace grono::app
