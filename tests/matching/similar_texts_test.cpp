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

ComparedText text(Words title, const Words& more = {}) {
  ComparedText made{title, std::move(title)};
  made.all.insert(made.all.end(), more.begin(), more.end());
  for (Words* each : {&made.title, &made.all}) {
    std::sort(each->begin(), each->end());
    each->erase(std::unique(each->begin(), each->end()), each->end());
  }
  return made;
}

TEST(SimilarTexts, ByHand) {
  const std::vector texts = {text({"implant", "tytan"}), text({"szpital"}, {"implant"})};
  const auto found = similar_texts(Words{"implant", "tytan"}, texts, 0, 9);
  ASSERT_EQ(found.size(), 2U);
  // Three texts with the question: "implant" in 3, "tytan" in 2, "szpital" in 1.
  const double implant = std::log(2.0), tytan = std::log(2.5), szpital = std::log(4.0), enough = 2 * std::log(4.0);
  EXPECT_EQ(found[0].text, 0U);
  EXPECT_DOUBLE_EQ(found[0].similarity, 1) << "the same as the title";
  EXPECT_THAT(found[0].shared, ElementsAre("tytan", "implant"));
  EXPECT_NEAR(found[1].similarity, implant / std::max(std::min(implant + tytan, implant + szpital), enough), 1e-12);
}

TEST(SimilarTexts, TellsNothingOfWhatSharesNoWord) {
  const std::vector texts = {text({"a"}), text({}), text({"b"})};
  EXPECT_THAT(similar_texts(Words{"c"}, texts, 0, 9), IsEmpty());
  EXPECT_THAT(similar_texts(Words{}, texts, 0, 9), IsEmpty());
  EXPECT_THAT(similar_texts(Words{"a"}, {}, 0, 9), IsEmpty());
}

TEST(SimilarTexts, ARareWordCountsForMore) {
  std::vector<ComparedText> texts(20, text({"klaster"}));
  texts.push_back(text({"elektroda"}));
  const auto found = similar_texts(Words{"elektroda", "klaster"}, texts, 0, 2);
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].text, 20U);
  EXPECT_EQ(found[1].text, 0U);
}

TEST(SimilarTexts, ALongDescriptionDoesNotHideTheSameTitle) {
  Words description;
  for (char c = 'a'; c <= 'z'; ++c) description.push_back(std::string("opis") + c + c + c);
  const std::vector texts = {text({"czysty", "pomieszczenie", "wspolny"}, description)};
  EXPECT_DOUBLE_EQ(similar_texts(Words{"czysty", "pomieszczenie", "wspolny"}, texts, 0, 1).at(0).similarity, 1);
}

TEST(SimilarTexts, FormsThatDifferInAnEndingCountAsOneWord) {
  EXPECT_TRUE(differ_in_ending("biomaterial", "biomaterialow"));
  EXPECT_TRUE(differ_in_ending("bioresorbowalny", "bioresorbowalnych"));
  EXPECT_FALSE(differ_in_ending("implant", "implantacja")) << "another word";
  EXPECT_FALSE(differ_in_ending("technologia", "technologiczny")) << "another word";
  EXPECT_FALSE(differ_in_ending("stal", "stale")) << "too short to tell";
  const std::vector texts = {text({"biomaterialow", "laboratorium"}), text({"zupelnie", "inaczej"})};
  const auto found = similar_texts(Words{"biomaterial", "laboratorium"}, texts, 0, 9);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_DOUBLE_EQ(found[0].similarity, 1);
  EXPECT_THAT(found[0].shared, ElementsAre("biomaterial", "laboratorium")) << "as they were typed";
}

TEST(SimilarTexts, KeepsToTheLeastAndTheMost) {
  std::mt19937 random(3);
  std::vector<ComparedText> texts;
  for (int i = 0; i < 200; ++i) {
    Words words;
    for (char c = 'a'; c < 'k'; ++c)
      if (random() % 3 == 0) words.emplace_back(1, c);
    texts.push_back(text(i % 2 == 0 ? words : Words{}, words));
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
