#include <algorithm>

#include "base/error.hpp"
#include "cluster/names.hpp"
#include "cluster/project/plan.hpp"

// What holds between the parts of a project.
namespace grono::cluster {
namespace {

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

class PlanRules {
 public:
  PlanRules(const Plan& plan, PartId self) : plan_(plan), self_(self) {}

  void check(const Partner& partner) const {
    for (const auto& [part, other] : plan_.all<Partner>()) {
      if (part->id == self_ || other->state == PartnerState::declined || other->state == PartnerState::left) continue;
      if (other->organisation == partner.organisation)
        throw InvalidInput("/organisation", "is a partner already", "change the one that is there");
      if (other->role == PartnerRole::lead && partner.role == PartnerRole::lead)
        throw InvalidInput("/role", "another partner leads the project", "give that one another role first");
    }
  }

  void check(const WorkPackage& work_package) const {
    partner("/organisation", work_package.organisation);
    if (work_package.code.empty()) return;
    for (const auto& [part, other] : plan_.all<WorkPackage>())
      if (part->id != self_ && other->code == work_package.code)
        throw InvalidInput("/code", quoted(work_package.code) + " is another work package",
                           "choose a code of its own");
  }

  void check(const Task& task) const {
    partner("/organisation", task.organisation);
    if (task.work_package && !plan_.find<WorkPackage>(*task.work_package))
      throw InvalidInput("/work_package", "is no work package of the project", "choose one that is, or none");
    if (task.kind == TaskKind::task && task.duration_days == 0)
      throw InvalidInput("/duration_days", "is missing", "give at least 1 day, or make it a milestone");
    if (task.kind != TaskKind::task && task.duration_days != 0)
      throw InvalidInput("/duration_days", "is of a milestone or deliverable, which takes no time",
                         "leave it out, or make it a task");
    if ((task.state == TaskState::done) != task.done_on.has_value())
      throw InvalidInput("/done_on", task.done_on ? "is given and the task is not done" : "is missing",
                         task.done_on ? "leave it out, or make the task done" : "say on which day the task was done");
    time(task);
    links(task);
  }

  void check(const BudgetLine& line) const {
    partner("/organisation", line.organisation);
    const int first = static_cast<int>(plan_.project().begins_on.year()), last = static_cast<int>(plan_.project().ends_on.year());
    if (line.year < first || line.year > last)
      throw InvalidInput("/year", std::to_string(line.year) + " is outside the project",
                         "choose a year from " + std::to_string(first) + " to " + std::to_string(last));
  }

  void check(const Expense& expense) const {
    if (!was_partner(expense.organisation))
      throw InvalidInput("/organisation", "is no partner of the project", "choose one that is");
    if (expense.paid_on < plan_.project().begins_on)
      throw InvalidInput("/paid_on", "is before the project begins", "costs from before the project do not belong to it");
  }

  void check(const Risk& risk) const { partner("/organisation", risk.organisation); }
  void check(const Decision&) const {}

  void check(const Period& period) const {
    if (period.ends_on < period.begins_on)
      throw InvalidInput("/ends_on", "is before the period begins", "give its last day");
    if (period.begins_on < plan_.project().begins_on || period.begins_on > plan_.project().ends_on)
      throw InvalidInput("/begins_on", "is outside the project", "choose a day of the project");
    for (const auto& [part, other] : plan_.all<Period>())
      if (part->id != self_ && period.begins_on <= other->ends_on && other->begins_on <= period.ends_on)
        throw InvalidInput("/begins_on", "lies in the period " + quoted(other->title), "let periods follow one another");
  }

  void check(const Report& report) const {
    const Period* period = plan_.find<Period>(report.period);
    if (!period) throw InvalidInput("/period", "is no period of the project", "choose one that is");
    if (!was_partner(report.organisation))
      throw InvalidInput("/organisation", "is no partner of the project", "choose one that is");
    for (const auto& [part, other] : plan_.all<Report>())
      if (part->id != self_ && other->period == report.period && other->organisation == report.organisation)
        throw InvalidInput("/period", "has a report of this partner already", "change that one");
  }

  void check(const ChangeRequest& request) const {
    partner("/organisation", request.organisation);
    if (request.changes.empty() && !request.ends_on)
      throw InvalidInput("/changes", "is empty", "say what is to be different");
    if (request.ends_on && *request.ends_on < plan_.project().begins_on)
      throw InvalidInput("/ends_on", "is before the project begins", "give the new last day of the project");
  }

  void check(const Result& result) const {
    partner("/organisation", result.organisation);
    for (std::size_t i = 0; i < result.owners.size(); ++i)
      if (!was_partner(result.owners[i]))
        throw InvalidInput("/owners/" + std::to_string(i), "was no partner of the project", "choose one that was");
  }

 private:
  void partner(const std::string& where, const std::optional<OrganisationId>& organisation) const {
    if (!organisation || plan_.partner(*organisation)) return;
    // What a partner that left had to do may stay with it until somebody else takes it over.
    const auto found = std::find_if(plan_.parts().begin(), plan_.parts().end(),
                                    [&](const Part& part) { return part.id == self_; });
    if (found != plan_.parts().end() && organisation_of(found->value) == organisation && was_partner(*organisation))
      return;
    throw InvalidInput(where, "is no partner of the project", "choose one that is");
  }

