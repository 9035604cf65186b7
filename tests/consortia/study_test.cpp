#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "consortia/sample.hpp"

namespace grono::consortia {
namespace {

using namespace testing;
using ::testing::ElementsAre;

constexpr double kSame = 1e-7;

std::vector<std::string> ids(const Study& study, const Consortium& one) {
  std::vector<std::string> all;
  for (const Number c : one.partners) all.push_back(study.instance().candidates[c].id);
  return all;
}

TEST(Study, TheHandCaseIsSolved) {
  // Two can weld, one has the resins; the better welder lives far away and costs more, but welding counts
  // most.
  Case it;
  it.candidates = {candidate("Żak", {"spawanie"}), candidate("Łoś", {"spawanie"}),
                   candidate("Dąb", {"żywice"})};
  it.candidates[0].competences[0].quality = 1;
  it.opportunity.competences = {requires_competence("spawanie"), requires_competence("żywice")};
  it.opportunity.max_partners = 3;
  Study study = it.study();
  const Answer answer = study.solve(kCbc, quick());
  ASSERT_TRUE(answer.is_proven);
  ASSERT_EQ(answer.consortia.size(), 3U);
  EXPECT_THAT(ids(study, answer.consortia[0]), ElementsAre("Żak", "Dąb"));
  // Coverage (1 + 0.8) / 2; nothing in common; no centre and no ceiling, so three terms count: 0.4, 0.2,
  // 0.15.
  EXPECT_NEAR(answer.consortia[0].terms.total, (0.4 * 0.9 + 0.15) / 0.75, 1e-12);
  EXPECT_FALSE(answer.consortia[0].terms.closeness.has_value());
  EXPECT_FALSE(answer.consortia[0].terms.cost.has_value());
  EXPECT_THAT(ids(study, answer.consortia[1]), ElementsAre("Żak", "Łoś", "Dąb"));
  EXPECT_EQ(answer.consortia[1].coverage[0].answering.front().candidate, 0U);
  EXPECT_EQ(answer.consortia[1].coverage[0].also.front().candidate, 1U);
  EXPECT_THAT(ids(study, answer.consortia[2]), ElementsAre("Łoś", "Dąb"));
}

TEST(Study, TheBestAreThoseOfBruteForceInTheirOrder) {
  int met = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Case it = random_case(seed);
    const auto expected = all_that_meet(it.instance());
    Study study = it.study();
    StudyOptions options = quick();
    options.explain_conflict = false;
    const Answer answer = study.solve(kCbc, options);
    EXPECT_TRUE(answer.is_proven) << seed;
    ASSERT_EQ(answer.consortia.size(), std::min<std::size_t>(10, expected.size())) << seed;
    for (std::size_t i = 0; i < answer.consortia.size(); ++i) {
      EXPECT_NEAR(answer.consortia[i].terms.total, expected[i].total, kSame) << seed << " " << i;
      EXPECT_TRUE(meets(study.instance(), answer.consortia[i].partners)) << seed;
      for (std::size_t j = 0; j < i; ++j)
        EXPECT_NE(answer.consortia[i].partners, answer.consortia[j].partners) << seed;
    }
    met += expected.empty() ? 0 : 1;
  }
  EXPECT_GT(met, 10);
  EXPECT_LT(met, 35);
}

TEST(Study, SplitByRegionsTheBestAreStillThoseOfBruteForce) {
  int met = 0;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    Case it = random_case(seed, 12);
    it.opportunity.within_each_other_m = 40'000 + static_cast<double>(seed % 5) * 20'000;
    if (seed % 2 == 0) it.opportunity.competences.resize(std::min<std::size_t>(2, it.opportunity.competences.size()));
    const auto expected = all_that_meet(it.instance());
    Study study = it.study();
    StudyOptions options = quick(seed % 3 == 0 ? 3 : 10);
    options.explain_conflict = false;
    options.most_pairs = seed % 4;
    options.trials = 100;
    const Answer answer = study.solve(kCbc, options);
    EXPECT_TRUE(answer.is_proven) << seed;
    ASSERT_EQ(answer.consortia.size(), std::min(options.best, expected.size())) << seed;
    EXPECT_EQ(answer.proven, answer.consortia.size()) << seed;
    for (std::size_t i = 0; i < answer.consortia.size(); ++i)
      EXPECT_NEAR(answer.consortia[i].terms.total, expected[i].total, kSame) << seed << " " << i;
    met += expected.empty() ? 0 : 1;
  }
  EXPECT_GT(met, 8);
}

TEST(Study, BudgetsAreOfEachPartnerAndSumUp) {
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Case it = random_case(seed);
    const Instance instance = it.instance();
    for (const Found& one : all_that_meet(instance)) {
      const Consortium made = describe(instance, one.partners);
      Money sum, smes;
      for (std::size_t i = 0; i < made.partners.size(); ++i) {
        const Candidate& partner = instance.candidates[made.partners[i]];
        const auto span = budget_span(partner, it.opportunity.partner_budget);
        ASSERT_TRUE(span);
        EXPECT_GE(made.budgets[i].hundredths, span->least);
        EXPECT_LE(made.budgets[i].hundredths, span->most);
        sum += made.budgets[i];
        if (instance.is_sme(made.partners[i])) smes += made.budgets[i];
      }
      EXPECT_EQ(sum, made.total_budget);
      EXPECT_EQ(smes, made.sme_budget);
      EXPECT_LE(sum, it.opportunity.total_budget.most.value_or(sum));
      EXPECT_GE(sum, it.opportunity.total_budget.least.value_or(sum));
      const Share share = it.opportunity.sme_share.value_or(Share{0, 1});
      EXPECT_GE(smes.hundredths * share.whole, sum.hundredths * share.parts);
    }
  }
}

