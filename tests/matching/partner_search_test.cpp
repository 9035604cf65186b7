#include "matching/partners/partner_search.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <tbb/global_control.h>

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

TEST(TopicIndex, OfManyProjectsLeavesOutWhatMostHave) {
  std::vector<PastProject> projects(2 * TopicIndex::kManyProjects);
  for (std::size_t i = 0; i < projects.size(); ++i)
    projects[i] = {day(static_cast<int>(i)), {0}, {"project", i % 2 == 0 ? "water" : "iron"}};
  const ProjectHistory history({0}, projects);
  const TopicIndex index(history);
  const std::vector<std::string> common = {"project"}, half = {"water"};
  const auto score = [&](const std::vector<std::string>& words, Project end) {
    return index.scores(words, end)[0];
  };
  EXPECT_GT(score(common, TopicIndex::kManyProjects - 1), 0) << "of few everything counts";
  EXPECT_EQ(score(common, TopicIndex::kManyProjects), 0);
  EXPECT_GT(score(half, TopicIndex::kManyProjects), 0) << "no more than half have it";
}

TEST(Moment, TraitsByHand) {
  // In 2015: 0 and 1 on water; five years later 1 and 2 on iron, and 2 alone.
  const ProjectHistory history(
      {7, 7, 8, 8},
      {{day(0), {0, 1}, {"woda"}}, {day(1826), {1, 2}, {"zelazo"}}, {day(1827), {2}, {"zelazo"}}});
  const TopicIndex index(history);
  const Moment moment(history, index, day(1826 + 731));
  EXPECT_THAT(moment.candidates(), ElementsAre(0, 1, 2));
  EXPECT_FALSE(moment.knows(3));
  const std::vector<std::string> words = {"woda"};
  EXPECT_THAT(moment.nearness(words), ElementsAre(1, 0, 0));
  const auto traits = moment.traits({0, words});
  const auto& partner = traits[1];
  EXPECT_DOUBLE_EQ(trait_of(partner, Trait::topic_best), 1);
  EXPECT_DOUBLE_EQ(trait_of(partner, Trait::topic_all), std::log1p(3 * 0.5)) << "half of all that is near";
  EXPECT_DOUBLE_EQ(trait_of(partner, Trait::topic_share), 1.0 / 3);
  EXPECT_EQ(trait_of(partner, Trait::worked_before), 1);
  EXPECT_NEAR(trait_of(partner, Trait::worked_together), std::log1p(std::exp(-2557 / 365.25 / 5)), 1e-12);
  EXPECT_DOUBLE_EQ(trait_of(partner, Trait::together_on_topic), std::log(2.0));
  EXPECT_DOUBLE_EQ(trait_of(partner, Trait::activity), std::log(3.0));
  EXPECT_NEAR(trait_of(partner, Trait::joint_activity),
              std::log1p(std::exp(-2557 / 365.25 / 3) + std::exp(-731 / 365.25 / 3)), 1e-12);
  EXPECT_DOUBLE_EQ(trait_of(partner, Trait::reach), std::log(3.0));
  EXPECT_NEAR(trait_of(partner, Trait::recency), std::exp(-731 / 365.25 / 2), 1e-12);
  EXPECT_EQ(trait_of(partner, Trait::abroad), 0);
  const auto& other = traits[2];
  for (const Trait none : {Trait::topic_best, Trait::topic_all, Trait::topic_share, Trait::worked_before,
                           Trait::worked_together, Trait::together_on_topic})
    EXPECT_EQ(trait_of(other, none), 0) << name_of(none);
  EXPECT_GT(trait_of(other, Trait::partner_walk), 0) << "a partner's partner";
  EXPECT_NEAR(trait_of(other, Trait::joint_activity), std::log1p(std::exp(-731 / 365.25 / 3)), 1e-12)
      << "what it did alone is no joint project";
  EXPECT_EQ(trait_of(other, Trait::abroad), 1);
}

