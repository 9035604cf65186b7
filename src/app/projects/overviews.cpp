#include "app/projects/overviews.hpp"

#include <algorithm>
#include <map>

#include "app/projects/inside.hpp"
#include "cluster/names.hpp"
#include "cluster/project/budget.hpp"
#include "cluster/project/moves.hpp"
#include "store/user_store.hpp"

namespace grono::app {
namespace {

using cluster::BudgetSum;
using cluster::OrganisationId;
using cluster::Plan;
using nlohmann::json;

json times_of(const cluster::PartId& id, const cluster::TaskTimes& times) {
  return {{"id", id.str()},
          {"starts_on", to_string(cluster::day_of(times.first_day()))},
          {"ends_on", to_string(cluster::day_of(times.last_day()))},
          {"slack_days", times.slack_days()},
          {"is_critical", times.is_critical()}};
}

json loads_of(const Plan& plan, const cluster::PlannedTasks& planned, const cluster::Schedule& schedule) {
  json made = json::array();
  for (const cluster::Load& load : cluster::loads(planned, schedule)) {
    json each = {{"organisation", load.organisation.str()},
                 {"month", to_string(Date(load.month / 1)).substr(0, 7)},
                 {"days", load.days}};
    const cluster::Partner* partner = plan.partner(load.organisation);
    if (partner && partner->days_a_month) each["available"] = *partner->days_a_month;
    made.push_back(std::move(each));
  }
  return made;
}

json form(const BudgetSum& sum, bool sees_spent) {
  json made = {{"planned", to_string(sum.planned)}, {"funded", to_string(sum.funded)}};
  if (sees_spent) made["spent"] = to_string(sum.spent);
  return made;
}

template <class Key, class Name>
json form_all(const std::map<Key, BudgetSum>& sums, const char* field, const Name& name, bool sees_spent) {
  json made = json::array();
  for (const auto& [key, sum] : sums) {
    json each = form(sum, sees_spent);
    each[field] = name(key);
    made.push_back(std::move(each));
  }
  return made;
}

}  // namespace

json project_schedule(store::Transaction& transaction, const Caller& caller, cluster::ProjectId id) {
  const Plan plan = plan_inside(transaction, caller, id);
  const auto planned = cluster::planned_tasks(plan);
  const auto schedule = cluster::schedule(plan, planned);
  json tasks = json::array(), path = json::array();
  for (std::size_t i = 0; i < schedule.tasks.size(); ++i)
    tasks.push_back(times_of(planned.entries[i].part->id, schedule.tasks[i]));
  for (const std::size_t each : schedule.critical_path) path.push_back(planned.entries[each].part->id.str());
  return {{"begins_on", to_string(plan.project().begins_on)},
          {"ends_on", to_string(plan.project().ends_on)},
          {"finishes_on", to_string(cluster::day_of(schedule.last_day))},
          {"tasks", std::move(tasks)},
          {"critical_path", std::move(path)},
          {"loads", loads_of(plan, planned, schedule)}};
}

json project_budget(store::Transaction& transaction, const Caller& caller, cluster::ProjectId id) {
  const Plan plan = plan_inside(transaction, caller, id);
  const bool sees_all = may_manage(caller, plan.project());
  const auto sees = [&](OrganisationId organisation) {
    return cluster::sees_part(caller.actor, plan.project().cluster, cluster::PartKind::expense, organisation);
  };
  json cells = json::array(), by_partner = json::array();
  std::map<OrganisationId, BudgetSum> partners;
  std::map<int, BudgetSum> years;
  std::map<cluster::CostCategory, BudgetSum> categories;
  BudgetSum all;
  for (const auto& [cell, sum] : cluster::budget_of(plan)) {
    json each = form(sum, sees(cell.organisation));
    each["organisation"] = cell.organisation.str();
    each["year"] = cell.year;
    each["category"] = cluster::name_of(cell.category);
    // A cell that holds nothing but what somebody else spent is not there either.
    if (sees(cell.organisation) || sum.planned != Money{}) cells.push_back(std::move(each));
    partners[cell.organisation] += sum;
    years[cell.year] += sum;
    categories[cell.category] += sum;
    all += sum;
  }
  for (const auto& [organisation, sum] : partners) {
    if (!sees(organisation) && sum.planned == Money{}) continue;
    json each = form(sum, sees(organisation));
    each["organisation"] = organisation.str();
    by_partner.push_back(std::move(each));
  }
  if (!sees_all) {
    std::erase_if(years, [](const auto& each) { return each.second.planned == Money{}; });
    std::erase_if(categories, [](const auto& each) { return each.second.planned == Money{}; });
  }
  return {{"currency", plan.project().currency},
          {"cells", std::move(cells)},
          {"by_partner", std::move(by_partner)},
          {"by_year", form_all(years, "year", [](int year) { return year; }, sees_all)},
          {"by_category",
           form_all(categories, "category", [](cluster::CostCategory each) { return cluster::name_of(each); }, sees_all)},
          {"total", form(all, sees_all)}};
}

json owed_reports(store::Transaction& transaction, const Caller& caller, cluster::ProjectId id) {
  const Plan plan = plan_inside(transaction, caller, id);
  json items = json::array();
  for (const auto& [part, period] : plan.all<cluster::Period>()) {
    if (period->is_closed) continue;
    for (const cluster::OwedReport& owed : cluster::owed_reports(plan, *part)) {
      if (!cluster::sees_part(caller.actor, plan.project().cluster, cluster::PartKind::report, owed.organisation))
        continue;
      json each = {{"period", part->id.str()}, {"organisation", owed.organisation.str()}};
      if (owed.state) each["state"] = cluster::name_of(*owed.state);
      items.push_back(std::move(each));
    }
  }
  return {{"items", std::move(items)}};
}

json project_people(store::Transaction& transaction, const Caller& caller, cluster::ProjectId id) {
  const Plan plan = plan_inside(transaction, caller, id);
  json items = json::array();
  for (const OrganisationId& organisation : plan.partners(cluster::PartnerState::active))
    for (const store::User& user : store::UserStore(transaction).with_grant_for(organisation))
      if (!user.is_disabled)
        items.push_back({{"id", user.id.str()}, {"name", user.display_name}, {"organisation", organisation.str()}});
  return {{"items", std::move(items)}};
}

}  // namespace grono::app
