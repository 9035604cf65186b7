#include "app/projects/project_files.hpp"

#include <algorithm>
#include <map>

#include "app/projects/inside.hpp"
#include "app/projects/project_words.hpp"
#include "cluster/project/budget.hpp"
#include "exchange/workbook.hpp"
#include "store/organisation_store.hpp"
#include "store/user_store.hpp"

namespace grono::app {
namespace {

using cluster::OrganisationId;
using cluster::Plan;
using exchange::SheetCell;
using exchange::WorkbookSheet;

/// The names that a plan's ids stand for.
class Names {
 public:
  Names(store::Transaction& transaction, const Plan& plan) : plan_(plan) {
    std::vector<OrganisationId> ids;
    std::vector<cluster::UserId> people;
    for (const cluster::Part& part : plan.parts()) {
      if (const auto organisation = cluster::organisation_of(part.value)) ids.push_back(*organisation);
      if (const auto* task = part.as<cluster::Task>(); task && task->person) people.push_back(*task->person);
    }
    each_once(ids);
    each_once(people);
    for (const auto& each : store::OrganisationStore(transaction).find(ids))
      organisations_[each.id] = each.short_name.empty() ? each.legal_name : each.short_name;
    for (const auto& each : store::UserStore(transaction).find(people)) people_[each.id] = each.display_name;
  }

  [[nodiscard]] std::string organisation(const std::optional<OrganisationId>& id) const { return of(organisations_, id); }
  [[nodiscard]] std::string person(const std::optional<cluster::UserId>& id) const { return of(people_, id); }
  [[nodiscard]] std::string part(const std::optional<cluster::PartId>& id) const {
    if (!id) return {};
    const auto* package = plan_.find<cluster::WorkPackage>(*id);
    return package ? cluster::title_of(cluster::PartValue(*package)) : "";
  }

 private:
  static void each_once(auto& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  }
  static std::string of(const auto& names, const auto& id) {
    if (!id) return {};
    const auto found = names.find(*id);
    return found == names.end() ? "" : found->second;
  }

