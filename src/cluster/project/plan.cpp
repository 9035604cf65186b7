#include "cluster/project/plan.hpp"

#include <algorithm>

#include "base/error.hpp"

namespace grono::cluster {
namespace {

bool is_in(const Partner& partner) {
  return partner.state == PartnerState::active || partner.state == PartnerState::invited;
}

int day_number(Date day) { return static_cast<int>(std::chrono::sys_days(day).time_since_epoch().count()); }

}  // namespace

Plan::Plan(Project project, std::vector<Part> parts) : project_(std::move(project)), parts_(std::move(parts)) {
  by_id_.reserve(parts_.size());
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    by_id_[parts_[i].id] = i;
    by_kind_[parts_[i].value.index()].push_back(i);
  }
}

const Partner* Plan::partner(OrganisationId organisation) const {
  for (const auto& [part, partner] : all<Partner>())
    if (partner->organisation == organisation && is_in(*partner)) return partner;
  return nullptr;
}

std::vector<OrganisationId> Plan::partners(PartnerState state) const {
  std::vector<OrganisationId> made;
  for (const auto& [part, partner] : all<Partner>())
    if (partner->state == state) made.push_back(partner->organisation);
  return made;
}

PlannedTasks planned_tasks(const Plan& plan) {
  PlannedTasks made;
  made.entries = plan.all<Task>();
  std::unordered_map<PartId, std::size_t> index;
  index.reserve(made.entries.size());
  for (std::size_t i = 0; i < made.entries.size(); ++i) index[made.entries[i].part->id] = i;
  made.tasks.reserve(made.entries.size());
  for (const auto& [part, task] : made.entries) {
    PlannedTask planned;
    if (task->starts_on) planned.not_before = day_number(*task->starts_on);
    planned.duration_days = task->state == TaskState::dropped ? 0 : task->duration_days;
    if (task->done_on) planned.done_on = day_number(*task->done_on);
    for (const Dependency& each : task->depends_on)
      if (const auto found = index.find(each.task); found != index.end())
        planned.waits_for.push_back({found->second, each.kind, each.lag_days});
    made.tasks.push_back(std::move(planned));
  }
  return made;
}

Schedule schedule(const Plan& plan, const PlannedTasks& planned) {
  return schedule(planned.tasks, day_number(plan.project().begins_on));
}

Date day_of(int number) { return std::chrono::sys_days(std::chrono::days(number)); }

std::vector<Load> loads(const PlannedTasks& planned, const Schedule& schedule) {
  using namespace std::chrono;
  std::map<std::pair<OrganisationId, year_month>, double> sums;
  for (std::size_t i = 0; i < planned.entries.size(); ++i) {
    const Task& task = *planned.entries[i].value;
    if (!task.organisation || task.effort_days <= 0 || task.state == TaskState::dropped) continue;
    const sys_days start{days(schedule.tasks[i].start)}, finish{days(std::max(schedule.tasks[i].finish, schedule.tasks[i].start + 1))};
    const double a_day = task.effort_days / static_cast<double>((finish - start).count());
    for (sys_days day = start; day < finish;) {
      const year_month_day date(day);
      const year_month month = date.year() / date.month();
      const sys_days next = std::min(sys_days(month / last) + days(1), finish);
      sums[{*task.organisation, month}] += a_day * static_cast<double>((next - day).count());
      day = next;
    }
  }
  std::vector<Load> made;
  for (const auto& [key, sum] : sums) made.push_back({key.first, key.second, sum});
  return made;
}

}  // namespace grono::cluster
