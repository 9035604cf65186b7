#pragma once

#include <string_view>

#include "cluster/organisation.hpp"
#include "geo/gazetteer.hpp"

namespace grono::app {

/// Gives a place without coordinates those of its locality, and the region's codes where it has none.
/// @returns  whether the locality was found
bool locate(cluster::Place& place, const geo::Gazetteer& gazetteer);

/// The same for every place without coordinates. @returns  how many were found
int locate_places(cluster::Organisation& organisation, const geo::Gazetteer& gazetteer);

}  // namespace grono::app
