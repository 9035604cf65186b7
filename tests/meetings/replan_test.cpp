#include "meetings/replan.hpp"

#include <set>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "sample.hpp"

namespace grono::meetings {
namespace {

using sample::quiet;

Problem without(Problem problem, Participant ill) {
  problem.participants[ill].available = {};
  return problem;
}

/// Meetings of the schedule before that are in the same slot now.
std::uint32_t same(const std::vector<Meeting>& before, const std::vector<Meeting>& now) {
  std::uint32_t count = 0;
  for (const Meeting& old : before)
    for (const Meeting& each : now)
      count += each.a == old.a && each.b == old.b && each.slot == old.slot ? 1 : 0;
  return count;
}

TEST(Replan, WhoeverFallsIllChangesNobodyElsesMeetings) {
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    const Problem problem = sample::random_problem({30, 8, 12, 120, 60, 0.8}, seed);
    const Schedule before = make_schedule(problem, {.seed = seed, .moves = 2'000});
    const Problem now = without(problem, 3);
    const Replanned made = replan(now, before.meetings, {{.seed = seed, .moves = 2'000}});
    sample::expect_valid(now, made.schedule.meetings);
    std::uint32_t of_ill = 0;
    for (const Meeting& meeting : before.meetings) of_ill += meeting.a == 3 || meeting.b == 3 ? 1 : 0;
    EXPECT_EQ(made.impossible, of_ill);
    EXPECT_EQ(made.kept, before.meetings.size() - of_ill);
    EXPECT_EQ(made.moved + made.dropped + made.disturbed + made.reseated, 0U);
    EXPECT_EQ(made.schedule.meetings.size(), made.kept + made.added);
  }
}

TEST(Replan, NothingLostNothingChanged) {
  const Problem problem = sample::random_problem({20, 6, 8, 80, 30, 0.8}, 1);
  const Schedule before = make_schedule(problem, {.seed = 1, .moves = 2'000});
  const Replanned made = replan(problem, before.meetings);
  EXPECT_EQ(made.schedule.meetings, before.meetings);
  EXPECT_EQ(made.kept, before.meetings.size());
  EXPECT_EQ(made.added, 0U);
}

TEST(Replan, ALostSlotsMeetingsFindOthersThatAreFree) {
  Problem problem = quiet(4, 3, 2);
  problem.wishes = {{0, 1, 1}, {2, 3, 1}};
  const std::vector<Meeting> before = {{0, 1, 0, 0, Basis::one_sided, 1, false},
                                       {2, 3, 1, 0, Basis::one_sided, 1, false}};
  problem.tables[0] = 0;
  const Replanned made = replan(problem, before);
  EXPECT_EQ(made.kept, 1U);
  EXPECT_EQ(made.moved, 1U);
  EXPECT_EQ(made.changes[0].fate, Fate::moved);
  EXPECT_EQ(made.changes[1].fate, Fate::kept);
}

TEST(Replan, OnlyAsManyLeaveASlotAsItLostTables) {
  Problem problem = quiet(6, 2, 3);
  problem.wishes = {{0, 1, 1}, {2, 3, 0.5}, {4, 5, 1}};
  std::vector<Meeting> before;
  for (std::uint32_t i = 0; i < 3; ++i)
    before.push_back({2 * i, 2 * i + 1, 0, i, Basis::one_sided, i == 1 ? 0.5 : 1.0, false});
  problem.tables[0] = 2;
  problem.participants[0].available.remove(1);
  const Replanned made = replan(problem, before);
  EXPECT_EQ(made.kept, 2U);
  EXPECT_EQ(made.disturbed, 1U);
  EXPECT_EQ(made.changes[1].fate, Fate::moved) << "the one of least interest that has another slot";
  EXPECT_EQ(made.reseated, 1U) << "the third table is gone";
}

TEST(Replan, NoMeetingsAreAddedWhereNoneAreWanted) {
  Problem problem = quiet(4, 2, 2);
  problem.wishes = {{0, 1, 1}, {2, 3, 1}};
  const std::vector<Meeting> before = {{0, 1, 0, 0, Basis::one_sided, 1, false}};
  EXPECT_EQ(replan(problem, before).added, 1U);
  const Replanned made = replan(problem, before, {.effort = {}, .adds_meetings = false});
  EXPECT_EQ(made.added, 0U);
  EXPECT_NEAR(made.schedule.value, 1, 1e-12);
}

TEST(Replan, FixedMeetingsTakeTheirPlace) {
  Problem problem = quiet(3, 2, 1);
  problem.wishes = {{0, 1, 1}};
  problem.fixed = {{1, 2, 0}};
  const Replanned made = replan(problem, std::vector<Meeting>{{0, 1, 0, 0, Basis::one_sided, 1, false}});
  sample::expect_valid(problem, made.schedule.meetings);
  EXPECT_EQ(made.moved, 1U);
  EXPECT_EQ(made.disturbed, 1U);
}

/// What a person could do at best: over all schedules, first the most meetings left in their slots, then,
/// among those that leave exactly the same, the most that are held at all.
struct Best {
  std::uint32_t kept = 0, held = 0;
};
Best best_by_trying_all(const Problem& problem, const std::vector<Meeting>& before, const Replanned& made) {
  std::vector<Pair> pairs;
  for (const Meeting& each : before)
    pairs.push_back({each.a, each.b, each.interest, each.basis, std::nullopt});
  Best best;
  sample::each_schedule(problem, pairs, [&](const std::vector<Meeting>& now) {
    best.kept = std::max(best.kept, same(before, now));
    // Of those that leave the same meetings where they were.
    for (std::size_t i = 0; i < before.size(); ++i)
      if (made.changes[i].fate == Fate::kept && same({before[i]}, now) == 0) return;
    best.held = std::max(best.held, static_cast<std::uint32_t>(now.size()));
  });
  return best;
}

TEST(Replan, KeepsTheMostThatCanBeKeptAndMovesTheMostThatCanBeMoved) {
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    sample::Dice random(seed);
    Problem problem = sample::random_problem({6, 3, 3, 9, 2, 0.9}, seed);
    problem.participants[0].most_meetings = kMostSlots;
    const Schedule before = make_schedule(problem, {.seed = seed, .moves = 2'000});
    if (before.meetings.size() > 7) continue;
    const Slot lost = random(3);
    problem.tables[lost] = random(2);
    problem.participants[random(6)].available.remove(random(3));
    const Replanned made = replan(problem, before.meetings, {{.seed = seed, .moves = 2'000}});
    sample::expect_valid(problem, made.schedule.meetings);
    const Best best = best_by_trying_all(problem, before.meetings, made);
    EXPECT_EQ(made.kept, best.kept) << seed;
    EXPECT_EQ(made.kept + made.moved, best.held) << seed;
    EXPECT_LE(made.moved, made.most_moved) << seed;
    EXPECT_EQ(made.kept + made.moved + made.dropped + made.impossible, before.meetings.size());
  }
}

TEST(Replan, ASecondTimeChangesNothing) {
  for (std::uint32_t seed = 0; seed < 10; ++seed) {
    const Problem problem = without(sample::random_problem({25, 6, 6, 90, 40, 0.8}, seed), 5);
    const Schedule before =
        make_schedule(sample::random_problem({25, 6, 6, 90, 40, 0.8}, seed), {.seed = seed, .moves = 2'000});
    const Replanned once = replan(problem, before.meetings, {{.seed = seed, .moves = 2'000}});
    const Replanned twice = replan(problem, once.schedule.meetings, {{.seed = seed, .moves = 2'000}});
    EXPECT_EQ(once.schedule.meetings, twice.schedule.meetings);
  }
}

TEST(Replan, AScheduleThatIsNoneIsRefused) {
  const Problem problem = quiet(3, 2, 1);
  const auto refused = [&](std::vector<Meeting> before) {
    EXPECT_THROW((void)replan(problem, before), InvalidInput);
  };
  refused({{1, 0, 0, 0, Basis::none, 0, false}});
  refused({{0, 3, 0, 0, Basis::none, 0, false}});
  refused({{0, 1, 2, 0, Basis::none, 0, false}});
  refused({{0, 1, 0, 0, Basis::none, -1, false}});
  refused({{0, 1, 0, 0, Basis::none, 0, false}, {0, 1, 1, 0, Basis::none, 0, false}});
  refused({{0, 1, 0, 0, Basis::none, 0, false}, {1, 2, 0, 1, Basis::none, 0, false}});
}

}  // namespace
}  // namespace grono::meetings