// Every trait straight from docs/partner-search.md.
Traits traits_by_definition(const ProjectHistory& history, const Moment& moment, Date asked,
                            const PartnerQuestion& question, Organisation candidate) {
  const Project end = history.begun_before(asked);
  const auto n = static_cast<double>(moment.candidates().size());
  const auto years = [&](Project project) {
    const auto begin = std::chrono::sys_days(history.projects()[project].begin);
    return static_cast<double>((std::chrono::sys_days(asked) - begin).count()) / 365.25;
  };
  std::vector<double> scores;
  for (Project i = 0; i < end; ++i)
    scores.push_back(bm25(history, i, {question.words.begin(), question.words.end()}, end));
  auto sorted = scores;
  std::sort(sorted.begin(), sorted.end());
  const double best = sorted.back(), typical = std::min(sorted[sorted.size() / 2], 0.9 * best);
  const auto near = [&](Project i) {
    return best > 0 ? std::max((scores[i] - typical) / (best - typical), 0.0) : 0;
  };
  const Cooperation cooperation(history, end);
  double sum = 0, all = 0, nearest = 0, joint = 0, together = 0, on_topic = 0, projects = 0, last = 1e9;
  std::vector<double> topic_starts(history.organisations(), 0.0), start(history.organisations(), 0.0);
  std::set<Organisation> partners;
  for (Project i = 0; i < end; ++i) {
    const auto& who = history.projects()[i].participants;
    for (const Organisation each : who) {
      all += near(i) * near(i);
      topic_starts[each] += near(i) * near(i) * std::exp(-years(i) / 5) / static_cast<double>(who.size());
    }
    if (!std::binary_search(who.begin(), who.end(), candidate)) continue;
    const bool with_given = std::binary_search(who.begin(), who.end(), *question.given);
    sum += near(i) * near(i), nearest = std::max(nearest, near(i)), projects += 1,
                              last = std::min(last, years(i));
    joint += who.size() > 1 ? std::exp(-years(i) / 3) : 0;
    together += with_given ? std::exp(-years(i) / 5) : 0;
    on_topic += with_given ? near(i) * near(i) : 0;
    partners.insert(who.begin(), who.end());
  }
  start[*question.given] = moment.knows(*question.given) ? 1 : 0;
  Traits made{};
  const auto set = [&](Trait trait, double value) { made[static_cast<std::size_t>(trait)] = value; };
  set(Trait::topic_best, nearest), set(Trait::topic_all, all > 0 ? std::log1p(n * sum / all) : 0);
  set(Trait::topic_share, sum / (1 + projects));
  set(Trait::topic_walk, std::log1p(n * cooperation.walk(topic_starts)[candidate]));
  set(Trait::worked_before, together > 0 ? 1 : 0), set(Trait::worked_together, std::log1p(together));
  set(Trait::together_on_topic, std::log1p(on_topic));
  set(Trait::partner_walk, std::log1p(n * cooperation.walk(start)[candidate]));
  set(Trait::activity, std::log1p(projects)), set(Trait::joint_activity, std::log1p(joint));
  set(Trait::reach, std::log(static_cast<double>(partners.size()))), set(Trait::recency, std::exp(-last / 2));
  set(Trait::abroad, history.country(candidate) != history.country(*question.given) ? 1 : 0);
  return made;
}

TEST(Moment, TraitsAsByTheirDefinitions) {
  const std::vector<std::string> words = {"f0w1", "f1w2", "f1w3", "nowhere"};
  for (std::uint64_t seed = 0; seed < 8; ++seed) {
    const auto history = invented(25, 40, seed);
    const Date asked = day(80);
    const TopicIndex index(history);
    const Moment moment(history, index, asked);
    for (const Organisation given : {Organisation{0}, Organisation{3}, Organisation{24}}) {
      const auto found = moment.traits({given, words});
      for (std::size_t i = 0; i < found.size(); ++i) {
        if (moment.candidates()[i] == given) continue;
        const auto right =
            traits_by_definition(history, moment, asked, {given, words}, moment.candidates()[i]);
        for (std::size_t trait = 0; trait < kTraits; ++trait)
          ASSERT_NEAR(found[i][trait], right[trait], 1e-9)
              << name_of(static_cast<Trait>(trait)) << " of " << moment.candidates()[i] << ", seed " << seed;
      }
    }
  }
}

// The first `end` projects as they are, behind them others than there were.
ProjectHistory with_another_future(const ProjectHistory& history, Project end, std::uint64_t seed) {
  std::vector<PastProject> made(history.projects().begin(), history.projects().begin() + end);
  std::vector<std::uint32_t> countries;
  for (Organisation i = 0; i < history.organisations(); ++i) countries.push_back(history.country(i));
  std::mt19937_64 random(seed);
  for (std::size_t i = end; i < history.projects().size(); ++i) {
    PastProject other = history.projects()[i];
    other.words = {"f0w1", "f0w1", "other" + std::to_string(random() % 5)};
    other.participants = {static_cast<Organisation>(random() % countries.size()),
                          static_cast<Organisation>(random() % countries.size())};
    made.push_back(std::move(other));
  }
  return {std::move(countries), std::move(made)};
}

