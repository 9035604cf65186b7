#include "meetings/schedule.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "meetings/upper_bound.hpp"
#include "sample.hpp"

namespace grono::meetings {
namespace {

using sample::quiet;

TEST(Interests, MutualCountsMoreThanBothSidesAndRecommendationsLess) {
  Problem problem = quiet(4, 1, 2);
  problem.wishes = {{0, 1, 1}, {1, 0, 0.5}, {3, 2, 1}};
  problem.recommendations = {{1, 0, 0.8}, {3, 1, 0.8}};
  const auto pairs = interests(problem);
  ASSERT_EQ(pairs.size(), 3U);
  EXPECT_NEAR(pairs[0].interest, 1 + 0.5 + 0.5 + 0.25 * 0.8, 1e-12);
  EXPECT_EQ(pairs[0].basis, Basis::mutual);
  EXPECT_NEAR(pairs[1].interest, 0.25 * 0.8, 1e-12);
  EXPECT_EQ(pairs[1].basis, Basis::recommended);
  EXPECT_NEAR(pairs[2].interest, 1, 1e-12);
  EXPECT_EQ(pairs[2].basis, Basis::one_sided);
}

TEST(Schedule, TheHandCaseOfTheDocumentation) {
  // Three who all want to meet one another in two slots: a triangle needs three slots, so one meeting is left
  // out.
  Problem problem = quiet(3, 2, 1);
  problem.wishes = {{0, 1, 1}, {1, 0, 1}, {1, 2, 1}, {2, 1, 1}, {0, 2, 1}};
  const Schedule made = make_schedule(problem);
  sample::expect_valid(problem, made.meetings);
  // 0-1 and 1-2 are mutual (3 each): 1 counts 3 + 3 / 1.1, 0 and 2 count 3 each; half of the sum.
  EXPECT_NEAR(made.value, (3 + 3 + 3 + 3 / 1.1) / 2, 1e-12);
  ASSERT_EQ(made.unmet.size(), 1U);
  EXPECT_EQ(made.unmet[0].why, Hindrance::outweighed);
}

TEST(Schedule, FairnessSpreadsMeetings) {
  // One table, two slots: participant 0 is wanted by 1 and 2, and 3 and 4 a little less by one another.
  Problem problem = quiet(5, 2, 1);
  problem.wishes = {{1, 0, 1}, {2, 0, 1}, {3, 4, 0.97}};
  problem.weights.fairness = 0;
  EXPECT_NEAR(make_schedule(problem).value, 2, 1e-12);
  problem.weights.fairness = 0.1;
  const Schedule made = make_schedule(problem);
  EXPECT_NEAR(made.value, 1.97, 1e-12);  // against (1 + 1 / 1.1 + 1 + 1) / 2 = 1.9545
}

TEST(Schedule, RecommendationsFillWhatIsLeft) {
  Problem problem = quiet(4, 1, 2);
  problem.wishes = {{0, 1, 1}};
  problem.recommendations = {{0, 2, 1}, {2, 3, 0.4}};
  const Schedule made = make_schedule(problem);
  ASSERT_EQ(made.meetings.size(), 2U);
  EXPECT_EQ(made.meetings[0].basis, Basis::one_sided);
  EXPECT_EQ(made.meetings[1].basis, Basis::recommended);
}

TEST(Schedule, FixedMeetingsAreHeldWhateverAnybodyWishes) {
  Problem problem = quiet(3, 1, 1);
  problem.wishes = {{0, 1, 1}};
  problem.fixed = {{2, 0, 0}};
  const Schedule made = make_schedule(problem);
  sample::expect_valid(problem, made.meetings);
  EXPECT_EQ(made.meetings.size(), 1U);
  EXPECT_EQ(made.value, 0);
  EXPECT_EQ(made.bound, 0);
}

TEST(Schedule, NobodyNoWishNoTableNobodyThere) {
  for (Problem problem : {Problem{}, quiet(1, 3, 1), quiet(5, 3, 2), quiet(5, 0, 0)}) {
    const Schedule made = make_schedule(problem);
    EXPECT_TRUE(made.meetings.empty());
    EXPECT_EQ(made.value, 0);
    EXPECT_EQ(made.bound, 0);
  }
  Problem away = quiet(2, 3, 1);
  away.wishes = {{0, 1, 1}};
  Problem no_table = away;
  no_table.tables.assign(3, 0);
  away.participants[1].available = {};
  for (const Problem& problem : {away, no_table}) {
    const Schedule made = make_schedule(problem);
    EXPECT_TRUE(made.meetings.empty());
    EXPECT_EQ(made.bound, 0);
    ASSERT_EQ(made.unmet.size(), 1U);
    EXPECT_EQ(made.unmet[0].why, Hindrance::never_together);
  }
}

TEST(Schedule, ChainsFitACompleteGraphIntoItsSlots) {
  // Everybody with everybody else: of 2n in 2n - 1 slots this is a 1-factorisation, where the last meetings
  // need luck or chains.
  Problem problem = quiet(8, 7, 4);
  for (Participant i = 0; i < 8; ++i)
    for (Participant j = 0; j < 8; ++j)
      if (i != j) problem.wishes.push_back({i, j, 1});
  const Schedule made = make_schedule(problem, {.seed = 1, .moves = 100'000});
  sample::expect_valid(problem, made.meetings);
  EXPECT_EQ(made.meetings.size(), 28U);
  EXPECT_NEAR(made.value, made.bound, 1e-6);
}

TEST(Schedule, IsTheBestOfAllOrNearlySoAndTheBoundHolds) {
  int best = 0;
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    sample::Size size{4 + seed % 2, 2 + seed % 2, 1 + seed % 3, 6, 3, 0.85};
    Problem problem = sample::random_problem(size, seed);
    problem.weights.fairness = seed % 3 == 0 ? 0 : 0.1 * (seed % 5);
    const Schedule made = make_schedule(problem, {.seed = seed, .moves = 3'000});
    sample::expect_valid(problem, made.meetings);
    const double optimum = sample::best_value(problem);
    EXPECT_NEAR(made.value, sample::defined_value(problem, made.meetings), 1e-12);
    EXPECT_LE(made.value, optimum + 1e-9) << seed;
    EXPECT_GE(made.bound, optimum - 1e-9) << seed;
    EXPECT_GE(made.value, 0.95 * optimum) << seed;
    EXPECT_LE(made.greedy, made.value + 1e-9) << seed;
    best += made.value >= optimum - 1e-9 ? 1 : 0;
  }
  EXPECT_GE(best, 297) << "of 300 small problems the best schedule is found in nearly all";
}

TEST(Schedule, LargeRandomProblemsAreValidAndNearTheirBound) {
  for (std::uint32_t seed = 0; seed < 6; ++seed) {
    const Problem problem = sample::random_problem({60, 10, 20, 400, 300, 0.7}, seed);
    const Schedule made = make_schedule(problem, {.seed = seed, .moves = 20'000});
    sample::expect_valid(problem, made.meetings);
    EXPECT_GE(made.value, 0.9 * made.bound) << seed;
  }
}

TEST(Schedule, NoRoomIsLeftThatAWishCouldUse) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const Problem problem = sample::random_problem({20, 5, 6, 60, 20, 0.7}, seed);
    const Schedule made = make_schedule(problem, {.seed = seed, .moves = 2'000});
    std::vector<SlotSet> free;
    std::vector<std::uint32_t> count(20), tables = problem.tables;
    for (const Attendance& each : problem.participants) free.push_back(each.available);
    for (const Meeting& meeting : made.meetings) {
      --tables[meeting.slot];
      for (const Participant who : {meeting.a, meeting.b}) free[who].remove(meeting.slot), ++count[who];
    }
    for (const Unmet& wish : made.unmet) {
      if (count[wish.from] >= problem.participants[wish.from].most_meetings) continue;
      if (count[wish.to] >= problem.participants[wish.to].most_meetings) continue;
      (free[wish.from] & free[wish.to]).each([&](Slot slot) { EXPECT_EQ(tables[slot], 0U) << seed; });
    }
  }
}

TEST(Schedule, TheSameSeedGivesTheSame) {
  const Problem problem = sample::random_problem({30, 6, 10, 150, 60, 0.8}, 3);
  const Schedule one = make_schedule(problem, {.seed = 9, .moves = 5'000});
  const Schedule two = make_schedule(problem, {.seed = 9, .moves = 5'000});
  EXPECT_EQ(one.meetings, two.meetings);
  EXPECT_EQ(one.bound, two.bound);
}

TEST(Bound, OfAFractionOfATableIsRoundedDownToPairsThatAreThere) {
  // Three who all want one another in one slot with three tables: only one meeting can be.
  Problem problem = quiet(3, 1, 3);
  problem.wishes = {{0, 1, 1}, {1, 2, 1}, {2, 0, 1}};
  EXPECT_NEAR(make_schedule(problem).bound, 1, 1e-3);
}

TEST(Problem, WhatIsWrongIsSaidWithItsPlace) {
  const auto where = [](const Problem& problem) {
    try {
      check(problem);
    } catch (const InvalidInput& wrong) {
      return wrong.where();
    }
    return std::string("nothing");
  };
  const auto with = [](auto change) {
    Problem problem = quiet(3, 2, 1);
    change(problem);
    return problem;
  };
  EXPECT_EQ(where(quiet(3, 2, 1)), "nothing");
  EXPECT_EQ(where(with([](Problem& p) { p.wishes = {{0, 1, 1}, {1, 1, 1}}; })), "wishes/1");
  EXPECT_EQ(where(with([](Problem& p) { p.wishes = {{0, 3, 1}}; })), "wishes/0");
  EXPECT_EQ(where(with([](Problem& p) { p.wishes = {{0, 1, 0}}; })), "wishes/0");
  EXPECT_EQ(where(with([](Problem& p) { p.wishes = {{0, 1, 1}, {0, 1, 1}}; })), "wishes/1");
  EXPECT_EQ(where(with([](Problem& p) { p.recommendations = {{0, 1, 1}, {1, 0, 1}}; })), "recommendations/1");
  EXPECT_EQ(where(with([](Problem& p) { p.fixed = {{0, 1, 2}}; })), "fixed/0");
  EXPECT_EQ(where(with([](Problem& p) { p.fixed = {{0, 1, 0}, {1, 2, 0}}; })), "fixed/1");
  EXPECT_EQ(where(with([](Problem& p) {
              p.participants[0].available.remove(0), p.fixed = {{0, 1, 0}};
            })),
            "fixed/0");
  EXPECT_EQ(where(with([](Problem& p) {
              p.participants[0].most_meetings = 0, p.fixed = {{0, 1, 0}};
            })),
            "fixed/0");
  EXPECT_EQ(where(with([](Problem& p) { p.participants[2].available.add(5); })), "participants/2");
  EXPECT_EQ(where(with([](Problem& p) { p.weights.fairness = -1; })), "weights/fairness");
  EXPECT_EQ(where(with([](Problem& p) { p.tables.assign(kMostSlots + 1, 1); })), "tables");
}

}  // namespace
}  // namespace grono::meetings
