#include "app/projects/parts.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>

#include "app/clock.hpp"
#include "app/errors.hpp"
#include "app/projects/changes.hpp"
#include "app/projects/inside.hpp"
#include "app/projects/plan_around.hpp"
#include "app/projects/tell.hpp"
#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/project/moves.hpp"
#include "store/part_store.hpp"
#include "store/project_store.hpp"

namespace grono::app {
namespace {

using cluster::Part;
using cluster::PartId;
using cluster::PartKind;
using cluster::PartValue;
using cluster::Permission;
using cluster::Plan;
using cluster::Project;
using cluster::ProjectStage;
using nlohmann::json;

constexpr std::size_t kMostParts = 20'000;
constexpr std::size_t kMostChanges = 10'000;

cluster::Subject subject_of(const Project& project, const PartValue& value) {
  return {project.cluster, cluster::organisation_of(value), {}};
}

bool changes_by_request(PartKind kind) { return kind == PartKind::partner || kind == PartKind::budget_line; }

bool is_over(const Project& project) {
  return project.stage == ProjectStage::closed || project.stage == ProjectStage::abandoned;
}

// Results are put together after the end, too.
bool stands_still(const Project& project, PartKind kind) { return is_over(project) && kind != PartKind::result; }

void require_open(const Project& project, PartKind kind) {
  if (stands_still(project, kind))
    throw Conflict("the project is over: it stays as it was; take it up again to change something");
}

void require_no_request(const Project& project, PartKind kind) {
  if (project.stage == ProjectStage::running && changes_by_request(kind))
    throw Conflict("partners and budget of a running project change when its partners approve: ask for the change");
}

bool sees(const Caller& caller, const Project& project, const Part& part) {
  return cluster::sees_part(caller.actor, project.cluster, part.kind(), cluster::organisation_of(part.value));
}

std::vector<std::string_view> acts(const Caller& caller, const Project& project, const Part& part) {
  if (stands_still(project, part.kind())) return {};
  std::vector<std::string_view> made;
  const cluster::Subject subject = subject_of(project, part.value);
  const bool is_locked = project.stage == ProjectStage::running && changes_by_request(part.kind());
  if (!is_locked && cluster::may(caller.actor, cluster::permission_for(part.kind()), subject)) made = {"edit", "delete"};
  if (cluster::may(caller.actor, Permission::speak_for_partner, subject)) made.push_back("answer");
  if (cluster::may(caller.actor, Permission::manage_project, subject)) made.push_back("decide");
  return made;
}

PartView view_of(const Caller& caller, const Project& project, Part part) {
  auto may = acts(caller, project, part);
  return {std::move(part), std::move(may)};
}

// What one may not see, or of another kind, is not there.
Part find_part(store::Transaction& transaction, const Caller& caller, const Project& project, PartsOf where, PartId id,
               bool is_deleted = false) {
  store::PartStore parts(transaction);
  auto found = is_deleted ? parts.find_deleted(id) : parts.find(id);
  if (!found || found->project != where.project || found->kind() != where.kind || !sees(caller, project, *found))
    throw NotFound("there is no such thing in the project");
  return *std::move(found);
}

// What is written as one thing is checked as one: the fields, then what holds between it and the rest.
void check(const Plan& plan, PartId self, PartValue& value) {
  if (auto* request = std::get_if<cluster::ChangeRequest>(&value)) prepare_changes(plan, *request);
  cluster::check(plan, self, value);
}

void refresh_viewers(store::Transaction& transaction, const Project& project, PartKind kind) {
  if (kind == PartKind::partner) store::ProjectStore(transaction).refresh_viewers(project);
}

// The coordinator's own request is for what the coordinator wants; a partner's is for what that partner wants.
void vote_as_asked(const Caller& caller, const Plan& plan, cluster::ChangeRequest& request) {
  auto organisation = request.organisation;
  if (!organisation)
    for (const auto& [part, partner] : plan.all<cluster::Partner>())
      if (partner->role == cluster::PartnerRole::lead && partner->state == cluster::PartnerState::active)
        organisation = partner->organisation;
  if (organisation) cluster::vote(request, {*organisation, true, "", caller.actor.user, now()});
}

void require_nobody_owes(const Plan& plan, const Part& period) {
  const auto owed = cluster::owed_reports(plan, period);
  if (!owed.empty())
    throw Conflict("the period can't be closed: " + std::to_string(owed.size()) +
                   (owed.size() == 1 ? " partner still owes its report" : " partners still owe their reports"));
}

/// To which state, with which word, of the part as it was read.
struct Move {
  store::Transaction& transaction;
  const Caller& caller;
  const Plan& plan;
  const Part& part;
  std::int64_t version;
  const std::string& state;
  const std::string& note;

