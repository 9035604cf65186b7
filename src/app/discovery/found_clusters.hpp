#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/discovery/surroundings.hpp"
#include "geo/boundaries.hpp"
#include "geo/gazetteer.hpp"
#include "mapping/composition.hpp"
#include "mapping/concave_hull.hpp"
#include "mapping/establishments.hpp"
#include "mapping/excess.hpp"
#include "mapping/scope.hpp"

namespace grono::app {

/// What is known of the ground; empty where coordinates are projected.
struct Ground {
  std::optional<geo::Boundaries> countries, regions;
  std::vector<geo::Locality> localities;
};

/// Where a group of the hierarchy lies.
struct GroupPlace {
  double x = 0, y = 0;  ///< centre: degrees, or metres where projected
  double radius_m = 0;  ///< within which nine in ten of its establishments stand
  std::vector<mapping::AreaShare> countries, regions;
  mapping::Scope scope = mapping::Scope::city;
};

/// A cluster that was found, with all that is told of it.
struct FoundCluster {
  std::uint32_t group = 0;  ///< of the hierarchy
  std::string name;
  GroupPlace place;
  std::vector<std::uint32_t> members;  ///< rows of the field's establishments in it, ascending
  std::vector<std::vector<mapping::PlanePoint>>
      rings;                               ///< its outline, one or (across the antimeridian) more
  mapping::Composition activities, kinds;  ///< of its members
  Surroundings around;
};

/// Where each group lies, the cores of its area counted.
/// @note  O(sum of the groups' sizes)
[[nodiscard]] std::vector<GroupPlace> places_of_groups(const mapping::Excess& excess,
                                                       const mapping::Establishments& establishments,
                                                       const Ground& ground, const mapping::ScopeRule& rule);

/// All but what is around them.
/// @param groups  none within another
[[nodiscard]] std::vector<FoundCluster> describe(const mapping::Excess& excess,
                                                 const std::vector<GroupPlace>& places,
                                                 const std::vector<std::uint32_t>& groups,
                                                 const std::vector<std::int32_t>& label,
                                                 const mapping::Establishments& establishments,
                                                 const Ground& ground);

}  // namespace grono::app
