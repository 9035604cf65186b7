#include "matching/partners/cooperation.hpp"

#include <numeric>
#include <set>

#include <Eigen/Dense>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.hpp"
#include "matching/partner_history.hpp"

namespace grono::matching::partners::test {
namespace {

using ::testing::ElementsAre;

// 0 - 1, 1 - 2, 1 - 3, then 2 - 3; 4 alone.
ProjectHistory small() {
  return {std::vector<std::uint32_t>(5, 0),
          {{day(9), {3, 2}, {}},
           {day(0), {0, 1, 1}, {}},
           {day(1), {2, 1}, {}},
           {day(2), {1, 3}, {}},
           {day(3), {4}, {}}}};
}

TEST(ProjectHistory, IsInOrderOfTime) {
  const auto history = small();
  EXPECT_EQ(history.begun_before(day(0)), 0U);
  EXPECT_EQ(history.begun_before(day(2)), 2U);
  EXPECT_EQ(history.begun_before(day(99)), 5U);
  EXPECT_THAT(history.projects()[0].participants, ElementsAre(0, 1)) << "each counts once";
  EXPECT_THAT(history.projects_of(3, 5), ElementsAre(2, 4));
  EXPECT_THAT(history.projects_of(3, 4), ElementsAre(2));
}

TEST(ProjectHistory, RefusesWhatItCantUse) {
  EXPECT_THROW((ProjectHistory({0, 0}, {{day(1), {0, 2}, {}}})), InvalidInput);
  EXPECT_THROW((ProjectHistory({0, 0}, {{Date{}, {0, 1}, {}}})), InvalidInput);
}

TEST(TopicWords, AreFoldedWithoutPluralsAndShortWords) {
  EXPECT_THAT(topic_words("Oczyszczanie ŚCIEKÓW, of rivers: H2 & 5G technologies in Łódź"),
              ElementsAre("oczyszczanie", "sciekow", "river", "h2", "5g", "technology", "lodz"));
  EXPECT_TRUE(topic_words("").empty());
}

TEST(Cooperation, ByHand) {
  const auto history = small();
  const Cooperation before(history, history.begun_before(day(9)));
  EXPECT_EQ(before.partners(1), 3U);
  EXPECT_EQ(before.partners(2), 1U) << "the project with 3 comes later";
  EXPECT_EQ(before.partners(4), 0U);
  EXPECT_THAT(before.projects(1), ElementsAre(0, 1, 2));
  // Alone, it stays where it is.
  const std::vector<double> alone = {0, 0, 0, 0, 2};
  EXPECT_NEAR(before.walk(alone)[4], 1, 1e-12);
}

TEST(Cooperation, CountsPartnersOnce) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto history = invented(15, 12, seed);
    for (const Project end : {Project{0}, Project{5}, Project{12}}) {
      const Cooperation cooperation(history, end);
      std::vector<std::set<Organisation>> of(15);
      for (const PastProject& project : history.projects().first(end))
        for (const Organisation a : project.participants)
          for (const Organisation b : project.participants)
            if (a != b) of[a].insert(b);
      for (Organisation a = 0; a < 15; ++a)
        ASSERT_EQ(cooperation.partners(a), of[a].size()) << seed << ' ' << a;
    }
  }
}

// Chances of one step from organisation (column) to organisation (row).
Eigen::MatrixXd steps_of(const ProjectHistory& history, Project end) {
  const auto count = static_cast<Eigen::Index>(history.organisations());
  Eigen::MatrixXd steps = Eigen::MatrixXd::Zero(count, count);
  for (Organisation from = 0; from < history.organisations(); ++from) {
    const auto projects = history.projects_of(from, end);
    if (projects.empty()) steps(from, from) = 1;
    for (const Project project : projects) {
      const auto& who = history.projects()[project].participants;
      for (const Organisation to : who)
        steps(to, from) += 1 / static_cast<double>(projects.size() * who.size());
    }
  }
  return steps;
}

TEST(Cooperation, TheWalkIsNearTheSolutionOfItsEquation) {
  constexpr double kRestart = Cooperation::kRestart;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto history = invented(15, 12, seed);
    const Project end = 9;
    const Eigen::MatrixXd steps = steps_of(history, end);
    std::vector<double> starts(15, 0);
    starts[2] = 2, starts[7] = 3;
    Eigen::VectorXd begin = Eigen::Map<const Eigen::VectorXd>(starts.data(), 15) / 5, now = begin,
                    sum = begin * 0;
    double left = 1;
    for (int step = 0; step < Cooperation::kSteps; ++step) {
      sum += left * kRestart * now;
      left *= 1 - kRestart;
      now = (steps * now).eval();
    }
    sum += left * now;
    const Eigen::VectorXd exact =
        (Eigen::MatrixXd::Identity(15, 15) - (1 - kRestart) * steps).fullPivLu().solve(kRestart * begin);
    const auto found = Cooperation(history, end).walk(starts);
    for (int i = 0; i < 15; ++i) {
      ASSERT_NEAR(found[static_cast<std::size_t>(i)], sum[i], 1e-12) << seed;
      ASSERT_NEAR(found[static_cast<std::size_t>(i)], exact[i], 0.04) << seed;
    }
    ASSERT_NEAR(std::accumulate(found.begin(), found.end(), 0.0), 1, 1e-12);
  }
}

TEST(Cooperation, AWalkWithoutABeginningIsNowhere) {
  const auto history = small();
  const std::vector<double> nobody(5, 0.0);
  EXPECT_EQ(Cooperation(history, 5).walk(nobody), nobody);
}

}  // namespace
}  // namespace grono::matching::partners::test
