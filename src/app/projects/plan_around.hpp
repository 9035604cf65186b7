#pragma once

#include <span>
#include <vector>

#include "cluster/project/plan.hpp"
#include "store/database.hpp"

namespace grono::app {

/// What a part is to become.
struct Edit {
  const cluster::Part& before;
  const cluster::PartValue& after;
};

/// As much of the plan, as it stands, as the rules about these edits look at: of ten thousand tasks mostly one and what it
/// refers to. The whole plan where a link is new, parts are no tasks, or many change.
[[nodiscard]] cluster::Plan plan_around(store::Transaction& transaction, const cluster::Project& project,
                                        std::span<const Edit> edits);

/// The plan with these parts in place of those that have their ids in it; each has one.
[[nodiscard]] cluster::Plan with(const cluster::Plan& stored, const std::vector<cluster::Part>& changed);

}  // namespace grono::app