TEST(Study, TheOrderOfTheCandidatesDoesNotMatter) {
  for (std::uint64_t seed : {3U, 5U, 8U}) {
    Case it = random_case(seed);
    const Answer before = it.study().solve(kCbc, quick(3));
    std::shuffle(it.candidates.begin(), it.candidates.end(), std::mt19937_64(seed));
    const Answer after = it.study().solve(kCbc, quick(3));
    ASSERT_EQ(before.consortia.size(), after.consortia.size());
    for (std::size_t i = 0; i < before.consortia.size(); ++i)
      EXPECT_NEAR(before.consortia[i].terms.total, after.consortia[i].terms.total, kSame);
  }
}

TEST(Study, SomebodyWhoHasNothingToDoWithItChangesNothing) {
  for (std::uint64_t seed : {3U, 5U, 8U}) {
    Case it = random_case(seed);
    it.opportunity.partner_budget.most = it.opportunity.partner_budget.most.value_or(money(100'000));
    const Answer before = it.study().solve(kCbc, quick(1));
    Candidate nobody = candidate("nikt", {"haft"});
    nobody.most = nobody.least = money(999'999);
    it.candidates.push_back(nobody);
    const Answer after = it.study().solve(kCbc, quick(1));
    ASSERT_EQ(before.consortia.size(), after.consortia.size());
    if (before.consortia.empty()) continue;
    EXPECT_EQ(before.consortia[0].partners, after.consortia[0].partners);
  }
}

TEST(Study, WhatIfIsAnsweredAsIfItHadBeenAskedFirst) {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    const Case it = random_case(seed);
    Study study = it.study();
    const Answer first = study.solve(kCbc, quick(1));
    if (first.consortia.empty()) continue;
    const auto best = ids(study, first.consortia[0]);
    Opportunity locked = it.opportunity;
    locked.fixed = best;
    study.change(locked);
    const Answer same = study.solve(kCbc, quick(1));
    ASSERT_EQ(same.consortia.size(), 1U);
    EXPECT_NEAR(same.consortia[0].terms.total, first.consortia[0].terms.total, kSame) << "locked";
    Opportunity banned = it.opportunity;
    const auto last = std::find_if(best.rbegin(), best.rend(), [&](const auto& id) {
      return std::find(it.opportunity.fixed.begin(), it.opportunity.fixed.end(), id) ==
             it.opportunity.fixed.end();
    });
    if (last == best.rend()) continue;
    banned.excluded.push_back(*last);
    study.change(banned);
    const auto expected = all_that_meet(study.instance());
    StudyOptions options = quick(1);
    options.explain_conflict = false;
    const Answer other = study.solve(kCbc, options);
    ASSERT_EQ(other.consortia.size(), expected.empty() ? 0U : 1U);
    if (expected.empty()) continue;
    EXPECT_NEAR(other.consortia[0].terms.total, expected[0].total, kSame) << "banned";
  }
}

TEST(Study, AChangeThatContradictsItselfLeavesEverythingAsItWas) {
  Study study = random_case(3).study();
  const auto before = study.instance().opportunity.max_partners;
  Opportunity wrong = study.instance().opportunity;
  wrong.max_partners = 0;
  EXPECT_THROW(study.change(wrong), InvalidInput);
  EXPECT_EQ(study.instance().opportunity.max_partners, before);
}

TEST(Study, WithoutTimeItGivesTheBestKnownAndSaysThatItIsNotProven) {
  const Case it = random_case(3);
  StudyOptions options = quick();
  options.limits.time = std::chrono::milliseconds(0);
  const Answer answer = it.study().solve(kCbc, options);
  EXPECT_FALSE(answer.is_proven);
  EXPECT_EQ(answer.proven, 0U);
  EXPECT_FALSE(answer.conflict.has_value());
  for (const Consortium& one : answer.consortia) EXPECT_LE(one.terms.total, answer.bound + kSame);
}

TEST(Study, StoppedItEnds) {
  std::stop_source stop;
  stop.request_stop();
  StudyOptions options = quick();
  options.limits.stop = stop.get_token();
  const Answer answer = random_case(3).study().solve(kCbc, options);
  EXPECT_FALSE(answer.is_proven);
  EXPECT_EQ(answer.effort.programs, 0U);
}

TEST(Study, NobodyAtAllIsAConflictAndNotACrash) {
  Case it;
  it.opportunity.competences = {requires_competence("spawanie")};
  const Answer answer = it.study().solve(kCbc, quick());
  EXPECT_TRUE(answer.is_proven);
  EXPECT_TRUE(answer.consortia.empty());
  ASSERT_TRUE(answer.conflict);
  EXPECT_EQ(answer.conflict->requirements.size(), 1U);
}

TEST(Appraisal, JudgesAsTheFormulasDo) {
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    const Instance it = random_case(seed).instance();
    const Appraisal appraisal(it);
    std::mt19937_64 random(seed);
    for (int i = 0; i < 300; ++i) {
      Partners partners;
      for (Number c = 0; c < it.size(); ++c)
        if (random() % 3 == 0) partners.push_back(c);
      const Worth worth = appraisal.of(partners);
      EXPECT_EQ(worth.lack == 0, meets(it, partners)) << seed;
      if (worth.lack > 0) continue;
      std::int64_t total = 0;
      const auto budgets = least_budgets(it, partners);
      for (const std::int64_t one : *budgets) total += one;
      EXPECT_NEAR(worth.total, terms_of(it, partners, total).total, 1e-12);
    }
  }
}

}  // namespace
}  // namespace grono::consortia
