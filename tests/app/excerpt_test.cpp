#include "app/excerpt.hpp"

#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/unicode.hpp"

namespace grono::app {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::StartsWith;

TEST(FirstSentences, AShortTextStaysWhole) {
  EXPECT_EQ(first_sentences("Implanty. Protezy.", 100), "Implanty. Protezy.");
  EXPECT_EQ(first_sentences("", 100), "");
}

TEST(FirstSentences, ALongOneEndsAfterASentence) {
  const std::string text =
      "Wytwarzamy implanty kręgosłupa z tytanu i stali. Badamy je w próbach. Sprzedajemy w Europie.";
  EXPECT_EQ(first_sentences(text, 75),
            "Wytwarzamy implanty kręgosłupa z tytanu i stali. Badamy je w próbach.");
}

TEST(FirstSentences, ASentenceTooLongIsCutAtAWord) {
  EXPECT_EQ(first_sentences("Wytwarzamy implanty kręgosłupa z tytanu", 25), "Wytwarzamy implanty…");
}

TEST(FirstSentences, NeverCutsACharacter) {
  const std::string text = "żżżżżżżżżżżżżżżżżżżżżż🦴🦴🦴🦴";
  for (std::size_t bytes = 0; bytes <= text.size(); ++bytes)
    EXPECT_TRUE(text::nfc(first_sentences(text, bytes)).has_value()) << bytes;
}

std::vector<std::string> marked(const Excerpt& excerpt) {
  std::vector<std::string> made;
  for (const auto& [from, to] : excerpt.marks) made.push_back(excerpt.text.substr(from, to - from));
  return made;
}

TEST(Excerpt, AShortTextStaysWhole) {
  const Excerpt made = excerpt_around("Druk 3D z tytanu", {{10, 16}});
  EXPECT_EQ(made.text, "Druk 3D z tytanu");
  EXPECT_THAT(marked(made), ElementsAre("tytanu"));
}

TEST(Excerpt, ShowsThePartAroundTheFirstMark) {
  std::string filler;
  for (int i = 0; i < 100; ++i) filler += "słowo ";
  const std::string text = filler + "tytan " + filler + "tytan";
  const Excerpt made =
      excerpt_around(text, {{filler.size(), filler.size() + 5}, {text.size() - 5, text.size()}});
  EXPECT_THAT(made.text, StartsWith("…słowo"));
  EXPECT_THAT(made.text, EndsWith("słowo…"));
  EXPECT_LT(made.text.size(), 420U);
  EXPECT_THAT(marked(made), ElementsAre("tytan")) << "the second mark is out of sight";
}

TEST(Excerpt, MarksAlwaysHoldWhatTheyMarked) {
  std::mt19937 random(7);
  const std::vector<std::string> words = {
      "łódź", "a", "🦴", "wyrobów", "z", "\n", "bardzodługiesłowobezkońca"};
  for (int round = 0; round < 500; ++round) {
    std::string text;
    std::vector<Mark> marks;
    std::vector<std::string> wanted;
    for (auto i = random() % 150; i > 0; --i) {
      const std::string& word = words[random() % words.size()];
      if (random() % 20 == 0) {
        marks.emplace_back(text.size(), text.size() + word.size());
        wanted.push_back(word);
      }
      text += word + " ";
    }
    const Excerpt made = excerpt_around(text, marks);
    const auto seen = marked(made);
    ASSERT_LE(seen.size(), wanted.size());
    EXPECT_EQ(seen.empty(), wanted.empty()) << "the first mark is always shown";
    for (std::size_t i = 0; i < seen.size(); ++i) EXPECT_EQ(seen[i], wanted[i]);
    EXPECT_TRUE(text::nfc(made.text).has_value());
  }
}

TEST(Excerpt, LeavesOutMarksThatMakeNoSense) {
  EXPECT_THAT(excerpt_around("łódź", {{0, 99}, {1, 3}, {3, 3}, {4, 2}}).marks, ElementsAre());
}

TEST(Utf16Length, CountsAsJavaScriptDoes) {
  EXPECT_EQ(utf16_length("abc"), 3U);
  EXPECT_EQ(utf16_length("łódź"), 4U);
  EXPECT_EQ(utf16_length("a🦴b"), 4U) << "a character beyond the first plane is two units";
}

}  // namespace
}  // namespace grono::app
