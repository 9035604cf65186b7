#include "app/projects/projects.hpp"

#include <algorithm>
#include <map>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/errors.hpp"
#include "app/ideas.hpp"
#include "app/known_names.hpp"
#include "app/projects/inside.hpp"
#include "app/word_forms.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "cluster/project/moves.hpp"
#include "store/idea_store.hpp"
#include "store/part_store.hpp"

namespace grono::app {
namespace {

using cluster::OrganisationId;
using cluster::PartnerState;
using cluster::Permission;
using cluster::Project;
using cluster::ProjectId;
using cluster::ProjectStage;

std::string words_of(const Project& project, const Installation& installation) {
  WordForms forms(*installation.lemmatiser());
  forms.add(project.acronym, "");
  forms.add(project.title);
  forms.add(project.summary);
  return forms.joined();
}

store::ProjectFilter filter_of(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                               const ProjectQuestion& question) {
  store::ProjectFilter made;
  if (question.cluster) made.cluster = read_cluster(transaction, *question.cluster).id;
  made.audiences = cluster::audiences_of(caller.actor);
  made.stages = question.stages;
  made.partner = question.partner;
  made.words = forms_sought(*installation.lemmatiser(), question.text);
  return made;
}

std::map<OrganisationId, std::string> names_of(store::Transaction& transaction, std::span<const cluster::Part> parts) {
  std::vector<OrganisationId> ids;
  for (const cluster::Part& part : parts) ids.push_back(part.as<cluster::Partner>()->organisation);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return organisation_names(transaction, ids);
}

// What the caller may do in the project: to any of its parts, or in the name of one of its partners.
std::vector<std::string_view> acts(const Caller& caller, const Project& project, bool is_inside,
                                   std::span<const PartnerName> partners) {
  if (!is_inside) return {};
  std::vector<std::string_view> made = {"inside"};
  const auto may = [&](Permission permission) {
    return cluster::may(caller.actor, permission, {project.cluster, {}, {}}) ||
           std::any_of(partners.begin(), partners.end(), [&](const PartnerName& partner) {
             return partner.state == PartnerState::active &&
                    cluster::may(caller.actor, permission, {project.cluster, partner.organisation, {}});
           });
  };
  if (may(Permission::manage_project)) made.push_back("manage");
  if (may(Permission::plan_project)) made.push_back("plan");
  if (may(Permission::work_in_project)) made.push_back("work");
  return made;
}

// The projects with their partners, for whom may see them.
std::vector<ProjectView> views_of(store::Transaction& transaction, const Caller& caller, std::vector<Project> projects) {
  std::vector<ProjectId> ids;
  for (const Project& each : projects) ids.push_back(each.id);
  const auto parts = store::PartStore(transaction).partners(ids);
  const auto names = names_of(transaction, parts);
  std::vector<ProjectView> made;
  for (Project& project : projects) {
    ProjectView view;
    std::vector<PartnerName> all;
    std::vector<OrganisationId> asked;
    for (const cluster::Part& part : parts) {
      const auto& partner = *part.as<cluster::Partner>();
      if (part.project != project.id) continue;
      if (partner.state != PartnerState::active && partner.state != PartnerState::invited) continue;
      if (partner.state == PartnerState::invited) asked.push_back(partner.organisation);
      const auto name = names.find(partner.organisation);
      all.push_back({partner.organisation, name == names.end() ? "" : name->second, partner.role, partner.state});
    }
    const bool inside = cluster::is_among(caller.actor, cluster::insiders(project, asked));
    view.may = acts(caller, project, inside, all);
    std::copy_if(all.begin(), all.end(), std::back_inserter(view.partners),
                 [&](const PartnerName& partner) { return inside || partner.state == PartnerState::active; });
    view.project = std::move(project);
    made.push_back(std::move(view));
  }
  return made;
}

Project own_project(store::Transaction& transaction, const Caller& caller, ProjectId id) {
  Project project = seen_project(transaction, caller, id);
  require(caller, Permission::manage_project, {project.cluster, {}, {}});
  return project;
}

// The idea goes on as the project: it has to be one that the caller could choose.
void take_along(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                const Project& project) {
  auto idea = read_idea(transaction, caller, *project.idea).row.idea;
  if (idea.cluster != project.cluster)
    throw InvalidInput("/idea", "is of another cluster", "begin the project in the cluster of the idea");
  require(caller, Permission::choose_idea, {idea.cluster, idea.organisation, {}});
  cluster::become_project(idea);
  store_idea(transaction, installation, idea);
}

void give_back(store::Transaction& transaction, const Installation& installation, const Project& project) {
  auto found = store::IdeaStore(transaction).find(*project.idea, std::nullopt);
  if (!found || found->idea.stage != cluster::IdeaStage::project) return;
  cluster::give_back(found->idea);
  store_idea(transaction, installation, found->idea);
}

// The cluster's coordinator leads the project from its first day; asking it is asking oneself.
void add_lead(store::Transaction& transaction, const Project& project, const OrganisationId& coordinator) {
  cluster::Partner lead;
  lead.organisation = coordinator;
  lead.role = cluster::PartnerRole::lead;
  lead.state = PartnerState::active;
  lead.since = project.begins_on;
  cluster::Part part{new_id<cluster::PartId>(), project.id, lead, 0, {}, {}, {}};
  store::PartStore(transaction).insert(project, part);
}

// Who is a partner from the first day stays so when that is another day.
void move_first_days(store::Transaction& transaction, const Project& before, const Project& after) {
  if (before.begins_on == after.begins_on) return;
  store::PartStore parts(transaction);
  for (cluster::Part& part : parts.list(after.id, cluster::PartKind::partner)) {
    auto partner = *part.as<cluster::Partner>();
    if (partner.since != before.begins_on) continue;
    partner.since = after.begins_on;
    part.value = partner;
    parts.update(after, part);
  }
}

void require_no_open_ends(const cluster::Plan& plan) {
  std::string all;
  for (const std::string& each : cluster::open_ends(plan)) all += (all.empty() ? "" : ", ") + each;
  if (!all.empty()) throw Conflict("the project can't be closed yet; there are " + all);
}

}  // namespace

store::Page<ProjectView> list_projects(store::Transaction& transaction, const Installation& installation,
                                       const Caller& caller, const ProjectQuestion& question,
                                       const store::PageRequest& page) {
  auto found = store::ProjectStore(transaction).list(filter_of(transaction, installation, caller, question), page);
  return {views_of(transaction, caller, std::move(found.items)), found.next};
}

std::map<ProjectStage, std::int64_t> count_projects(store::Transaction& transaction, const Installation& installation,
                                                    const Caller& caller, const ProjectQuestion& question) {
  return store::ProjectStore(transaction).counts(filter_of(transaction, installation, caller, question));
}

ProjectView read_project(store::Transaction& transaction, const Caller& caller, ProjectId id) {
  ProjectView view = std::move(views_of(transaction, caller, {seen_project(transaction, caller, id)}).front());
  if (view.project.idea) {
    const auto idea = store::IdeaStore(transaction).find(*view.project.idea, std::nullopt);
    if (idea && cluster::may_see(caller.actor, cluster::sharing_of(idea->idea), cluster::ties_of(idea->idea)))
      view.idea_title = idea->idea.title;
    else
      view.project.idea.reset();
  }
  return view;
}

ProjectView begin_project(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                          std::string_view cluster, const nlohmann::json& draft) {
  const auto where = read_cluster(transaction, cluster);
  require(caller, Permission::create_project, {where.id, {}, {}});
  Project project = cluster::project_from_json(draft);
  project.cluster = where.id;
  cluster::normalise(project);
  if (project.idea) take_along(transaction, installation, caller, project);
  project.id = new_id<ProjectId>();
  store::ProjectStore(transaction).insert(project, words_of(project, installation));
  if (where.coordinator) add_lead(transaction, project, *where.coordinator);
  return read_project(transaction, caller, project.id);
}

ProjectView edit_project(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                         ProjectId id, std::int64_t version, const nlohmann::json& draft) {
  const Project stored = own_project(transaction, caller, id);
  Project edited = cluster::project_from_json(draft, stored);
  cluster::normalise(edited);
  if (stored.stage != ProjectStage::draft &&
      (edited.begins_on != stored.begins_on || edited.ends_on != stored.ends_on))
    throw Conflict("the time of a running project changes only when its partners approve: ask for the change");
  edited.version = version;
  store::ProjectStore(transaction).update(edited, words_of(edited, installation));
  move_first_days(transaction, stored, edited);
  return read_project(transaction, caller, id);
}

ProjectView move_project(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                         ProjectId id, std::int64_t version, ProjectStage stage, std::string outcome) {
  Project project = own_project(transaction, caller, id);
  cluster::move(project, stage, std::move(outcome));
  cluster::normalise(project);
  if (stage == ProjectStage::closed) require_no_open_ends({project, store::PartStore(transaction).list(id)});
  project.version = version;
  store::ProjectStore(transaction).update(project, words_of(project, installation));
  return read_project(transaction, caller, id);
}

void delete_project(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                    ProjectId id, std::int64_t version) {
  const Project project = own_project(transaction, caller, id);
  if (project.stage != ProjectStage::draft && project.stage != ProjectStage::abandoned)
    throw Conflict("the project has begun and is part of what its partners did: close or abandon it instead");
  store::ProjectStore(transaction).remove(id, version);
  if (project.idea) give_back(transaction, installation, project);
}

ProjectView restore_project(store::Transaction& transaction, const Installation& installation, const Caller& caller,
                            ProjectId id) {
  store::ProjectStore projects(transaction);
  if (const auto deleted = projects.find_deleted(id)) {
    if (!may_manage(caller, *deleted)) throw NotFound("there is no such project to bring back");
    projects.restore(id);
    if (deleted->idea) take_along(transaction, installation, caller, *deleted);
  } else {
    static_cast<void>(own_project(transaction, caller, id));  // it is there already
  }
  return read_project(transaction, caller, id);
}

nlohmann::json project_changes_as_seen_by(store::Transaction& transaction, const Caller& caller,
                                          const std::string& project, nlohmann::json changes) {
  const auto id = ProjectId::parse(project);
  GRONO_INVARIANT(id);
  store::ProjectStore projects(transaction);
  auto found = projects.find(*id);
  if (!found) found = projects.find_deleted(*id);
  return found && is_inside(transaction, caller, *found) ? changes : nlohmann::json::object();
}

nlohmann::json to_json(const ProjectView& view) {
  nlohmann::json made = cluster::to_json(view.project);
  nlohmann::json partners = nlohmann::json::array();
  for (const PartnerName& partner : view.partners)
    partners.push_back({{"organisation", partner.organisation.str()},
                        {"name", partner.name},
                        {"role", cluster::name_of(partner.role)},
                        {"state", cluster::name_of(partner.state)}});
  made["partners"] = std::move(partners);
  if (!view.idea_title.empty()) made["idea_title"] = view.idea_title;
  // Who else was let in is for who manages it.
  if (std::find(view.may.begin(), view.may.end(), "manage") == view.may.end()) made["named"] = nlohmann::json::array();
  made["may"] = view.may;
  return made;
}

}  // namespace grono::app
