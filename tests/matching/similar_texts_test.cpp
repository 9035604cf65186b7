#include "matching/similar_texts.hpp"

#include <algorithm>
#include <cmath>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace grono::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Words = std::vector<std::string>;

TEST(SimilarTexts, ByHand) {
  const std::vector<Words> texts = {{"implant", "tytan"}, {"implant", "szpital"}};
  const auto found = similar_texts(Words{"implant", "tytan"}, texts, 0, 9);
  ASSERT_EQ(found.size(), 2U);
  // Three texts with the question: "implant" in 3, "tytan" in 2, "szpital" in 1.
  const double implant = std::log(2.0), tytan = std::log(2.5), szpital = std::log(4.0);
  EXPECT_EQ(found[0].text, 0U);
  EXPECT_DOUBLE_EQ(found[0].similarity, 1);
  EXPECT_THAT(found[0].shared, ElementsAre("tytan", "implant"));
  EXPECT_NEAR(found[1].similarity, implant / std::sqrt((implant + tytan) * (implant + szpital)), 1e-12);
}

TEST(SimilarTexts, TellsNothingOfWhatSharesNoWord) {
  const std::vector<Words> texts = {{"a"}, {}, {"b"}};
  EXPECT_THAT(similar_texts(Words{"c"}, texts, 0, 9), IsEmpty());
  EXPECT_THAT(similar_texts(Words{}, texts, 0, 9), IsEmpty());
  EXPECT_THAT(similar_texts(Words{"a"}, {}, 0, 9), IsEmpty());
}

TEST(SimilarTexts, ARareWordCountsForMore) {
  std::vector<Words> texts(20, {"klaster"});
  texts.push_back({"elektroda"});
  const auto found = similar_texts(Words{"elektroda", "klaster"}, texts, 0, 2);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].text, 20U);
  EXPECT_EQ(found[1].text, 0U);
}

TEST(SimilarTexts, KeepsToTheLeastAndTheMost) {
  std::mt19937 random(3);
  std::vector<Words> texts;
  for (int i = 0; i < 200; ++i) {
    Words words;
    for (char c = 'a'; c < 'k'; ++c)
      if (random() % 3 == 0) words.emplace_back(1, c);
    texts.push_back(words);
  }
  const auto all = similar_texts(Words{"a", "b", "c"}, texts, 0, texts.size());
  EXPECT_TRUE(std::is_sorted(all.begin(), all.end(),
                             [](const auto& x, const auto& y) { return x.similarity > y.similarity; }));
  for (const SimilarText& each : all) {
    EXPECT_GT(each.similarity, 0);
    EXPECT_LE(each.similarity, 1);
  }
  const auto some = similar_texts(Words{"a", "b", "c"}, texts, 0.5, 7);
  ASSERT_EQ(some.size(), 7U);
  for (std::size_t i = 0; i < some.size(); ++i) EXPECT_EQ(some[i].text, all[i].text);
}

}  // namespace
}  // namespace grono::matching
