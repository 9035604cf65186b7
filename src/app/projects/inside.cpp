#include "app/projects/inside.hpp"

#include "app/errors.hpp"
#include "base/error.hpp"
#include "store/cluster_store.hpp"
#include "store/part_store.hpp"
#include "store/project_store.hpp"

namespace grono::app {
namespace {

using cluster::Project;
using cluster::ProjectId;

std::vector<cluster::OrganisationId> invited(store::Transaction& transaction, ProjectId id) {
  return store::PartStore(transaction).invited(id);
}

}  // namespace

bool sees_project(store::Transaction& transaction, const Caller& caller, const Project& project) {
  return cluster::is_among(caller.actor, cluster::viewers(project, invited(transaction, project.id)));
}

Project seen_project(store::Transaction& transaction, const Caller& caller, ProjectId id) {
  auto found = store::ProjectStore(transaction).find(id);
  if (!found || !sees_project(transaction, caller, *found))
    throw NotFound("there is no such project");
  return *std::move(found);
}

bool is_inside(store::Transaction& transaction, const Caller& caller, const Project& project) {
  const auto asked = invited(transaction, project.id);
  return cluster::is_among(caller.actor, cluster::viewers(project, asked)) &&
         cluster::is_among(caller.actor, cluster::insiders(project, asked));
}

Project project_inside(store::Transaction& transaction, const Caller& caller, ProjectId id) {
  Project project = seen_project(transaction, caller, id);
  if (!is_inside(transaction, caller, project))
    throw Refused(cluster::Permission::work_in_project,
                  caller.actor.user ? Refused::Reason::not_allowed : Refused::Reason::not_logged_in);
  return project;
}

cluster::Plan plan_inside(store::Transaction& transaction, const Caller& caller, ProjectId id) {
  Project project = project_inside(transaction, caller, id);
  return {std::move(project), store::PartStore(transaction).list(id)};
}

void require_word_of(store::Transaction& transaction, const Caller& caller, const Project& project,
                     cluster::OrganisationId partner, const std::string& note) {
  const cluster::Subject subject = {project.cluster, partner, {}};
  if (cluster::may(caller.actor, cluster::Permission::speak_for_partner, subject)) return;
  require(caller, cluster::Permission::manage_project, subject);
  const auto cluster = store::ClusterStore(transaction).find(project.cluster);
  if (note.empty() && !(cluster && cluster->coordinator == partner))
    throw InvalidInput("/note", "is missing", "say how the partner let you know, as in \"signed letter of 3 November\"");
}

bool may_manage(const Caller& caller, const Project& project) {
  return cluster::may(caller.actor, cluster::Permission::manage_project, {project.cluster, {}, {}});
}

}  // namespace grono::app
