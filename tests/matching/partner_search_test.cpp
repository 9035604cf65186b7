#include "matching/partners/partner_search.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "matching/partner_history.hpp"

namespace grono::matching::partners::test {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

double trait_of(const Traits& traits, Trait which) {
  return traits[static_cast<std::size_t>(which)];
}

// BM25 straight from its formula.
double bm25(const ProjectHistory& history, std::size_t project, const std::vector<std::string>& words,
            std::size_t end) {
  const auto count_in = [&](std::size_t each, const std::string& word) {
    const auto& its = history.projects()[each].words;
    return static_cast<double>(std::count(its.begin(), its.end(), word));
  };
  double all = 0, score = 0;
  for (std::size_t i = 0; i < end; ++i) all += static_cast<double>(history.projects()[i].words.size());
  for (const std::string& word : words) {
    double having = 0;
    for (std::size_t i = 0; i < end; ++i) having += count_in(i, word) > 0 ? 1 : 0;
    const double n = static_cast<double>(end), tf = count_in(project, word),
                 length = static_cast<double>(history.projects()[project].words.size());
    score += std::log(1 + (n - having + 0.5) / (having + 0.5)) * tf * 2.2 /
             (tf + 1.2 * (0.25 + 0.75 * length / (all / n)));
  }
  return score;
}

TEST(TopicIndex, ScoresAsTheFormulaOverWhatWasBefore) {
  const auto history = invented(20, 30, 4);
  const TopicIndex index(history);
  const std::vector<std::string> words = {"f0w1", "f1w2", "f2w3", "f2w4", "nowhere"};
  for (const Project end : {Project{1}, Project{11}, Project{30}}) {
    const auto scores = index.scores(words, end);
    ASSERT_EQ(scores.size(), end);
    for (std::size_t i = 0; i < end; ++i) ASSERT_NEAR(scores[i], bm25(history, i, words, end), 1e-9) << i;
  }
  const std::vector<std::string> twice = {"f0w1", "f0w1"}, once = {"f0w1"};
  EXPECT_EQ(index.scores(twice, 30), index.scores(once, 30));
  EXPECT_TRUE(index.scores(once, 0).empty());
}

TEST(Moment, TraitsByHand) {
  // In 2015: 0 and 1 on water; five years later 1 and 2 on iron.
  const ProjectHistory history({7, 7, 8, 8}, {{day(0), {0, 1}, {"woda"}}, {day(1826), {1, 2}, {"zelazo"}}});
  const TopicIndex index(history);
  const Moment moment(history, index, day(1826 + 731));
  EXPECT_THAT(moment.candidates(), ElementsAre(0, 1, 2));
  EXPECT_FALSE(moment.knows(3));
  const std::vector<std::string> words = {"woda"};
  const auto traits = moment.traits({0, words});
  const auto& partner = traits[1];
  EXPECT_DOUBLE_EQ(trait_of(partner, Trait::topic_best), 1);
  EXPECT_DOUBLE_EQ(trait_of(partner, Trait::topic_all), std::log(2.0));
  EXPECT_NEAR(trait_of(partner, Trait::worked_together), std::log1p(std::exp(-2557 / 365.25 / 5)), 1e-12);
  EXPECT_DOUBLE_EQ(trait_of(partner, Trait::activity), std::log(3.0));
  EXPECT_NEAR(trait_of(partner, Trait::recency), std::exp(-731 / 365.25 / 2), 1e-12);
  EXPECT_EQ(trait_of(partner, Trait::abroad), 0);
  EXPECT_EQ(trait_of(traits[2], Trait::topic_best), 0);
  EXPECT_EQ(trait_of(traits[2], Trait::worked_together), 0);
  EXPECT_DOUBLE_EQ(trait_of(traits[2], Trait::partners_of_partners), std::log1p(1 / std::log(2.0)));
  EXPECT_EQ(trait_of(traits[2], Trait::abroad), 1);
}

TEST(Moment, SeesNothingOfTheDayItselfOrLater) {
  // What comes later differs; what was before is the same.
  const auto history = invented(30, 40, 1);
  const Date cut = history.projects()[25].begin;
  std::vector<PastProject> past(history.projects().begin(),
                                history.projects().begin() + history.begun_before(cut));
  std::vector<std::uint32_t> countries;
  for (Organisation i = 0; i < 30; ++i) countries.push_back(history.country(i));
  const ProjectHistory before(countries, past);
  const TopicIndex index(history), index_before(before);
  const std::vector<std::string> words = {"f0w1", "f1w2"};
  EXPECT_EQ(Moment(history, index, cut).traits({3, words}),
            Moment(before, index_before, cut).traits({3, words}));
  EXPECT_EQ(fit(history, index, cut).weights, fit(before, index_before, cut).weights);
}

TEST(FindPartners, TheBestOfAllInOrder) {
  const auto history = invented(40, 60, 2);
  const TopicIndex index(history);
  const Moment moment(history, index, day(9999));
  const std::vector<std::string> words = {"f0w1", "f0w3"};
  const PartnerQuestion question{4, words};
  const auto weights = belief();
  const auto traits = moment.traits(question);
  std::vector<double> scores;
  for (std::size_t i = 0; i < traits.size(); ++i)
    if (moment.candidates()[i] != 4)
      scores.push_back(std::inner_product(weights.begin(), weights.end(), traits[i].begin(), 0.0));
  std::sort(scores.rbegin(), scores.rend());
  const auto found = find_partners(moment, question, weights, 10);
  ASSERT_EQ(found.size(), 10U);
  for (std::size_t i = 0; i < found.size(); ++i) {
    EXPECT_DOUBLE_EQ(found[i].score, scores[i]);
    EXPECT_NE(found[i].organisation, 4U) << "the given partner is there already";
  }
  EXPECT_EQ(find_partners(moment, question, weights, 1'000).size(), scores.size());
}

TEST(FindPartners, AnswersWithoutAPartnerAWordOrAPast) {
  const auto history = invented(40, 60, 2);
  const TopicIndex index(history);
  const std::vector<std::string> words = {"f0w1"};
  EXPECT_TRUE(find_partners(Moment(history, index, day(0)), {4, words}, belief(), 9).empty())
      << "nobody is known yet";
  const Moment moment(history, index, day(9999));
  EXPECT_EQ(find_partners(moment, {{}, words}, belief(), 9).size(), 9U);
  EXPECT_EQ(find_partners(moment, {4, {}}, belief(), 9).size(), 9U);
  for (const auto& each : find_partners(moment, {{}, {}}, belief(), 99))
    for (const double trait : each.traits) EXPECT_TRUE(std::isfinite(trait));
}

TEST(Fit, LearnsNothingWhereThereIsNothing) {
  const ProjectHistory history({0, 0}, {});
  const TopicIndex index(history);
  const auto made = fit(history, index, day(9));
  EXPECT_EQ(made.questions, 0U);
  EXPECT_EQ(made.weights, belief());
}

TEST(Fit, FindsMoreThanTheBeliefAlone) {
  // Participants are of the project's field, four of five: the topic matters, activity hardly.
  const auto history = invented(120, 400, 5, 10);
  const TopicIndex index(history);
  const Date cut = history.projects()[300].begin;
  const auto fitted = fit(history, index, cut);
  EXPECT_GT(fitted.questions, 100U);
  EXPECT_THAT(fitted.weights, Each(testing::Truly([](double each) { return std::isfinite(each); })));
  const Moment moment(history, index, cut);
  const auto found_by = [&](const Weights& weights) {
    std::size_t found = 0;
    for (std::size_t i = history.begun_before(cut); i < history.projects().size(); ++i) {
      const auto& project = history.projects()[i];
      for (const auto& each : find_partners(moment, {project.participants[0], project.words}, weights, 10))
        found +=
            std::binary_search(project.participants.begin(), project.participants.end(), each.organisation)
                ? 1U
                : 0U;
    }
    return found;
  };
  Weights active{};
  active[static_cast<std::size_t>(Trait::activity)] = 1;
  EXPECT_GT(found_by(fitted.weights), 2 * found_by(active));
  EXPECT_GE(found_by(fitted.weights) * 10, found_by(belief()) * 9);
}

TEST(Fit, IsTheSameEveryTimeAndHeedsItsBounds) {
  const auto history = invented(60, 80, 6);
  const TopicIndex index(history);
  FittingOptions few;
  few.projects = 10, few.questions = 20, few.candidates = 15;
  const auto once = fit(history, index, day(9999), few), again = fit(history, index, day(9999), few);
  EXPECT_EQ(once.weights, again.weights);
  EXPECT_LE(once.questions, 20U);
}

}  // namespace
}  // namespace grono::matching::partners::test
