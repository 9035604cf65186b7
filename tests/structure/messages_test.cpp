#include <map>
#include <set>

#include <gtest/gtest.h>

#include "structure/said_messages.hpp"
#include "text/messages.hpp"

namespace grono::test {
namespace {

const std::filesystem::path kRoot = GRONO_SOURCE_DIR;

TEST(Messages, WhatIsRefusedIsSaidInEveryLanguage) {
  std::vector<std::string> unexplained;
  const auto said = said_messages(kRoot / "src", unexplained);
  EXPECT_GT(said.size(), 300U) << "the messages were not found";
  for (const auto& [language, messages] : text::load_messages(kRoot / "data/messages"))
    for (const SaidMessage& each : said)
      EXPECT_TRUE(messages.templates().contains(each.text))
          << each.place << ": data/messages/" << language << ".txt lacks\n" << each.text;
  for (const std::string& place : unexplained)
    ADD_FAILURE() << place << " throws a message that is not written there: say in said_messages.cpp what hands it on";
}

TEST(Messages, NothingIsTranslatedThatNobodySays) {
  std::vector<std::string> unexplained;
  std::set<std::string> said;
  for (const SaidMessage& each : said_messages(kRoot / "src", unexplained)) said.insert(each.text);
  for (const auto& [language, messages] : text::load_messages(kRoot / "data/messages"))
    for (const auto& [english, line] : messages.templates())
      EXPECT_TRUE(said.contains(english))
          << "data/messages/" << language << ".txt:" << line << ": nothing says any more\n" << english;
}

}  // namespace
}  // namespace grono::test