  template <class State>
  [[nodiscard]] State to(const char* mend) const {
    if (const auto found = cluster::value_of<State>(state)) return *found;
    throw InvalidInput("/state", "\"" + state + "\" is nothing it can become", mend);
  }
  void require(Permission permission) const {
    app::require(caller, permission, subject_of(plan.project(), part.value));
  }
  void require_word() const {
    const auto partner = cluster::organisation_of(part.value);
    GRONO_INVARIANT(partner);
    require_word_of(transaction, caller, plan.project(), *partner, note);
  }
  /// Who may not gets no word of what others did meanwhile: this comes after what is required.
  void require_unchanged() const {
    if (part.version != version) throw VersionConflict("it was changed meanwhile");
  }
};

void make(const Move& move, cluster::Partner& partner) {
  move.require_word();
  move.require_unchanged();
  const auto to = move.to<cluster::PartnerState>("use active, declined or left");
  // Who agrees to a plan is a partner from its first day, also where the plan is written down after that.
  const Project& project = move.plan.project();
  const bool is_from_the_first_day = to == cluster::PartnerState::active && project.stage == ProjectStage::draft;
  cluster::move(partner, to, move.note, is_from_the_first_day ? project.begins_on : today());
}

void make(const Move& move, cluster::Report& report) {
  const auto to = move.to<cluster::ReportState>("use submitted, returned or accepted");
  if (to == cluster::ReportState::submitted)
    move.require_word();
  else
    move.require(Permission::manage_project);
  move.require_unchanged();
  if (move.plan.find<cluster::Period>(report.period)->is_closed)
    throw Conflict("the period is closed: open it again to change its reports");
  cluster::move(report, to, move.note, now());
}

void make(const Move& move, cluster::Period& period) {
  move.require(Permission::manage_project);
  move.require_unchanged();
  if (move.state != "closed" && move.state != "open")
    throw InvalidInput("/state", "\"" + move.state + "\" is no state of a period", "use closed or open");
  const bool closes = move.state == "closed";
  if (period.is_closed == closes)
    throw Conflict(closes ? "the period is closed already; somebody may have done it meanwhile" : "the period is open");
  if (closes) require_nobody_owes(move.plan, move.part);
  period.is_closed = closes;
}

void make(const Move& move, cluster::ChangeRequest& request) {
  move.require(request.organisation ? Permission::plan_project : Permission::manage_project);
  move.require_unchanged();
  if (move.state != "withdrawn" || request.state != cluster::ChangeState::open)
    throw InvalidInput("/state", "a request that is open can be withdrawn, and nothing else",
                       "vote on it to approve or reject it");
  request.state = cluster::ChangeState::withdrawn;
}

double* position_of(PartValue& value) {
  if (auto* task = std::get_if<cluster::Task>(&value)) return &task->position;
  if (auto* work_package = std::get_if<cluster::WorkPackage>(&value)) return &work_package->position;
  return nullptr;
}

bool says_its_place(const json& draft) { return draft.contains("position") && !draft["position"].is_null(); }

/// Places at the end, for what is added and says no place of its own.
class LastPlace {
 public:
  explicit LastPlace(const std::vector<Part>& parts) {
    for (const Part& part : parts) {
      PartValue value = part.value;
      take(value);
    }
  }
  void give(PartValue& value, const json& draft) {
    double* position = position_of(value);
    if (position && !says_its_place(draft)) *position = last_.at(value.index()) + 1;
    take(value);
  }

