#include "app/discussed.hpp"

#include <algorithm>

#include "app/errors.hpp"
#include "app/ideas.hpp"
#include "app/projects/inside.hpp"
#include "base/error.hpp"
#include "store/part_store.hpp"
#include "store/project_store.hpp"

namespace grono::app {
namespace {

using cluster::Audience;

// Where the named organisations are between the owner and them, none of them learns of another by its people's names.
std::vector<Audience> known_viewers(const Caller& caller, const cluster::Idea& idea,
                                    const std::vector<Audience>& viewers) {
  // To the public belong all accounts of the installation: of them, who takes part in the cluster.
  if (idea.visibility == cluster::Visibility::everyone) return {{Audience::Kind::members_of, idea.cluster.uuid}};
  if (idea.visibility != cluster::Visibility::named ||
      cluster::may(caller.actor, cluster::Permission::edit_idea, {idea.cluster, idea.organisation, {}}))
    return viewers;
  const auto own = cluster::audiences_of(caller.actor);
  std::vector<Audience> known;
  for (const Audience& group : viewers)
    if ((idea.organisation && group.id == idea.organisation->uuid) ||
        std::binary_search(own.begin(), own.end(), group))
      known.push_back(group);
  return known;
}

Discussed of_idea(store::Transaction& transaction, const Caller& caller, cluster::IdeaId id) {
  const cluster::Idea idea = read_idea(transaction, caller, id).row.idea;
  const auto sharing = cluster::sharing_of(idea);
  const auto ties = cluster::ties_of(idea);
  Discussed made;
  made.viewers = cluster::audiences_for(sharing, ties);
  made.known = known_viewers(caller, idea, made.viewers);
  if (cluster::runners_see(sharing, ties)) made.log = idea.cluster;
  made.author = idea.author;
  made.notified_kind = "idea";
  made.notified = id.str();
  made.may_talk = cluster::takes_part(caller.actor, idea.cluster);
  made.may_moderate = cluster::may(caller.actor, cluster::Permission::choose_idea, {idea.cluster, idea.organisation, {}});
  return made;
}

// What is said of a project or of a part of it goes on inside.
Discussed inside(store::Transaction& transaction, const Caller& caller, cluster::ProjectId id) {
  const cluster::Project project = project_inside(transaction, caller, id);
  Discussed made;
  made.viewers = made.known = cluster::insiders(project, store::PartStore(transaction).invited(id));
  made.log = project.cluster;
  made.notified_kind = "project";
  made.notified = id.str();
  made.may_talk = true;
  made.may_moderate = may_manage(caller, project);
  return made;
}

Discussed of_task(store::Transaction& transaction, const Caller& caller, cluster::PartId id) {
  const auto part = store::PartStore(transaction).find(id);
  const auto project = part ? store::ProjectStore(transaction).find(part->project) : std::nullopt;
  if (!project || part->kind() != cluster::PartKind::task || !is_inside(transaction, caller, *project))
    throw NotFound("there is no such task");
  return inside(transaction, caller, part->project);
}

template <class IdType>
IdType parsed(std::string_view id) {
  if (const auto found = IdType::parse(id)) return *found;
  throw NotFound("there is no such thing");
}

}  // namespace

Discussed discussed(store::Transaction& transaction, const Caller& caller, std::string_view kind, std::string_view id) {
  GRONO_INVARIANT(kind == "idea" || kind == "project" || kind == "task");
  Discussed made = kind == "idea"      ? of_idea(transaction, caller, parsed<cluster::IdeaId>(id))
                   : kind == "project" ? inside(transaction, caller, parsed<cluster::ProjectId>(id))
                                       : of_task(transaction, caller, parsed<cluster::PartId>(id));
  made.kind = kind;
  made.id = id;
  return made;
}

void require_talk(const Caller& caller, const Discussed& thing) {
  if (!thing.may_talk)
    throw Refused(cluster::Permission::propose_idea,
                  caller.actor.user ? Refused::Reason::not_allowed : Refused::Reason::not_logged_in);
}

}  // namespace grono::app