TEST(Moment, SeesNothingOfTheDayItselfOrLater) {
  const std::vector<std::string> words = {"f0w1", "f1w2"};
  for (std::uint64_t seed = 1; seed < 4; ++seed) {
    const auto history = invented(30, 60, seed);
    const Date cut = history.projects()[40].begin;
    const auto other = with_another_future(history, history.begun_before(cut), seed);
    const TopicIndex index(history), other_index(other);
    const Moment moment(history, index, cut), other_moment(other, other_index, cut);
    EXPECT_EQ(moment.traits({3, words}), other_moment.traits({3, words}));
    const auto weights = fit(history, index, cut).weights;
    EXPECT_EQ(weights, fit(other, other_index, cut).weights);
    const auto found = find_partners(moment, {3, words}, weights, 10),
               other_found = find_partners(other_moment, {3, words}, weights, 10);
    ASSERT_EQ(found.size(), other_found.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
      EXPECT_EQ(found[i].organisation, other_found[i].organisation);
      EXPECT_EQ(found[i].score, other_found[i].score);
    }
  }
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

TEST(Fit, IsTheSameEveryTimeWithAnyNumberOfThreads) {
  const auto history = invented(60, 80, 6);
  const TopicIndex index(history);
  const auto once = fit(history, index, day(9999));
  for (const std::size_t threads : {std::size_t{1}, std::size_t{2}, std::size_t{5}}) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    EXPECT_EQ(fit(history, index, day(9999)).weights, once.weights) << threads;
  }
}

// Invented projects whose participants come by one rule, and what a plain ranking by that rule would find.
enum class Rule { activity, partners, topic };

ProjectHistory by_rule(Rule rule, std::size_t projects, std::uint64_t seed) {
  constexpr std::size_t kCount = 200, kPairs = 2;
  std::mt19937_64 random(seed);
  std::vector<PastProject> made(projects);
  for (std::size_t i = 0; i < projects; ++i) {
    const std::size_t topic = random() % 20;
    made[i].begin = day(static_cast<int>(i));
    for (int word = 0; word < 5; ++word)
      made[i].words.push_back("t" + std::to_string(rule == Rule::topic ? topic : random() % 20) + "w" +
                              std::to_string(random() % 4));
    const std::size_t first = random() % kCount;
    for (std::size_t k = 0; k < 4; ++k) {
      std::size_t each = random() % kCount;
      if (rule == Rule::activity)
        each = std::min({each, random() % kCount, random() % kCount, random() % kCount});
      if (rule == Rule::partners) each = k < kPairs ? first / 4 * 4 + random() % 4 : each;
      if (rule == Rule::topic) each = each / 20 * 20 + topic;
      made[i].participants.push_back(static_cast<Organisation>(each));
    }
  }
  return {std::vector<std::uint32_t>(kCount, 0), std::move(made)};
}

std::size_t found_among_ten(const ProjectHistory& history, const Moment& moment, Project first,
                            const Weights& weights) {
  std::size_t found = 0;
  for (Project i = first; i < history.projects().size(); ++i) {
    const auto& [begin, who, words] = history.projects()[i];
    for (const auto& each : find_partners(moment, {who[i % who.size()], words}, weights, 10))
      found += std::binary_search(who.begin(), who.end(), each.organisation) ? 1U : 0U;
  }
  return found;
}

TEST(Fit, IsNotBelowThePlainRankingsWhateverMatters) {
  FittingOptions options;
  options.questions = options.projects;
  for (const Rule rule : {Rule::activity, Rule::partners, Rule::topic}) {
    const auto history = by_rule(rule, 700, 3);
    const TopicIndex index(history);
    const Project first = 400;
    const Date cut = history.projects()[first].begin;
    const Moment moment(history, index, cut);
    const auto engine = found_among_ten(history, moment, first, fit(history, index, cut, options).weights);
    for (const Trait trait : {Trait::activity, Trait::worked_together, Trait::topic_all}) {
      Weights plain{};
      plain[static_cast<std::size_t>(trait)] = 1;
      EXPECT_GE(engine * 10, found_among_ten(history, moment, first, plain) * 9)
          << name_of(trait) << ", rule " << static_cast<int>(rule);
    }
  }
}

}  // namespace
}  // namespace grono::matching::partners::test
