#include "cluster/notification.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/mention.hpp"
#include "cluster/names.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;

constexpr const char* kAnna = "01900000-0000-7000-8000-00000000000a";
constexpr const char* kBartek = "01900000-0000-7000-8000-00000000000b";

std::string wrong(const json& change) {
  try {
    static_cast<void>(notification_settings_from_json(change));
    return "nothing";
  } catch (const InvalidInput& error) {
    return error.where();
  }
}

TEST(NotificationSettings, WithoutAChoiceEveryKindHasItsDefault) {
  const json written = to_json(NotificationSettings());
  for (const auto& [name, kind] : named_values<NotificationKind>())
    EXPECT_EQ(written["channels"][std::string(name)], name_of(default_channel(kind))) << name;
  EXPECT_EQ(written["time_zone"], "Europe/Warsaw");
  EXPECT_TRUE(written["quiet"].is_null());
}

TEST(NotificationSettings, WhatIsNotGivenStays) {
  const auto first = notification_settings_from_json(
      {{"channels", {{"mentioned", "off"}}}, {"quiet", {{"from", "22:00"}, {"to", "06:30"}}}, {"digest", "weekly"}});
  const auto second = notification_settings_from_json({{"channels", {{"comment_on_mine", "page"}}}}, first);
  EXPECT_EQ(channel_of(second, NotificationKind::mentioned), NotificationChannel::off);
  EXPECT_EQ(channel_of(second, NotificationKind::comment_on_mine), NotificationChannel::page);
  EXPECT_EQ(second.quiet, (QuietHours{22 * 60, 6 * 60 + 30}));
  EXPECT_EQ(second.digest, DigestRhythm::weekly);
  EXPECT_FALSE(notification_settings_from_json({{"quiet", nullptr}}, second).quiet);
}

TEST(NotificationSettings, ComeBackFromTheirJson) {
  NotificationSettings settings;
  settings.digest_hour = 17;
  settings.digest_weekday = 5;
  settings.quiet = QuietHours{60, 120};
  const auto read = notification_settings_from_json(to_json(settings));
  EXPECT_EQ(to_json(read), to_json(settings));
}

TEST(NotificationSettings, SayWhichFieldIsWrong) {
  EXPECT_EQ(wrong({{"channels", {{"mentioned", "loudly"}}}}), "/channels/mentioned");
  EXPECT_EQ(wrong({{"channels", {{"something", "off"}}}}), "/channels/something");
  EXPECT_EQ(wrong({{"digest_hour", 24}}), "/digest_hour");
  EXPECT_EQ(wrong({{"digest_weekday", 0}}), "/digest_weekday");
  EXPECT_EQ(wrong({{"quiet", {{"from", "25:00"}, {"to", "06:00"}}}}), "/quiet/from");
  EXPECT_EQ(wrong({{"quiet", {{"from", "6:00"}, {"to", "06:00"}}}}), "/quiet/from");
  EXPECT_EQ(wrong({{"quiet", {{"from", "06:00"}, {"to", "06:00"}}}}), "/quiet/to");
  EXPECT_EQ(wrong({{"quiet", {{"from", "06:00"}}}}), "/quiet/to");
  EXPECT_EQ(wrong({{"volume", 11}}), "/volume");
}

TEST(Mentions, AreIdsInBracesAndNothingElse) {
  const std::string anna = std::string("@{") + kAnna + "}", bartek = std::string("@{") + kBartek + "}";
  const auto id = [](const char* text) { return *UserId::parse(text); };
  EXPECT_EQ(mentions_in("Pytam " + bartek + " i " + anna + ", a " + anna + " wie."),
            (std::vector<UserId>{id(kAnna), id(kBartek)}));
  EXPECT_TRUE(mentions_in("@{}@{x} @Anna @{" + std::string(36, 'z') + "} @{" + kAnna).empty());
  EXPECT_EQ(mentions_in("@{@{@{" + anna).size(), 1U);
}

}  // namespace
}  // namespace grono::cluster