 private:
  void take(PartValue& value) {
    if (const double* position = position_of(value))
      last_.at(value.index()) = std::max(last_.at(value.index()), *position);
  }

  std::array<double, std::variant_size_v<PartValue>> last_ = {};
};

/// One of many changes, as the request says it.
struct PartChange {
  std::string pointer;  ///< of what it sets
  PartId id;
  std::int64_t version = 0;
  json set;
};

std::vector<PartChange> changes_from(const json& body) {
  cluster::JsonReader reader(body, "");
  auto made = reader.list("changes", [](const json& element, const std::string& pointer) {
    cluster::JsonReader change(element, pointer);
    PartChange one{change.at("set"), change.required("id", change.id<PartId>("id")),
                   change.required("version", change.integer("version")), json::object()};
    if (const json* set = change.value("set")) one.set = *set;
    if (!one.set.is_object()) throw InvalidInput(one.pointer, "is no object", "give fields with their new values");
    change.expect_nothing_else();
    return one;
  });
  reader.expect_nothing_else();
  if (made.empty()) throw InvalidInput("/changes", "is empty", "say what is to be different");
  if (made.size() > kMostChanges)
    throw InvalidInput("/changes", "holds " + std::to_string(made.size()) + " changes",
                       "keep to " + std::to_string(kMostChanges));
  return made;
}

/// What a rule says of one of many, at its place among them.
template <class Work>
void at_place(const std::string& pointer, const Work& work) {
  try {
    work();
  } catch (const InvalidInput& problem) {
    throw InvalidInput(pointer + problem.where(), problem.problem(), problem.mend());
  }
}

// Those that are to be changed, in the order of the changes.
std::vector<Part> parts_to_change(store::Transaction& transaction, PartsOf where,
                                  const std::vector<PartChange>& changes) {
  std::vector<PartId> ids;
  std::unordered_map<PartId, std::size_t> place;
  for (const PartChange& change : changes) {
    if (!place.emplace(change.id, ids.size()).second)
      throw InvalidInput(change.pointer, "is of a thing that is changed above", "say all that changes of it at once");
    ids.push_back(change.id);
  }
  std::vector<Part> made(ids.size());
  std::size_t found = 0;
  for (Part& part : store::PartStore(transaction).list(where.project, ids)) {
    if (part.kind() == where.kind) ++found;
    made[place.at(part.id)] = std::move(part);
  }
  if (found < ids.size()) throw NotFound("there is no such thing in the project");
  return made;
}

template <class T>
void make(const Move& move, T&) {
  move.require(cluster::permission_for(move.part.kind()));
  throw InvalidInput("/state", "is changed with the rest of it", "send the whole");
}

}  // namespace

std::vector<PartView> list_parts(store::Transaction& transaction, const Caller& caller, PartsOf where) {
  const Project project = project_inside(transaction, caller, where.project);
  std::vector<PartView> made;
  for (Part& part : store::PartStore(transaction).list(where.project, where.kind))
    if (sees(caller, project, part)) made.push_back(view_of(caller, project, std::move(part)));
  return made;
}

PartView read_part(store::Transaction& transaction, const Caller& caller, PartsOf where, PartId id) {
  const Project project = project_inside(transaction, caller, where.project);
  return view_of(caller, project, find_part(transaction, caller, project, where, id));
}

PartView add_part(store::Transaction& transaction, const Caller& caller, PartsOf where, const json& draft) {
  const Project project = project_inside(transaction, caller, where.project);
  PartValue value = cluster::part_from_json(draft, cluster::empty_part(where.kind));
  require(caller, cluster::permission_for(where.kind), subject_of(project, value));
  require_open(project, where.kind);
  require_no_request(project, where.kind);
  const Plan plan = plan_around_new(transaction, project, value);
  check(plan, {}, value);
  if (double* position = position_of(value); position && !says_its_place(draft))
    *position = store::PartStore(transaction).last_position(project.id, where.kind) + 1;
  if (auto* request = std::get_if<cluster::ChangeRequest>(&value)) {
    vote_as_asked(caller, plan, *request);
    apply_if_approved(transaction, plan, *request);
  }
  Part part{new_id<PartId>(), project.id, std::move(value), 0, {}, {}, {}};
  store::PartStore(transaction).insert(project, part);
  refresh_viewers(transaction, project, where.kind);
  tell_of_part(transaction, project, nullptr, part);
  return view_of(caller, project, std::move(part));
}

std::size_t add_plan(store::Transaction& transaction, const Caller& caller, cluster::ProjectId id, const json& body) {
  const Plan stored = plan_inside(transaction, caller, id);
  const Project& project = stored.project();
  require(caller, Permission::manage_project, {project.cluster, {}, {}});
  cluster::JsonReader reader(body, "");
  std::vector<std::string> pointers;
  LastPlace last(stored.parts());
  auto parts = reader.list("parts", [&](const json& element, const std::string& pointer) {
    cluster::JsonReader head(element, pointer);
    const auto kind = head.required("part", head.named<PartKind>("part"));
    require_open(project, kind);
    require_no_request(project, kind);
    if (kind == PartKind::report || kind == PartKind::change_request || kind == PartKind::expense)
      throw InvalidInput(pointer + "/part", "is nothing one plans", "add it to the project once it is there");
    json fields = element;
    fields.erase("part");
    pointers.push_back(pointer);
    Part part{head.id<PartId>("id").value_or(new_id<PartId>()), id, {}, 0, {}, {}, {}};
    at_place(pointer, [&] { part.value = cluster::part_from_json(fields, cluster::empty_part(kind)); });
    last.give(part.value, fields);
    return part;
  });
  reader.expect_nothing_else();
  if (parts.empty()) throw InvalidInput("/parts", "is empty", "give what the project is made of");
  if (stored.parts().size() + parts.size() > kMostParts)
    throw InvalidInput("/parts", "the project would hold more than " + std::to_string(kMostParts) + " things",
                       "divide it into several projects");
  std::vector<Part> all = stored.parts();
  all.insert(all.end(), parts.begin(), parts.end());
  const Plan plan(project, std::move(all));
  for (std::size_t i = 0; i < parts.size(); ++i)
    at_place(pointers[i], [&] { cluster::check_alone(plan, parts[i].id, parts[i].value); });
  cluster::refuse_circles(plan);
  store::PartStore(transaction).insert(project, parts);
  store::ProjectStore(transaction).refresh_viewers(project);
  return parts.size();
}

PartView edit_part(store::Transaction& transaction, const Caller& caller, PartsOf where, PartId id,
                   std::int64_t version, const json& draft) {
  const Project project = project_inside(transaction, caller, where.project);
  Part part = find_part(transaction, caller, project, where, id);
  const Permission needed = cluster::permission_for(where.kind);
  require(caller, needed, subject_of(project, part.value));
  require_open(project, where.kind);
  require_no_request(project, where.kind);
  if (const auto* report = part.as<cluster::Report>();
      report && (report->state == cluster::ReportState::submitted || report->state == cluster::ReportState::accepted))
    throw Conflict("the report was handed in: it can be changed when it is returned");
  if (part.kind() == PartKind::change_request)
    throw Conflict("partners vote on what was asked for: withdraw the request and ask anew");
  PartValue edited = cluster::part_from_json(draft, part.value);
  // To somebody else's name it is moved by who may act for both.
  require(caller, needed, subject_of(project, edited));
  const Edit edit{part, edited};
  check(plan_around(transaction, project, std::span(&edit, 1)), id, edited);
  std::swap(part.value, edited);
  part.version = version;
  store::PartStore(transaction).update(project, part);
  refresh_viewers(transaction, project, where.kind);
  tell_of_part(transaction, project, &edited, part);
  return view_of(caller, project, std::move(part));
}

std::vector<PartView> change_parts(store::Transaction& transaction, const Caller& caller, PartsOf where,
                                   const json& body) {
  const Project project = project_inside(transaction, caller, where.project);
  if (where.kind != PartKind::task && where.kind != PartKind::work_package)
    throw Conflict("tasks and work packages are changed together; the rest is changed one by one");
  require_open(project, where.kind);
  const Permission needed = cluster::permission_for(where.kind);
  const std::vector<PartChange> changes = changes_from(body);
  const std::vector<Part> before = parts_to_change(transaction, where, changes);
  std::vector<Part> after = before;
  std::vector<Edit> edits;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const PartChange& change = changes[i];
    require(caller, needed, subject_of(project, before[i].value));
    if (before[i].version != change.version) throw VersionConflict("it was changed meanwhile");
    json fields = cluster::to_json(before[i].value);
    for (const auto& [field, value] : change.set.items()) fields[field] = value;
    at_place(change.pointer, [&] { after[i].value = cluster::part_from_json(fields, before[i].value); });
    // To somebody else's name it is moved by who may act for both.
    require(caller, needed, subject_of(project, after[i].value));
    edits.push_back({before[i], after[i].value});
  }
  const Plan stored = plan_around(transaction, project, edits);
  // Alone, and as they are together: two of them may be right alone and not side by side.
  const Plan changed = with(stored, after);
  for (const Plan* plan : {&stored, &changed})
    for (std::size_t i = 0; i < changes.size(); ++i)
      at_place(changes[i].pointer, [&] { cluster::check_alone(*plan, after[i].id, after[i].value); });
  cluster::refuse_circles(changed);
  store::PartStore(transaction).update(project, after);
  std::vector<PartView> made;
  for (std::size_t i = 0; i < after.size(); ++i) {
    tell_of_part(transaction, project, &before[i].value, after[i]);
    made.push_back(view_of(caller, project, std::move(after[i])));
  }
  return made;
}

