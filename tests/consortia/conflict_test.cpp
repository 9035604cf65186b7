#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "consortia/sample.hpp"

namespace grono::consortia {
namespace {

using namespace testing;
using ::testing::ElementsAre;

std::vector<std::string> places(const Instance& it, const Conflict& conflict) {
  std::vector<std::string> all;
  for (const std::size_t one : conflict.requirements) all.push_back(it.requirements[one].where);
  return all;
}

// The size of the smallest sets of requirements that can't be met.
std::size_t smallest_by_force(const Instance& it) {
  const std::size_t count = it.requirements.size();
  for (std::size_t size = 1; size <= count; ++size) {
    std::vector<bool> active(count, false);
    std::fill(active.begin(), active.begin() + static_cast<std::ptrdiff_t>(size), true);
    do
      if (!can_be_met(it, active)) return size;
    while (std::prev_permutation(active.begin(), active.end()));
  }
  return 0;
}

TEST(Conflict, ACompetenceThatNobodyHasIsAConflictOfOne) {
  Case it;
  it.candidates = {candidate("a", {"spawanie"}), candidate("b", {"spawanie"})};
  it.opportunity.competences = {requires_competence("spawanie"), requires_competence("żywice")};
  it.opportunity.competences[1].min_trl = 7;
  const Instance instance = it.instance();
  const auto conflict = smallest_conflict(instance, kCbc, {});
  ASSERT_TRUE(conflict);
  EXPECT_TRUE(conflict->is_smallest);
  EXPECT_THAT(places(instance, *conflict), ElementsAre("/opportunity/competences/1"));
  ASSERT_EQ(conflict->newcomers.size(), 1U);
  EXPECT_THAT(conflict->newcomers[0].requirements, ElementsAre(1U));
  EXPECT_EQ(conflict->newcomers[0].kind, "");
  EXPECT_FALSE(conflict->newcomers[0].from_another_country);
}

TEST(Conflict, RivalsWhoAreBothNeededAndTheRuleThatKeepsThemApart) {
  Case it;
  it.candidates = {candidate("a", {"spawanie"}), candidate("b", {"żywice"}), candidate("c", {"druk 3D"})};
  it.opportunity.competences = {requires_competence("druk 3D"), requires_competence("spawanie"),
                                requires_competence("żywice")};
  it.opportunity.apart = {{"a", "b"}};
  const Instance instance = it.instance();
  const auto conflict = smallest_conflict(instance, kCbc, {});
  ASSERT_TRUE(conflict);
  EXPECT_THAT(places(instance, *conflict), ElementsAre("/opportunity/competences/1",
                                                       "/opportunity/competences/2", "/opportunity/apart/0"));
  ASSERT_EQ(conflict->newcomers.size(), 1U);
  EXPECT_EQ(conflict->newcomers[0].requirements.size(), 1U);
}

TEST(Conflict, SaysWhichKindAndWhichCountryWouldMendIt) {
  Case it;
  it.candidates = {candidate("a", {"spawanie"}), candidate("b", {"spawanie"})};
  it.opportunity.kinds = {{{"university"}, {}, 1, std::nullopt}};
  it.opportunity.countries = 2;
  const auto conflict = smallest_conflict(it.instance(), kCbc, {});
  ASSERT_TRUE(conflict);
  EXPECT_EQ(conflict->requirements.size(), 1U);
  ASSERT_EQ(conflict->newcomers.size(), 1U);
  EXPECT_EQ(conflict->newcomers[0].kind, "university");
  EXPECT_TRUE(conflict->newcomers[0].from_another_country);
  EXPECT_TRUE(conflict->newcomers[0].requirements.empty());
}

TEST(Conflict, WhatNoNewcomerMendsNamesNone) {
  Case it;
  it.candidates = {candidate("a", {}), candidate("b", {})};
  it.candidates[1].least = money(1'000);
  it.opportunity.min_partners = 1;
  it.opportunity.fixed = {"a"};
  it.opportunity.total_budget.most = money(5'000);
  const Instance instance = it.instance();
  const auto conflict = smallest_conflict(instance, kCbc, {});
  ASSERT_TRUE(conflict);
  EXPECT_THAT(places(instance, *conflict),
              ElementsAre("/opportunity/budget/total/max", "/opportunity/fixed/0"));
  EXPECT_TRUE(conflict->newcomers.empty());
}

TEST(Conflict, AHundredthThatIsMissingIsAConflict) {
  Case it;
  it.candidates = {candidate("a", {}), candidate("b", {})};
  it.opportunity.total_budget.most = Money{money(20'000).hundredths - 1};
  Study study = it.study();
  const Answer answer = study.solve(kCbc, quick());
  EXPECT_TRUE(answer.consortia.empty());
  ASSERT_TRUE(answer.conflict);
  EXPECT_THAT(places(study.instance(), *answer.conflict),
              ElementsAre("/opportunity/partners/min", "/opportunity/budget/total/max"));
}

TEST(Conflict, IsNoneWhereEverythingCanBeMet) {
  Case it;
  it.candidates = {candidate("a", {"spawanie"}), candidate("b", {})};
  it.opportunity.competences = {requires_competence("spawanie")};
  EXPECT_FALSE(smallest_conflict(it.instance(), kCbc, {}));
}

TEST(Conflict, IsAsSmallAsBruteForceFindsItAndCannotBeMet) {
  int checked = 0;
  for (std::uint64_t seed = 100; checked < 15 && seed < 200; ++seed) {
    const Instance it = random_case(seed, 7).instance();
    if (it.requirements.size() > 14 || can_be_met(it, std::vector<bool>(it.requirements.size(), true)))
      continue;
    const auto conflict = smallest_conflict(it, kCbc, {});
    ASSERT_TRUE(conflict) << seed;
    EXPECT_TRUE(conflict->is_smallest);
    std::vector<bool> active(it.requirements.size(), false);
    for (const std::size_t one : conflict->requirements) active[one] = true;
    EXPECT_FALSE(can_be_met(it, active)) << seed;
    EXPECT_EQ(conflict->requirements.size(), smallest_by_force(it)) << seed;
    ++checked;
  }
  EXPECT_EQ(checked, 15);
}

}  // namespace
}  // namespace grono::consortia