  bool was_partner(OrganisationId organisation) const {
    for (const auto& [part, partner] : plan_.all<Partner>())
      if (partner->organisation == organisation && partner->state != PartnerState::declined) return true;
    return false;
  }

  void time(const Task& task) const {
    const Project& project = plan_.project();
    if (task.starts_on && *task.starts_on < project.begins_on)
      throw InvalidInput("/starts_on", "is before the project begins on " + to_string(project.begins_on),
                         "choose a later day");
    if (task.starts_on && *task.starts_on > project.ends_on)
      throw InvalidInput("/starts_on", "is after the project ends on " + to_string(project.ends_on),
                         "choose an earlier day");
    if (task.due_on && *task.due_on < project.begins_on)
      throw InvalidInput("/due_on", "is before the project begins on " + to_string(project.begins_on),
                         "choose a later day");
  }

  void links(const Task& task) const {
    for (std::size_t i = 0; i < task.depends_on.size(); ++i) {
      const std::string here = "/depends_on/" + std::to_string(i) + "/task";
      const PartId other = task.depends_on[i].task;
      if (other == self_) throw InvalidInput(here, "is the task itself", "choose another, or none");
      if (!plan_.find<Task>(other) && !had(other))
        throw InvalidInput(here, "is no task of the project", "choose one that is");
      for (std::size_t before = 0; before < i; ++before)
        if (task.depends_on[before].task == other && task.depends_on[before].kind == task.depends_on[i].kind)
          throw InvalidInput(here, "is there already", "give each link once");
    }
  }

  // Whether the task waited for it before: a link to a deleted task is kept, for it may be brought back.
  bool had(PartId other) const {
    const Task* stored = plan_.find<Task>(self_);
    return stored && std::any_of(stored->depends_on.begin(), stored->depends_on.end(),
                                 [&](const Dependency& each) { return each.task == other; });
  }

  const Plan& plan_;
  PartId self_;
};

void refuse_circle(const PlannedTasks& planned) {
  const auto circle = find_cycle(planned.tasks);
  if (circle.empty()) return;
  std::string names;
  for (const std::size_t each : circle) names += quoted(planned.entries[each].value->title) + " → ";
  throw InvalidInput("/depends_on", "the tasks would wait for one another in a circle: " + names +
                                        quoted(planned.entries[circle.front()].value->title),
                     "take one of these links out");
}

}  // namespace

void check_alone(const Plan& plan, PartId self, const PartValue& value) {
  std::visit([rules = PlanRules(plan, self)](const auto& each) { rules.check(each); }, value);
}

void refuse_circles(const Plan& plan) { refuse_circle(planned_tasks(plan)); }

void check(const Plan& plan, PartId self, const PartValue& value) {
  check_alone(plan, self, value);
  const Task* task = std::get_if<Task>(&value);
  // Nothing waits for what is not there yet.
  if (!task || task->depends_on.empty() || !plan.find<Task>(self)) return;
  PlannedTasks planned = planned_tasks(plan);
  std::unordered_map<PartId, std::size_t> index;
  for (std::size_t i = 0; i < planned.entries.size(); ++i) index[planned.entries[i].part->id] = i;
  const std::size_t own = index.at(self);
  planned.entries[own].value = task;
  planned.tasks[own].waits_for.clear();
  for (const Dependency& each : task->depends_on)
    if (const auto found = index.find(each.task); found != index.end())
      planned.tasks[own].waits_for.push_back({found->second, each.kind, each.lag_days});
  refuse_circle(planned);
}

std::string reason_to_keep(const Plan& plan, const Part& part) {
  const auto count = [&](const auto& refers) {
    return static_cast<std::size_t>(std::count_if(plan.parts().begin(), plan.parts().end(), refers));
  };
  switch (part.kind()) {
    case PartKind::partner: {
      const auto& partner = *part.as<Partner>();
      const auto held = count([&](const Part& each) {
        return each.id != part.id && organisation_of(each.value) == partner.organisation;
      });
      if (held > 0)
        return "the partner has " + std::to_string(held) +
               " tasks, costs or other things in the project: let it leave instead";
      return {};
    }
    case PartKind::work_package: {
      const auto held = count([&](const Part& each) {
        const Task* task = each.as<Task>();
        return task && task->work_package == part.id;
      });
      return held > 0 ? "the work package has " + std::to_string(held) + " tasks: put them elsewhere first" : "";
    }
    case PartKind::period: {
      const auto held = count([&](const Part& each) {
        const Report* report = each.as<Report>();
        return report && report->period == part.id;
      });
      return held > 0 ? "the period has " + std::to_string(held) + " reports: they stay as they were given" : "";
    }
    case PartKind::report:
      return part.as<Report>()->state == ReportState::accepted ? "the report was accepted: it stays as it is" : "";
    case PartKind::change_request:
      return part.as<ChangeRequest>()->state == ChangeState::open ? "" : "the request was answered: it stays as a record";
    default: return {};
  }
}

}  // namespace grono::cluster
