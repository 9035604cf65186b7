#pragma once

#include "app/discovery/discovery.hpp"
#include "mapping/ranks.hpp"

namespace grono::app {

/// After a search over processes: makes the first one's `found` hold what it takes to tell of the clusters,
/// and no more: the establishments of the field, those in the clusters' areas, and those that could stand in
/// their outlines; with the trees, cores and merges of these. What is told of it is what one process with all
/// establishments would tell.
///
/// @param found  each process's own establishments, the excess of all, the ground
/// @return  whether this is the first process: what the others hold is of no more use
[[nodiscard]] bool bring_together(const DiscoveryQuestion& question, Discovery& found, mapping::Ranks& ranks);

}  // namespace grono::app
