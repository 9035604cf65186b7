#pragma once

#include "app/caller.hpp"
#include "cluster/project/plan.hpp"
#include "store/database.hpp"

/// What the use cases of joint projects begin with: the project as the caller may see it.
namespace grono::app {

/// A project that the caller is inside of, with all that it is made of.
/// @throws NotFound  there is none, or the caller may not see it
/// @throws Refused   the caller sees that it is there, and no more
[[nodiscard]] cluster::Plan plan_inside(store::Transaction& transaction, const Caller& caller, cluster::ProjectId id);

/// The same without its parts.
[[nodiscard]] cluster::Project project_inside(store::Transaction& transaction, const Caller& caller,
                                              cluster::ProjectId id);

/// The project where the caller may see it. @throws NotFound
[[nodiscard]] cluster::Project seen_project(store::Transaction& transaction, const Caller& caller,
                                            cluster::ProjectId id);

[[nodiscard]] bool sees_project(store::Transaction& transaction, const Caller& caller, const cluster::Project& project);
[[nodiscard]] bool is_inside(store::Transaction& transaction, const Caller& caller, const cluster::Project& project);
[[nodiscard]] bool may_manage(const Caller& caller, const cluster::Project& project);

/// One speaks for a partner: as its representative, or as who runs the cluster for the coordinator itself. For others who
/// runs it writes down what they said, with a note of where that stands.
/// @throws Refused, InvalidInput (the note is missing)
void require_word_of(store::Transaction& transaction, const Caller& caller, const cluster::Project& project,
                     cluster::OrganisationId partner, const std::string& note);

}  // namespace grono::app
