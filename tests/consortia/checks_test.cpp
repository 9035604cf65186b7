#include <cmath>
#include <functional>
#include <limits>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "consortia/sample.hpp"

namespace grono::consortia {
namespace {

using namespace testing;

Case good() {
  Case it;
  it.candidates = {candidate("Łódź", {"spawanie"}), candidate("Żory", {"żywice"}), candidate("Ćmielów", {})};
  it.cooperations = {{"Łódź", "Żory", 0.5}};
  it.opportunity.competences = {requires_competence("spawanie")};
  it.opportunity.kinds = {{{"university"}, {}, std::nullopt, 1}};
  return it;
}

/// Where a case is refused; empty where it isn't.
std::string refused(const std::function<void(Case&)>& spoil) {
  Case it = good();
  spoil(it);
  try {
    require_valid(it.opportunity, it.candidates, it.cooperations);
    return "";
  } catch (const InvalidInput& error) {
    EXPECT_FALSE(error.problem().empty());
    EXPECT_FALSE(error.mend().empty()) << error.where();
    return error.where();
  }
}

TEST(Checks, WhatCanBeMeantPasses) {
  EXPECT_EQ(refused([](Case&) {}), "");
  for (std::uint64_t seed = 1; seed < 50; ++seed) {
    const Case it = random_case(seed);
    const bool holds_apart_and_fixed = !it.opportunity.fixed.empty();
    EXPECT_NO_THROW(require_valid(it.opportunity, it.candidates, it.cooperations)) << holds_apart_and_fixed;
  }
}

TEST(Checks, WhatContradictsItselfIsRefusedWithItsPlace) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  const std::vector<std::pair<std::string, std::function<void(Case&)>>> wrong = {
      {"/opportunity/partners/min", [](Case& it) { it.opportunity.min_partners = 0; }},
      {"/opportunity/partners/min", [](Case& it) { it.opportunity.min_partners = 9; }},
      {"/opportunity/partners/max", [](Case& it) { it.opportunity.max_partners = 101; }},
      {"/opportunity/competences/0/competence",
       [](Case& it) { it.opportunity.competences[0].competence = ""; }},
      {"/opportunity/competences/0/min_trl", [](Case& it) { it.opportunity.competences[0].min_trl = 10; }},
      {"/opportunity/competences/0/holders", [](Case& it) { it.opportunity.competences[0].holders = 0; }},
      {"/opportunity/competences/0/holders", [](Case& it) { it.opportunity.competences[0].holders = 9; }},
      {"/opportunity/competences/0/weight", [&](Case& it) { it.opportunity.competences[0].weight = nan; }},
      {"/opportunity/competences/0/certificate",
       [](Case& it) { it.opportunity.competences[0].certificate = ""; }},
      {"/opportunity/budget/partner/min", [](Case& it) { it.opportunity.partner_budget.least = Money{-1}; }},
      {"/opportunity/budget/total/max", [](Case& it) { it.opportunity.total_budget.most = Money{-1}; }},
      {"/opportunity/budget/total/min",
       [](Case& it) {
         it.opportunity.total_budget = {Money{2}, Money{1}};
       }},
      {"/opportunity/kinds/0", [](Case& it) { it.opportunity.kinds[0].kinds.clear(); }},
      {"/opportunity/kinds/0", [](Case& it) { it.opportunity.kinds[0].at_most.reset(); }},
      {"/opportunity/kinds/0/at_most", [](Case& it) { it.opportunity.kinds[0].at_most = -1; }},
      {"/opportunity/kinds/0/at_least", [](Case& it) { it.opportunity.kinds[0].at_least = 2; }},
      {"/opportunity/sme_share",
       [](Case& it) {
         it.opportunity.sme_share = Share{3, 2};
       }},
      {"/opportunity/sme_share",
       [](Case& it) {
         it.opportunity.sme_share = Share{1, 0};
       }},
      {"/opportunity/countries", [](Case& it) { it.opportunity.countries = 0; }},
      {"/opportunity/countries", [](Case& it) { it.opportunity.countries = 9; }},
      {"/opportunity/within",
       [&](Case& it) {
         it.opportunity.within = Circle{{nan, 50}, 1};
       }},
      {"/opportunity/within/radius_km",
       [](Case& it) {
         it.opportunity.within = Circle{{18, 50}, 0};
       }},
      {"/opportunity/within_each_other_km", [&](Case& it) { it.opportunity.within_each_other_m = nan; }},
      {"/opportunity/near",
       [](Case& it) {
         it.opportunity.near = geo::LonLat{18, 91};
       }},
      {"/opportunity/weights/cost", [](Case& it) { it.opportunity.weights.cost = -0.1; }},
      {"/opportunity/weights",
       [](Case& it) {
         it.opportunity.weights = {0, 0, 0, 0, 0};
       }},
      {"/opportunity/fixed/0", [](Case& it) { it.opportunity.fixed = {"nieznany"}; }},
      {"/opportunity/fixed/1",
       [](Case& it) {
         it.opportunity.fixed = {"Łódź", "Łódź"};
       }},
      {"/opportunity/excluded/0", [](Case& it) { it.opportunity.excluded = {"nieznany"}; }},
      {"/opportunity/excluded/0",
       [](Case& it) { it.opportunity.fixed = it.opportunity.excluded = {"Łódź"}; }},
      {"/opportunity/apart/0",
       [](Case& it) {
         it.opportunity.apart = {{"Łódź", "nieznany"}};
       }},
      {"/opportunity/apart/0",
       [](Case& it) {
         it.opportunity.apart = {{"Łódź", "Łódź"}};
       }},
      {"/opportunity/apart/0",
       [](Case& it) {
         it.opportunity.fixed = {"Łódź", "Żory"};
         it.opportunity.apart = {{"Żory", "Łódź"}};
       }},
      {"/opportunity/fixed",
       [](Case& it) {
         it.opportunity.min_partners = it.opportunity.max_partners = 1;
         it.opportunity.fixed = {"Łódź", "Żory"};
       }},
      {"/candidates/1/id", [](Case& it) { it.candidates[1].id = "Łódź"; }},
      {"/candidates/1/id", [](Case& it) { it.candidates[1].id = ""; }},
      {"/candidates/0/budget/min", [](Case& it) { it.candidates[0].least = Money{-1}; }},
      {"/candidates/0/budget/min", [](Case& it) { it.candidates[0].most = Money{1}; }},
      {"/candidates/0",
       [&](Case& it) {
         it.candidates[0].position = geo::LonLat{nan, 50};
       }},
      {"/candidates/0/competences/0/quality",
       [&](Case& it) { it.candidates[0].competences[0].quality = nan; }},
      {"/candidates/0/competences/0/quality",
       [](Case& it) { it.candidates[0].competences[0].quality = 1.1; }},
      {"/candidates/0/competences/0/trl", [](Case& it) { it.candidates[0].competences[0].trl = 0; }},
      {"/cooperations/0", [](Case& it) { it.cooperations[0].other = "nieznany"; }},
      {"/cooperations/0", [](Case& it) { it.cooperations[0].other = "Łódź"; }},
      {"/cooperations/0/strength", [](Case& it) { it.cooperations[0].strength = -0.5; }},
      {"/cooperations/1",
       [](Case& it) {
         it.cooperations.push_back({"Żory", "Łódź", 1});
       }},
  };
  for (const auto& [where, spoil] : wrong) EXPECT_EQ(refused(spoil), where);
}

TEST(Budgets, TheShareOfSmesIsExactToAHundredth) {
  Case it;
  it.candidates = {candidate("mała", {}), candidate("duża", {})};
  it.candidates[1].size = Size::large;
  it.candidates[0].least = it.candidates[0].most = Money{100};
  it.candidates[1].least = it.candidates[1].most = Money{200};
  it.opportunity.sme_share = Share{1, 3};
  const Partners both = {0, 1};
  EXPECT_TRUE(meets(it.instance(), both));
  it.candidates[1].least = it.candidates[1].most = Money{201};
  EXPECT_FALSE(meets(it.instance(), both));
}

TEST(Budgets, AllForSmesLeavesNothingToOthers) {
  Case it;
  it.candidates = {candidate("mała", {}), candidate("duża", {})};
  it.candidates[1].size = Size::large;
  it.opportunity.sme_share = Share{1, 1};
  EXPECT_FALSE(meets(it.instance(), Partners{0, 1}));
  it.candidates[1].least = Money{0};
  const auto budgets = least_budgets(it.instance(), Partners{0, 1});
  ASSERT_TRUE(budgets);
  EXPECT_EQ((*budgets)[1], 0);
}

TEST(Budgets, WhatIsMissingInTheTotalGoesToSmesFirst) {
  Case it;
  it.candidates = {candidate("mała", {}), candidate("duża", {})};
  it.candidates[1].size = Size::large;
  it.opportunity.total_budget.least = money(65'000);
  const auto budgets = least_budgets(it.instance(), Partners{0, 1});
  ASSERT_TRUE(budgets);
  EXPECT_EQ((*budgets)[0], money(50'000).hundredths);
  EXPECT_EQ((*budgets)[1], money(15'000).hundredths);
}

TEST(Holders, OfOneOwnerCountOnce) {
  Case it;
  it.candidates = {candidate("a", {"spawanie"}), candidate("b", {"spawanie"}), candidate("c", {"spawanie"})};
  it.candidates[0].group = it.candidates[1].group = "Huta";
  it.opportunity.competences = {requires_competence("spawanie", 2)};
  EXPECT_FALSE(meets(it.instance(), Partners{0, 1}));
  EXPECT_TRUE(meets(it.instance(), Partners{1, 2}));
}

}  // namespace
}  // namespace grono::consortia
