#include "text/messages.hpp"

#include <chrono>
#include <fstream>

#include <gtest/gtest.h>

#include "base/error.hpp"
#include "support/temporary_folder.hpp"

namespace grono::text {
namespace {

/// A catalogue of its lines, as a file of the language.
Messages catalogue(const std::string& lines, const std::string& language = "pl") {
  const test::TemporaryFolder folder;
  const auto file = folder.path() / (language + ".txt");
  std::ofstream(file) << lines;
  return Messages::load(file);
}

std::string refusal_of(const std::string& lines) {
  try {
    static_cast<void>(catalogue(lines));
  } catch (const InvalidInput& refused) {
    return refused.where().substr(refused.where().rfind("pl.txt")) + ": " + refused.problem();
  }
  return {};
}

TEST(Messages, SayWhatIsKnownAndLeaveTheRest) {
  const Messages messages = catalogue("# a note\nis missing\n  brakuje\n\n\"{1}\" is not a day\n  „{1}” to nie dzień\n");
  EXPECT_EQ(messages.say("is missing"), "brakuje");
  EXPECT_EQ(messages.say("\"jutro\" is not a day"), "„jutro” to nie dzień");
  EXPECT_EQ(messages.say("\"\" is not a day"), "„” to nie dzień");
  EXPECT_EQ(messages.say("is somewhere else"), "is somewhere else");
  EXPECT_EQ(messages.say(""), "");
  EXPECT_EQ(Messages().say("is missing"), "is missing");
}

TEST(Messages, PutValuesInAnotherOrder) {
  const Messages messages = catalogue("{1} is before {2}\n  przed {2} jest {1}{2}\n");
  EXPECT_EQ(messages.say("A is before B"), "przed B jest AB");
}

TEST(Messages, CountInPolish) {
  const Messages messages = catalogue("has {1} characters\n  ma {1} {1: znak|znaki|znaków}\n");
  for (const auto& [number, said] : std::vector<std::pair<std::string, std::string>>{
           {"1", "1 znak"}, {"2", "2 znaki"}, {"5", "5 znaków"}, {"12", "12 znaków"}, {"22", "22 znaki"},
           {"25", "25 znaków"}, {"112", "112 znaków"}, {"1.5", "1.5 znaków"}, {"", " znaków"},
           {"99999999999999999999", "99999999999999999999 znaków"}})
    EXPECT_EQ(messages.say("has " + number + " characters"), "ma " + said);
}

TEST(Messages, CountInALanguageOfTwoForms) {
  const Messages messages = catalogue("has {1} characters\n  hat {1} {1: Zeichen|Zeichens}\n", "de");
  EXPECT_EQ(messages.say("has 1 characters"), "hat 1 Zeichen");
  EXPECT_EQ(messages.say("has 2 characters"), "hat 2 Zeichens");
}

TEST(Messages, ChooseAWordForAValue) {
  const Messages messages = catalogue("the membership is {1}\n  członkostwo: {1: active=trwa|ended=ustało}\n");
  EXPECT_EQ(messages.say("the membership is ended"), "członkostwo: ustało");
  EXPECT_EQ(messages.say("the membership is odd"), "członkostwo: odd");
}

TEST(Messages, LookIntoAValueOnlyWhereTheCatalogueSaysSo) {
  const Messages messages = catalogue(
      "is missing\n  brakuje\nit does not fit: {1}\n  nie pasuje: {1!}\n\"{1}\" is no name\n  „{1}” to nie nazwa\n"
      "there are {1}\n  są: {1,}\n{1} tasks\n  zadania: {1}\n");
  EXPECT_EQ(messages.say("it does not fit: is missing"), "nie pasuje: brakuje");
  EXPECT_EQ(messages.say("it does not fit: it does not fit: is missing"), "nie pasuje: nie pasuje: brakuje");
  EXPECT_EQ(messages.say("it does not fit: of no kind"), "nie pasuje: of no kind");
  EXPECT_EQ(messages.say("there are 2 tasks, is missing, more"), "są: zadania: 2, brakuje, more");
  // What somebody wrote stays what they wrote.
  EXPECT_EQ(messages.say("\"is missing\" is no name"), "„is missing” to nie nazwa");
}

TEST(Messages, TakeWhatPeopleWroteForTemplatesNeither) {
  const Messages messages = catalogue("\"{1}\" is not in {2}\n  „{1}” nie ma w {2}\n");
  EXPECT_EQ(messages.say("\"a \"b\" is not in c\" is not in pkd_2025"), "„a \"b\" is not in c” nie ma w pkd_2025");
  EXPECT_EQ(messages.say("\"{1} {2!}\" is not in {1}"), "„{1} {2!}” nie ma w {1}");
}

TEST(Messages, PreferTheTemplateThatSaysTheMost) {
  const Messages messages = catalogue(
      "{1} is not {2}\n  A\n\"{1}\" is not a {2}\n  B\n\"{1}\" is not a day\n  C\n\"x\" is not a day\n  D\n"
      "the day {1} is not {2}\n  E\n");
  EXPECT_EQ(messages.say("y is not z"), "A");
  EXPECT_EQ(messages.say("\"y\" is not a week"), "B");
  EXPECT_EQ(messages.say("\"y\" is not a day"), "C");
  EXPECT_EQ(messages.say("\"x\" is not a day"), "D");
  EXPECT_EQ(messages.say("the day x is not y"), "E");
}

TEST(Messages, LeaveOtherBracesAlone) {
  const Messages messages = catalogue("write it as {\"field\": value}\n  napisz to jako {\"pole\": wartość}\n");
  EXPECT_EQ(messages.say("write it as {\"field\": value}"), "napisz to jako {\"pole\": wartość}");
}

TEST(Messages, AreQuickWhateverStandsInTheMessage) {
  std::string lines;
  for (int i = 0; i < 300; ++i)
    lines += "\"{1}\" is not in {2} of {3} is not in {4}, " + std::to_string(i) + "\n  {1!}{2!}{3!}{4!}\n";
  const Messages messages = catalogue(lines);
  std::string hostile = "\"";
  while (hostile.size() < (4U << 20)) hostile += "\" is not in \" is not in of";
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(messages.say(hostile + "x"), hostile + "x");
  EXPECT_FALSE(messages.say(hostile + " is not in a of b is not in c, 7").empty());
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST(Messages, AMalformedCatalogueIsRefusedWithItsLine) {
  EXPECT_EQ(refusal_of("a\n  b\n  c\n"), "pl.txt, line 3: a translation stands without its message");
  EXPECT_EQ(refusal_of("a\nb\n  c\n"), "pl.txt, line 2: the message before has no translation");
  EXPECT_EQ(refusal_of("a\n"), "pl.txt, line 1: the last message has no translation");
  EXPECT_EQ(refusal_of("a\n  b\n\na\n  b\n"), "pl.txt, line 5: the message is there already");
  EXPECT_EQ(refusal_of("a {2}\n  b\n"), "pl.txt, line 2: the holes of a message are {1}, {2} and so on");
  EXPECT_EQ(refusal_of("a {1}{2}\n  b\n"), "pl.txt, line 2: two holes touch");
  EXPECT_EQ(refusal_of("a {1}\n  b {2}\n"), "pl.txt, line 2: the message has no hole {2}");
  EXPECT_EQ(refusal_of("a {1}\n  b {1?}\n"), "pl.txt, line 2: a hole is neither {1}, {1!}, {1,} nor {1: ...}");
  EXPECT_EQ(refusal_of("a {1}\n  b {1: x|y}\n"), "pl.txt, line 2: a count has 3 forms in this language");
  EXPECT_EQ(refusal_of("a {1}\n  b {1: x=y|z}\n"), "pl.txt, line 2: a choice names no value for one of its words");
  EXPECT_THROW(static_cast<void>(Messages::load("/no/such/pl.txt")), InvalidInput);
}

TEST(Messages, OfAFolderGoByTheirLanguage) {
  const test::TemporaryFolder folder;
  EXPECT_THROW(static_cast<void>(load_messages(folder.path())), InvalidInput);
  std::ofstream(folder.path() / "pl.txt") << "is missing\n  brakuje\n";
  std::ofstream(folder.path() / "README.md") << "not a catalogue";
  const auto made = load_messages(folder.path());
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(made.at("pl").say("is missing"), "brakuje");
}

}  // namespace
}  // namespace grono::text
