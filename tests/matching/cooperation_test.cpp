#include "matching/partners/cooperation.hpp"

#include <cmath>
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
  EXPECT_THAT(before.partners(1), ElementsAre(0, 2, 3));
  EXPECT_TRUE(before.partners(4).empty());
  // 0's only partner is 1, who has three.
  const double each = 1 / std::log(3.0);
  EXPECT_THAT(before.adamic_adar(0), ElementsAre(0, 0, each, each, 0));
  EXPECT_THAT(before.adamic_adar(4), ElementsAre(0, 0, 0, 0, 0));
  // Alone, it stays where it is.
  const std::vector<std::pair<Organisation, double>> alone = {{4, 2.0}};
  EXPECT_NEAR(before.walk(alone)[4], 1, 1e-6);
}

TEST(Cooperation, AdamicAdarAsByItsDefinition) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const auto history = invented(15, 12, seed);
    for (const Project end : {Project{0}, Project{5}, Project{12}}) {
      const Cooperation cooperation(history, end);
      std::vector<std::set<Organisation>> of(15);
      for (const PastProject& project : history.projects().first(end))
        for (const Organisation a : project.participants)
          for (const Organisation b : project.participants)
            if (a != b) of[a].insert(b);
      for (Organisation a = 0; a < 15; ++a) {
        const auto found = cooperation.adamic_adar(a);
        for (Organisation b = 0; b < 15; ++b) {
          double sum = 0;
          for (const Organisation common : of[a])
            if (b != a && of[b].contains(common)) sum += 1 / std::log(static_cast<double>(of[common].size()));
          ASSERT_NEAR(found[b], sum, 1e-12) << seed << ' ' << a << ' ' << b;
        }
      }
    }
  }
}

TEST(Cooperation, TheWalkSolvesItsEquation) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    constexpr int kCount = 15;
    const auto history = invented(kCount, 12, seed);
    const Project end = 9;
    const Cooperation cooperation(history, end);
    Eigen::MatrixXd steps = Eigen::MatrixXd::Zero(kCount, kCount);
    for (Organisation from = 0; from < kCount; ++from) {
      const auto projects = history.projects_of(from, end);
      if (projects.empty()) steps(from, from) = 1;
      for (const Project project : projects) {
        const auto& who = history.projects()[project].participants;
        for (const Organisation to : who)
          steps(to, from) += 1 / static_cast<double>(projects.size() * who.size());
      }
    }
    const std::vector<std::pair<Organisation, double>> starts = {{2, 1.0}, {7, 3.0}, {2, 1.0}};
    Eigen::VectorXd begin = Eigen::VectorXd::Zero(kCount);
    begin[2] = 0.4, begin[7] = 0.6;
    constexpr double kRestart = Cooperation::kRestart;
    const Eigen::VectorXd exact = (Eigen::MatrixXd::Identity(kCount, kCount) - (1 - kRestart) * steps)
                                      .fullPivLu()
                                      .solve(kRestart * begin);
    const auto found = cooperation.walk(starts);
    for (int i = 0; i < kCount; ++i) ASSERT_NEAR(found[static_cast<std::size_t>(i)], exact[i], 1e-6) << seed;
  }
}

TEST(Cooperation, AWalkWithoutABeginningIsNowhere) {
  const auto history = small();
  for (const double each : Cooperation(history, 5).walk({})) EXPECT_EQ(each, 0);
}

}  // namespace
}  // namespace grono::matching::partners::test