  const Plan& plan_;
  std::map<OrganisationId, std::string> organisations_;
  std::map<cluster::UserId, std::string> people_;
};

SheetCell day_or_none(const std::optional<Date>& day) { return day ? SheetCell(*day) : SheetCell(std::string()); }

std::string links_of(const Plan& plan, const cluster::Task& task) {
  std::string made;
  for (const cluster::Dependency& each : task.depends_on)
    if (const auto* other = plan.find<cluster::Task>(each.task)) made += (made.empty() ? "" : "; ") + other->title;
  return made;
}

WorkbookSheet task_sheet(const Plan& plan, const Names& names, const ProjectWords& words,
                         const cluster::PlannedTasks& planned, const cluster::Schedule& schedule) {
  WorkbookSheet made{words.pick("Zadania", "Tasks"),
                     {words.pick("Pakiet", "Work package"), words.pick("Rodzaj", "Kind"), words.pick("Tytuł", "Title"),
                      words.pick("Partner", "Partner"), words.pick("Osoba", "Person"), words.pick("Stan", "State"),
                      words.pick("Początek", "Start"), words.pick("Koniec", "End"), words.pick("Dni", "Days"),
                      words.pick("Zapas (dni)", "Slack (days)"), words.pick("Krytyczne", "Critical"),
                      words.pick("Termin", "Due"), words.pick("Zrobione", "Done"), words.pick("Osobodni", "Person-days"),
                      words.pick("Postęp %", "Progress %"), words.pick("Czeka na", "Waits for"),
                      words.pick("Opis", "Description")},
                     {}};
  for (std::size_t i = 0; i < planned.entries.size(); ++i) {
    const cluster::Task& task = *planned.entries[i].value;
    const cluster::TaskTimes& times = schedule.tasks[i];
    made.rows.push_back({names.part(task.work_package), words.of(task.kind), task.title, names.organisation(task.organisation),
                         names.person(task.person), words.of(task.state), cluster::day_of(times.first_day()),
                         cluster::day_of(times.last_day()), static_cast<double>(task.duration_days),
                         static_cast<double>(times.slack_days()), times.is_critical() ? words.pick("tak", "yes") : "",
                         day_or_none(task.due_on), day_or_none(task.done_on), task.effort_days,
                         static_cast<double>(task.progress), links_of(plan, task), task.description});
  }
  return made;
}

WorkbookSheet package_sheet(const Plan& plan, const Names& names, const ProjectWords& words) {
  WorkbookSheet made{words.pick("Pakiety", "Work packages"),
                     {words.pick("Kod", "Code"), words.pick("Tytuł", "Title"), words.pick("Prowadzi", "Lead"),
                      words.pick("Opis", "Description")},
                     {}};
  for (const auto& [part, package] : plan.all<cluster::WorkPackage>())
    made.rows.push_back({package->code, package->title, names.organisation(package->organisation), package->description});
  return made;
}

WorkbookSheet load_sheet(const Plan& plan, const Names& names, const ProjectWords& words,
                         const std::vector<cluster::Load>& loads) {
  WorkbookSheet made{words.pick("Obciążenie", "Load"),
                     {words.pick("Partner", "Partner"), words.pick("Miesiąc", "Month"),
                      words.pick("Osobodni", "Person-days"), words.pick("Dostępne", "Available")},
                     {}};
  for (const cluster::Load& load : loads) {
    const cluster::Partner* partner = plan.partner(load.organisation);
    const SheetCell available = partner && partner->days_a_month ? SheetCell(*partner->days_a_month) : SheetCell(std::string());
    made.rows.push_back({names.organisation(load.organisation), to_string(Date(load.month / 1)).substr(0, 7), load.days, available});
  }
  return made;
}

WorkbookSheet line_sheet(const Plan& plan, const Names& names, const ProjectWords& words) {
  const std::string currency = " (" + plan.project().currency + ")";
  WorkbookSheet made{words.pick("Budżet", "Budget"),
                     {words.pick("Partner", "Partner"), words.pick("Rok", "Year"), words.pick("Rodzaj kosztu", "Kind of cost"),
                      words.pick("Planowane", "Planned") + currency, words.pick("Dofinansowanie %", "Funding %"),
                      words.pick("Dofinansowane", "Funded") + currency, words.pick("Uwagi", "Note")},
                     {}};
  for (const auto& [part, line] : plan.all<cluster::BudgetLine>())
    made.rows.push_back({names.organisation(line->organisation), static_cast<double>(line->year), words.of(line->category),
                         line->amount, line->funding / 100.0, share_of(line->amount, line->funding), line->note});
  return made;
}

WorkbookSheet sum_sheet(const Plan& plan, const Names& names, const ProjectWords& words, const auto& sees) {
  WorkbookSheet made{words.pick("Plan i wydatki", "Planned and spent"),
                     {words.pick("Partner", "Partner"), words.pick("Rok", "Year"), words.pick("Rodzaj kosztu", "Kind of cost"),
                      words.pick("Planowane", "Planned"), words.pick("Dofinansowane", "Funded"), words.pick("Wydane", "Spent")},
                     {}};
  for (const auto& [cell, sum] : cluster::budget_of(plan)) {
    // A cell that holds nothing but what somebody else spent is not there.
    if (!sees(cell.organisation) && sum.planned == Money{}) continue;
    made.rows.push_back({names.organisation(cell.organisation), static_cast<double>(cell.year), words.of(cell.category),
                         sum.planned, sum.funded, sees(cell.organisation) ? SheetCell(sum.spent) : SheetCell(std::string())});
  }
  return made;
}

WorkbookSheet expense_sheet(const Plan& plan, const Names& names, const ProjectWords& words, const auto& sees) {
  WorkbookSheet made{words.pick("Wydatki", "Expenses"),
                     {words.pick("Partner", "Partner"), words.pick("Zapłacono", "Paid on"),
                      words.pick("Rodzaj kosztu", "Kind of cost"), words.pick("Kwota", "Amount"), words.pick("Opis", "Description")},
                     {}};
  for (const auto& [part, expense] : plan.all<cluster::Expense>())
    if (sees(expense->organisation))
      made.rows.push_back({names.organisation(expense->organisation), expense->paid_on, words.of(expense->category),
                           expense->amount, expense->description});
  return made;
}

}  // namespace

void write_plan_workbook(store::Transaction& transaction, const Caller& caller, cluster::ProjectId id,
                         const std::filesystem::path& path) {
  const Plan plan = plan_inside(transaction, caller, id);
  const Names names(transaction, plan);
  const ProjectWords words(caller.language);
  const auto planned = cluster::planned_tasks(plan);
  const auto schedule = cluster::schedule(plan, planned);
  exchange::write_workbook({task_sheet(plan, names, words, planned, schedule), package_sheet(plan, names, words),
                            load_sheet(plan, names, words, cluster::loads(planned, schedule))},
                           path);
}

void write_budget_workbook(store::Transaction& transaction, const Caller& caller, cluster::ProjectId id,
                           const std::filesystem::path& path) {
  const Plan plan = plan_inside(transaction, caller, id);
  const Names names(transaction, plan);
  const ProjectWords words(caller.language);
  const auto sees = [&](OrganisationId organisation) {
    return cluster::sees_part(caller.actor, plan.project().cluster, cluster::PartKind::expense, organisation);
  };
  exchange::write_workbook({line_sheet(plan, names, words), sum_sheet(plan, names, words, sees),
                            expense_sheet(plan, names, words, sees)},
                           path);
}

}  // namespace grono::app
