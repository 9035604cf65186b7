#include "cluster/project/schedule.hpp"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>

namespace grono::cluster {
namespace {

using enum DependencyKind;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

PlannedTask task(int days, std::vector<TaskLink> waits_for = {}) {
  PlannedTask made;
  made.duration_days = days;
  made.waits_for = std::move(waits_for);
  return made;
}

// By hand: A(3) -> B(2) -> D(1), A -> C(4) -> D. The way over C takes 8 days; B has 2 to spare.
TEST(Schedule, AHandCase) {
  const std::vector<PlannedTask> tasks = {task(3), task(2, {{0}}), task(4, {{0}}), task(1, {{1}, {2}})};
  const Schedule made = schedule(tasks, 100);
  EXPECT_EQ(made.finish, 108);
  EXPECT_THAT(made.tasks, ElementsAre(TaskTimes{100, 103, 100, 103}, TaskTimes{103, 105, 105, 107},
                                      TaskTimes{103, 107, 103, 107}, TaskTimes{107, 108, 107, 108}));
  EXPECT_THAT(made.critical_path, ElementsAre(0U, 2U, 3U));
  EXPECT_EQ(made.tasks[1].slack_days(), 2);
  EXPECT_FALSE(made.tasks[1].is_critical());
}

TEST(Schedule, EveryKindOfLinkWithItsLag) {
  const auto start = [](DependencyKind kind, int lag) {
    return schedule(std::vector{task(5), task(2, {{0, kind, lag}})}, 0).tasks[1].start;
  };
  EXPECT_EQ(start(finish_to_start, 1), 6);
  EXPECT_EQ(start(start_to_start, 1), 1);
  EXPECT_EQ(start(finish_to_finish, 1), 4) << "ends a day after the end of the other, and takes two";
  EXPECT_EQ(start(start_to_finish, 3), 1);
  EXPECT_EQ(start(finish_to_start, -2), 3) << "may begin before the other ends";
  EXPECT_EQ(start(finish_to_start, -20), 0) << "nothing begins before the project";
}

TEST(Schedule, WhatMayNotBeginBeforeADayWaitsForIt) {
  std::vector<PlannedTask> tasks = {task(2), task(2, {{0}})};
  tasks[1].not_before = 10;
  const Schedule made = schedule(tasks, 0);
  EXPECT_EQ(made.tasks[1].start, 10);
  EXPECT_EQ(made.tasks[0].slack_days(), 8);
  EXPECT_THAT(made.critical_path, ElementsAre(1U)) << "the day decides, no other task";
}

TEST(Schedule, WhatIsDoneWasDoneWhenItWas) {
  std::vector<PlannedTask> tasks = {task(5), task(5, {{0}}), task(1, {{1}})};
  tasks[1].done_on = 3;  // before what it waits for ended, as it may be
  const Schedule made = schedule(tasks, 0);
  EXPECT_EQ(made.tasks[1].finish, 4);
  EXPECT_EQ(made.tasks[2].start, 4);
  EXPECT_EQ(made.finish, 5);
  EXPECT_EQ(made.tasks[0].slack_days(), 0) << "it is the last to end";
}

// By hand: a task of the days 0 to 9, what comes of it, and the task after that.
TEST(Schedule, AMilestoneComesWithTheLastDayOfWhatItWaitsFor) {
  const std::vector<PlannedTask> tasks = {task(10), task(0, {{0}}), task(0, {{1}}), task(3, {{2}})};
  const Schedule made = schedule(tasks, 0);
  EXPECT_EQ(made.tasks[0].last_day(), 9);
  EXPECT_EQ(made.tasks[1].first_day(), 9);
  EXPECT_EQ(made.tasks[1].last_day(), 9);
  EXPECT_EQ(made.tasks[2].last_day(), 9) << "a milestone of a milestone";
  EXPECT_EQ(made.tasks[3].first_day(), 10);
  EXPECT_EQ(made.last_day, 12);
  EXPECT_EQ(schedule(std::vector{task(10), task(0, {{0}})}, 0).last_day, 9) << "it does not make the project longer";
}

TEST(Schedule, AMilestoneOfAChosenDayIsOnThatDay) {
  std::vector<PlannedTask> tasks = {task(10), task(0, {{0}}), task(0, {{0, start_to_start, 4}}), task(0)};
  EXPECT_EQ(schedule(tasks, 0).tasks[2].last_day(), 4) << "four days after the other began";
  EXPECT_EQ(schedule(tasks, 0).tasks[3].last_day(), 0) << "with the project";
  tasks[1].not_before = 10;
  EXPECT_EQ(schedule(tasks, 0).tasks[1].last_day(), 10);
  EXPECT_EQ(schedule(tasks, 0).last_day, 10);
  tasks[1].done_on = 8;
  EXPECT_EQ(schedule(tasks, 0).tasks[1].last_day(), 8);
}

TEST(Schedule, NothingToDoEndsWhereItBegins) {
  EXPECT_EQ(schedule({}, 7).finish, 7);
  EXPECT_EQ(schedule({}, 7).last_day, 7);
  EXPECT_THAT(schedule({}, 7).critical_path, IsEmpty());
}

TEST(Cycle, IsFoundWithItsMembersAlone) {
  // 3 waits for the circle 0 -> 2 -> 1 -> 0 and is no part of it.
  const std::vector<PlannedTask> tasks = {task(1, {{2}}), task(1, {{0}}), task(1, {{1}}), task(1, {{0}})};
  auto circle = find_cycle(tasks);
  std::sort(circle.begin(), circle.end());
  EXPECT_THAT(circle, ElementsAre(0U, 1U, 2U));
  EXPECT_THAT(find_cycle(std::vector{task(1, {{0}})}), ElementsAre(0U)) << "of itself";
}

TEST(Cycle, ThereIsNoneInAChain) {
  EXPECT_THAT(find_cycle(std::vector{task(1), task(1, {{0}}), task(1, {{0}, {1}})}), IsEmpty());
}

std::vector<PlannedTask> random_tasks(std::mt19937& random, std::size_t count) {
  std::vector<PlannedTask> made;
  const auto below = [&](int bound) { return static_cast<int>(random() % static_cast<unsigned>(bound)); };
  for (std::size_t i = 0; i < count; ++i) {
    PlannedTask each = task(below(6));
    if (below(4) == 0) each.not_before = below(30);
    for (std::size_t before = 0; before < i; ++before)
      if (below(4) == 0) each.waits_for.push_back({before, static_cast<DependencyKind>(below(4)), below(7) - 3});
    made.push_back(std::move(each));
  }
  return made;
}

// The reference: push every start until no link is broken.
std::vector<int> relaxed_starts(const std::vector<PlannedTask>& tasks, int begin) {
  std::vector<int> starts(tasks.size());
  for (std::size_t i = 0; i < tasks.size(); ++i) starts[i] = std::max(begin, tasks[i].not_before.value_or(begin));
  for (bool is_changed = true; is_changed;) {
    is_changed = false;
    for (std::size_t i = 0; i < tasks.size(); ++i)
      for (const TaskLink& link : tasks[i].waits_for) {
        const int from_start = link.kind == start_to_start || link.kind == start_to_finish;
        const int event = starts[link.task] + (from_start ? 0 : tasks[link.task].duration_days) + link.lag_days;
        const bool to_finish = link.kind == finish_to_finish || link.kind == start_to_finish;
        const int least = event - (to_finish ? tasks[i].duration_days : 0);
        if (starts[i] < least) starts[i] = least, is_changed = true;
      }
  }
  return starts;
}

TEST(Schedule, IsTheLeastThatBreaksNoLink) {
  std::mt19937 random(20'240'605);
  for (int round = 0; round < 200; ++round) {
    const auto tasks = random_tasks(random, 2 + random() % 12);
    const auto expected = relaxed_starts(tasks, 5);
    const Schedule made = schedule(tasks, 5);
    for (std::size_t i = 0; i < tasks.size(); ++i) ASSERT_EQ(made.tasks[i].start, expected[i]) << round;
  }
}

// Slack is what its name says: a task that begins so much later delays nothing, one day more delays the end.
TEST(Schedule, SlackIsHowLateATaskMayBe) {
  std::mt19937 random(7);
  for (int round = 0; round < 100; ++round) {
    const auto tasks = random_tasks(random, 2 + random() % 8);
    const Schedule made = schedule(tasks, 0);
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      auto later = tasks;
      later[i].not_before = made.tasks[i].latest_start;
      EXPECT_EQ(schedule(later, 0).finish, made.finish) << round << " " << i;
      later[i].not_before = made.tasks[i].latest_start + 1;
      EXPECT_GT(schedule(later, 0).finish, made.finish) << round << " " << i;
    }
  }
}

TEST(Schedule, TheCriticalPathIsAChainOfCriticalTasksToTheEnd) {
  std::mt19937 random(11);
  for (int round = 0; round < 100; ++round) {
    const auto tasks = random_tasks(random, 2 + random() % 12);
    const Schedule made = schedule(tasks, 0);
    ASSERT_FALSE(made.critical_path.empty());
    EXPECT_EQ(made.tasks[made.critical_path.back()].finish, made.finish);
    for (std::size_t i = 0; i < made.critical_path.size(); ++i) {
      EXPECT_TRUE(made.tasks[made.critical_path[i]].is_critical());
      if (i == 0) continue;
      const auto& links = tasks[made.critical_path[i]].waits_for;
      EXPECT_TRUE(std::any_of(links.begin(), links.end(),
                              [&](const TaskLink& link) { return link.task == made.critical_path[i - 1]; }));
    }
  }
}

TEST(Schedule, TenThousandTasksInAChain) {
  std::vector<PlannedTask> tasks = {task(1)};
  for (std::size_t i = 1; i < 10'000; ++i) tasks.push_back(task(1, {{i - 1}}));
  const Schedule made = schedule(tasks, 0);
  EXPECT_EQ(made.finish, 10'000);
  EXPECT_EQ(made.critical_path.size(), 10'000U);
  tasks.front().waits_for = {{9'999}};
  EXPECT_EQ(find_cycle(tasks).size(), 10'000U);
}

}  // namespace
}  // namespace grono::cluster
