#include "app/projects/changes.hpp"

#include <algorithm>
#include <utility>

#include "app/clock.hpp"
#include "app/errors.hpp"
#include "app/projects/inside.hpp"
#include "app/projects/tell.hpp"
#include "app/written_text.hpp"
#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/project/moves.hpp"
#include "store/part_store.hpp"
#include "store/project_store.hpp"

namespace grono::app {
namespace {

using cluster::ProposedChange;
using cluster::ChangeRequest;
using cluster::ChangeState;
using cluster::Part;
using cluster::PartId;
using cluster::PartKind;
using cluster::PartValue;
using cluster::Plan;
using cluster::Project;
using nlohmann::json;

template <class Work>
void below(const std::string& pointer, const Work& work) {
  try {
    work();
  } catch (const InvalidInput& problem) {
    throw InvalidInput(pointer + problem.where(), problem.problem(), problem.mend());
  }
}

const Part* find_part(const Plan& plan, PartId id) {
  const auto found = std::find_if(plan.parts().begin(), plan.parts().end(), [&](const Part& each) { return each.id == id; });
  return found == plan.parts().end() ? nullptr : &*found;
}

void prepare(const Plan& plan, const std::string& here, ProposedChange& change) {
  if (change.kind != PartKind::partner && change.kind != PartKind::budget_line)
    throw InvalidInput(here + "/kind", "changes without a request", "change it where it stands");
  const Part* part = change.part ? find_part(plan, *change.part) : nullptr;
  if (change.part && (!part || part->kind() != change.kind))
    throw InvalidInput(here + "/part", "is nothing of the kind in the project", "choose one that is");
  if (!part && change.after.is_null())
    throw InvalidInput(here + "/after", "is missing", "say what is to be added");
  change.version = part ? part->version : 0;
  change.before = part ? cluster::to_json(part->value) : json();
  if (change.after.is_null()) {
    if (const std::string reason = cluster::reason_to_keep(plan, *part); !reason.empty())
      throw InvalidInput(here + "/part", reason, "ask for something else");
    return;
  }
  below(here + "/after", [&] {
    const PartValue value = cluster::part_from_json(change.after, part ? part->value : cluster::empty_part(change.kind));
    cluster::check(plan, change.part.value_or(PartId{}), value);
    change.after = cluster::to_json(value);
  });
}

// Whether everything that is to be changed is as it was when the change was asked for.
bool is_up_to_date(const Plan& plan, const ChangeRequest& request) {
  return std::all_of(request.changes.begin(), request.changes.end(), [&](const ProposedChange& change) {
    if (!change.part) return true;
    const Part* part = find_part(plan, *change.part);
    return part && part->version == change.version;
  });
}

void apply(store::Transaction& transaction, const Project& project, const Plan& plan, const ProposedChange& change) {
  store::PartStore parts(transaction);
  const Part* stored = change.part ? find_part(plan, *change.part) : nullptr;
  if (change.after.is_null()) return parts.remove(project, *stored, change.version);
  Part part = stored ? *stored : Part{new_id<PartId>(), project.id, {}, 0, {}, {}, {}};
  part.value = cluster::part_from_stored(change.kind, change.after);
  if (stored) parts.update(project, part);
  else parts.insert(project, part);
}

// The changes one after the other, so that what one adds another can build on.
bool fit_together(const Plan& plan, const ChangeRequest& request) {
  try {
    for (const ProposedChange& change : request.changes)
      if (!change.after.is_null())
        cluster::check(plan, change.part.value_or(PartId{}), cluster::part_from_stored(change.kind, change.after));
  } catch (const InvalidInput&) {
    return false;  // told to everyone by the state of the request
  }
  return true;
}

}  // namespace

void prepare_changes(const Plan& plan, ChangeRequest& request) {
  if (plan.project().stage != cluster::ProjectStage::running)
    throw Conflict("a project that is not running needs no request: change it where it stands");
  for (std::size_t i = 0; i < request.changes.size(); ++i)
    prepare(plan, "/changes/" + std::to_string(i), request.changes[i]);
}

void apply_if_approved(store::Transaction& transaction, const Plan& plan, ChangeRequest& request) {
  if (request.state != ChangeState::open || !cluster::is_approved(request, cluster::voters(plan))) return;
  if (!is_up_to_date(plan, request) || !fit_together(plan, request)) {
    request.state = ChangeState::outdated;
    return;
  }
  Project project = plan.project();
  for (const ProposedChange& change : request.changes) apply(transaction, project, plan, change);
  store::ProjectStore projects(transaction);
  if (request.ends_on) {
    project.ends_on = *request.ends_on;
    projects.move_end(project);
  }
  projects.refresh_viewers(project);
  request.state = ChangeState::applied;
}

PartView vote_on_change(store::Transaction& transaction, const Caller& caller, cluster::ProjectId id, PartId request_id,
                        std::int64_t version, const json& body) {
  const Plan plan = plan_inside(transaction, caller, id);
  const Project& project = plan.project();
  const PartsOf where{id, PartKind::change_request};
  Part part = read_part(transaction, caller, where, request_id).part;
  cluster::JsonReader reader(body, "");
  cluster::Vote vote;
  vote.organisation = reader.required("organisation", reader.id<cluster::OrganisationId>("organisation"));
  vote.is_for = reader.flag("is_for");
  vote.note = written_text(reader, "note", 2'000);
  reader.expect_nothing_else();
  vote.by = caller.actor.user;
  vote.at = now();
  const auto voters = cluster::voters(plan);
  if (std::find(voters.begin(), voters.end(), vote.organisation) == voters.end())
    throw InvalidInput("/organisation", "does not vote in the project", "choose an active partner");
  require_word_of(transaction, caller, project, vote.organisation, vote.note);
  if (part.version != version) throw VersionConflict("it was changed meanwhile");
  auto request = *part.as<ChangeRequest>();
  cluster::vote(request, std::move(vote));
  apply_if_approved(transaction, plan, request);
  const PartValue before = std::exchange(part.value, std::move(request));
  store::PartStore(transaction).update(project, part);
  tell_of_part(transaction, project, &before, part);
  return read_part(transaction, caller, where, request_id);
}

}  // namespace grono::app