void delete_part(store::Transaction& transaction, const Caller& caller, PartsOf where, PartId id,
                 std::int64_t version) {
  const Project project = project_inside(transaction, caller, where.project);
  const Part part = find_part(transaction, caller, project, where, id);
  require(caller, cluster::permission_for(where.kind), subject_of(project, part.value));
  require_open(project, where.kind);
  require_no_request(project, where.kind);
  const Plan plan = plan_around_removed(transaction, project, part);
  if (const std::string reason = cluster::reason_to_keep(plan, part); !reason.empty()) throw Conflict(reason);
  store::PartStore(transaction).remove(project, part, version);
  refresh_viewers(transaction, project, where.kind);
}

PartView restore_part(store::Transaction& transaction, const Caller& caller, PartsOf where, PartId id) {
  const Project project = project_inside(transaction, caller, where.project);
  store::PartStore parts(transaction);
  if (!parts.find_deleted(id)) return read_part(transaction, caller, where, id);  // it is there already
  const Part part = find_part(transaction, caller, project, where, id, true);
  require(caller, cluster::permission_for(where.kind), subject_of(project, part.value));
  require_open(project, where.kind);
  require_no_request(project, where.kind);
  const Plan plan = plan_around_restored(transaction, project, part);
  std::vector<Part> with = plan.parts();
  with.push_back(part);
  try {
    cluster::check(Plan(project, std::move(with)), id, part.value);
  } catch (const InvalidInput& problem) {
    throw Conflict("it does not fit into the project as that is now: " + problem.problem() + " (" + problem.where() + ")");
  }
  parts.restore(project, part);
  refresh_viewers(transaction, project, where.kind);
  return view_of(caller, project, part);
}

PartView move_part(store::Transaction& transaction, const Caller& caller, PartsOf where, PartId id,
                   std::int64_t version, const std::string& state, std::string note) {
  const Plan plan = plan_inside(transaction, caller, where.project);
  const Project& project = plan.project();
  Part part = find_part(transaction, caller, project, where, id);
  require_open(project, where.kind);
  PartValue value = part.value;
  std::visit([move = Move{transaction, caller, plan, part, version, state, note}](auto& each) { make(move, each); }, value);
  std::swap(part.value, value);
  store::PartStore(transaction).update(project, part);
  refresh_viewers(transaction, project, where.kind);
  tell_of_part(transaction, project, &value, part);
  return view_of(caller, project, std::move(part));
}

json to_json(const PartView& view) {
  json made = cluster::to_json(view.part);
  made["may"] = view.may;
  return made;
}

}  // namespace grono::app
