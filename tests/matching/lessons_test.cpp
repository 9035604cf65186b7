#include "matching/partners/lessons.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

#include "matching/partner_history.hpp"

namespace grono::matching::partners::test {
namespace {

// For how many candidates the rows of a lesson stand.
double stood_for(const Lesson& lesson) {
  return lesson.stand_for.array().exp().sum();
}

TEST(Lessons, StandForEveryCandidateButTheGiven) {
  const auto history = invented(200, 150, 1);
  const TopicIndex index(history);
  FittingOptions all, few;
  few.candidates = 30;
  const auto whole = lessons_before(history, index, day(9999), all),
             sampled = lessons_before(history, index, day(9999), few);
  ASSERT_FALSE(whole.empty());
  ASSERT_EQ(whole.size(), sampled.size());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    EXPECT_EQ(whole[i].took_part, sampled[i].took_part);
    EXPECT_TRUE((whole[i].stand_for.array() == 0).all()) << "all are there";
    EXPECT_EQ(sampled[i].traits.rows(),
              sampled[i].took_part + std::min<Eigen::Index>(30, whole[i].traits.rows() - whole[i].took_part));
    EXPECT_NEAR(stood_for(sampled[i]), static_cast<double>(whole[i].traits.rows()), 1e-6);
    EXPECT_TRUE((sampled[i].stand_for.head(sampled[i].took_part).array() == 0).all());
    EXPECT_EQ(whole[i].traits.topRows(whole[i].took_part), sampled[i].traits.topRows(sampled[i].took_part));
  }
}

TEST(Lessons, EachProjectCountsAlikeAtEachMoment) {
  const auto history = invented(60, 120, 2);
  const TopicIndex index(history);
  const auto lessons = lessons_before(history, index, day(9999), {});
  std::set<std::size_t> moments;
  for (const Lesson& each : lessons) {
    moments.insert(each.moment);
    EXPECT_GT(each.took_part, 0);
    EXPECT_LT(each.took_part, each.traits.rows());
    EXPECT_LE(each.weight, 1);
  }
  EXPECT_EQ(moments.size(), FittingOptions{}.moments);
  EXPECT_TRUE(std::is_sorted(lessons.begin(), lessons.end(),
                             [](const Lesson& a, const Lesson& b) { return a.moment < b.moment; }));
}

TEST(Lessons, HeedTheirBounds) {
  const auto history = invented(60, 120, 2);
  const TopicIndex index(history);
  FittingOptions options;
  options.moments = 3, options.projects = 12, options.questions = 24, options.candidates = 10;
  const auto lessons = lessons_before(history, index, day(9999), options);
  EXPECT_LE(lessons.size(), 24U);
  EXPECT_FALSE(lessons.empty());
  for (const Lesson& each : lessons) {
    EXPECT_LE(each.traits.rows() - each.took_part, 10);
    EXPECT_LT(each.moment, 3U);
  }
}

TEST(Lessons, AreNoneWhereNothingCouldBeAsked) {
  const auto history = invented(60, 120, 2);
  const TopicIndex index(history);
  EXPECT_TRUE(lessons_before(history, index, day(0), {}).empty());
  EXPECT_TRUE(lessons_before(history, index, history.projects()[1].begin, {}).empty());
  // All on one day: nobody was known before.
  std::vector<PastProject> projects(20);
  for (std::size_t i = 0; i < projects.size(); ++i)
    projects[i] = {day(5), {static_cast<Organisation>(i % 4), 5}, {"woda"}};
  const ProjectHistory one_day(std::vector<std::uint32_t>(6, 0), projects);
  const TopicIndex one_index(one_day);
  EXPECT_TRUE(lessons_before(one_day, one_index, day(9), {}).empty());
}

TEST(Lessons, AreTheSameWithAnyNumberOfThreads) {
  const auto history = invented(80, 100, 3);
  const TopicIndex index(history);
  const auto once = lessons_before(history, index, day(9999), {});
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, 1);
  const auto alone = lessons_before(history, index, day(9999), {});
  ASSERT_EQ(once.size(), alone.size());
  for (std::size_t i = 0; i < once.size(); ++i) ASSERT_EQ(once[i].traits, alone[i].traits) << i;
}

}  // namespace
}  // namespace grono::matching::partners::test
