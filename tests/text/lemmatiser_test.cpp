#include "text/lemmatiser.hpp"

#include <algorithm>
#include <thread>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "text/unicode.hpp"
#include "text/words.hpp"

namespace grono::text {
namespace {

const Lemmatiser& lemmatiser() {
  static const auto loaded = Lemmatiser::load("/usr/share/hunspell");
  return *loaded;
}

bool share_a_lemma(std::string_view a, std::string_view b, std::string_view language) {
  const auto of_a = lemmatiser().lemmas(a, language), of_b = lemmatiser().lemmas(b, language);
  return std::any_of(of_a.begin(), of_a.end(),
                     [&](const std::string& each) { return std::find(of_b.begin(), of_b.end(), each) != of_b.end(); });
}

TEST(Lemmatiser, PolishInflectionMeets) {
  constexpr std::pair<const char*, const char*> kPairs[] = {
      {"wyroby", "wyrobów"},       {"medyczne", "medycznych"}, {"urządzenie", "urządzeń"}, {"Łódź", "Łodzi"},
      {"szpital", "szpitalami"},   {"implant", "implantów"},   {"tytanowy", "tytanowymi"}, {"Gliwice", "Gliwicach"},
      {"laboratorium", "laboratoriów"}, {"ŚRUBA", "śrub"},
  };
  for (const auto& [a, b] : kPairs) EXPECT_TRUE(share_a_lemma(a, b, "pl")) << a << " " << b;
  EXPECT_FALSE(share_a_lemma("szpital", "implant", "pl"));
}

TEST(Lemmatiser, WordsTypedWithoutDiacriticsAreFound) {
  constexpr std::pair<const char*, const char*> kPairs[] = {
      {"wyrobow", "wyrob"}, {"urzadzen", "urzadzenie"}, {"lodzi", "lodz"}, {"srub", "sruba"}, {"zolc", "zolc"}};
  for (const auto& [typed, lemma] : kPairs) {
    const auto found = lemmatiser().lemmas_without_diacritics(typed);
    EXPECT_NE(std::find(found.begin(), found.end(), lemma), found.end()) << typed;
  }
  EXPECT_TRUE(lemmatiser().lemmas_without_diacritics("łódź").size() <= 3U);
}

TEST(Lemmatiser, EnglishPluralsMeetAndUnknownWordsStand) {
  EXPECT_TRUE(share_a_lemma("batteries", "battery", "en"));
  EXPECT_TRUE(share_a_lemma("implants", "implant", "en"));
  EXPECT_FALSE(share_a_lemma("virus", "viru", "en"));
  EXPECT_EQ(lemmatiser().lemmas("Xq7-Ω", "pl").size(), 1U);
  EXPECT_FALSE(lemmatiser().lemmas("\xff\xfe", "pl").empty());
}

TEST(Lemmatiser, ConcurrentUseGivesTheSame) {
  const auto expected = lemmatiser().lemmas("wyrobów", "pl");
  std::vector<std::jthread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 300; ++n) EXPECT_EQ(lemmatiser().lemmas("wyrobów", "pl"), expected);
    });
}

TEST(Lemmatiser, AMissingDictionaryNamesThePackage) {
  try {
    static_cast<void>(Lemmatiser::load("/nowhere"));
    FAIL();
  } catch (const InvalidInput& missing) {
    EXPECT_NE(std::string(missing.what()).find("hunspell-pl"), std::string::npos);
  }
}

TEST(Words, StandWhereTheyStand) {
  const std::string text = "Łódź–Śródmieście: druk 3D,\tISO 13485 \xff x";
  std::vector<std::string> found;
  for (const Word& word : words(text)) found.push_back(text.substr(word.from, word.to - word.from));
  EXPECT_EQ(found, (std::vector<std::string>{"Łódź", "Śródmieście", "druk", "3D", "ISO", "13485", "x"}));
}

TEST(Unicode, ComposesTrimsAndRefuses) {
  EXPECT_EQ(nfc("Lo\u0301dz\u0301"), "Lódź");
  EXPECT_EQ(nfc("\xc5"), std::nullopt);
  EXPECT_EQ(trimmed(" \u00a0\tŁódź\u200b\n"), "Łódź");
  EXPECT_EQ(length("Łódź 🚑"), 6U);
  EXPECT_TRUE(has_control_characters(std::string_view("a\0b", 3), true));
  EXPECT_FALSE(has_control_characters("a\nb", true));
  EXPECT_TRUE(has_control_characters("a\nb", false));
}

}  // namespace
}  // namespace grono::text
