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

/// As much of the plan as the rules about a part that is not in it yet look at: of a new task the partners and what it
/// refers to, for nothing waits for it. The whole plan for a request for changes.
[[nodiscard]] cluster::Plan plan_around_new(store::Transaction& transaction, const cluster::Project& project,
                                            const cluster::PartValue& value);

/// The same of a part that comes back, for which others may have gone on waiting: where it waits for any itself, all tasks.
[[nodiscard]] cluster::Plan plan_around_restored(store::Transaction& transaction, const cluster::Project& project,
                                                 const cluster::Part& part);

/// As much of the plan as decides whether the part may go: whatever may refer to it.
[[nodiscard]] cluster::Plan plan_around_removed(store::Transaction& transaction, const cluster::Project& project,
                                                const cluster::Part& part);

/// The plan with these parts in place of those that have their ids in it; each has one.
[[nodiscard]] cluster::Plan with(const cluster::Plan& stored, const std::vector<cluster::Part>& changed);

}  // namespace grono::app
