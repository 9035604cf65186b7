#include "cluster/project/budget.hpp"

namespace grono::cluster {

std::map<BudgetCell, BudgetSum> budget_of(const Plan& plan) {
  std::map<BudgetCell, BudgetSum> made;
  for (const auto& [part, line] : plan.all<BudgetLine>())
    made[{line->organisation, line->year, line->category}] += {line->amount, share_of(line->amount, line->funding), {}};
  for (const auto& [part, expense] : plan.all<Expense>())
    made[{expense->organisation, static_cast<int>(expense->paid_on.year()), expense->category}] += {{}, {}, expense->amount};
  return made;
}

}  // namespace grono::cluster
