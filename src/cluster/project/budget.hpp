#pragma once

#include <map>
#include <optional>

#include "cluster/project/plan.hpp"

namespace grono::cluster {

/// Planned, of that funded, and spent: exact.
struct BudgetSum {
  Money planned, funded, spent;
  bool operator==(const BudgetSum&) const = default;
  BudgetSum& operator+=(const BudgetSum& other) {
    planned += other.planned;
    funded += other.funded;
    spent += other.spent;
    return *this;
  }
};

struct BudgetCell {
  OrganisationId organisation;
  int year = 0;
  CostCategory category = CostCategory::personnel;
  auto operator<=>(const BudgetCell&) const = default;
};

/// The budget by partner, year and kind of cost. What is funded is rounded line by line, so that sums add up whichever
/// way one adds.
[[nodiscard]] std::map<BudgetCell, BudgetSum> budget_of(const Plan& plan);

}  // namespace grono::cluster
