#include "app/delivery_time.hpp"

#include <gtest/gtest.h>

namespace grono::app {
namespace {

using cluster::DigestRhythm;
using cluster::NotificationSettings;
using cluster::QuietHours;

Timestamp utc(const char* text) { return parse_timestamp(text).value(); }

NotificationSettings quiet(int from_hour, int to_hour, const std::string& zone = "Europe/Warsaw") {
  NotificationSettings made;
  made.quiet = QuietHours{from_hour * 60, to_hour * 60};
  made.time_zone = zone;
  return made;
}

std::string waits_until(const char* moment, const NotificationSettings& settings) {
  return to_string(after_quiet(utc(moment), settings));
}
std::string digest_after(const char* moment, const NotificationSettings& settings) {
  return to_string(next_digest(utc(moment), settings));
}

TEST(QuietHours, OverMidnightHoldFromTheEveningToTheMorning) {
  const auto night = quiet(22, 7);  // in winter Warsaw is an hour ahead
  EXPECT_EQ(waits_until("2026-11-26T20:59:59Z", night), "2026-11-26T20:59:59Z");
  EXPECT_EQ(waits_until("2026-11-26T21:00:00Z", night), "2026-11-27T06:00:00Z");
  EXPECT_EQ(waits_until("2026-11-27T05:59:59Z", night), "2026-11-27T06:00:00Z");
  EXPECT_EQ(waits_until("2026-11-27T06:00:00Z", night), "2026-11-27T06:00:00Z");
}

TEST(QuietHours, WithinADayHoldThatDay) {
  const auto noon = quiet(12, 14);
  EXPECT_EQ(waits_until("2026-07-01T10:30:00Z", noon), "2026-07-01T12:00:00Z");  // in summer two hours ahead
  EXPECT_EQ(waits_until("2026-07-01T12:00:00Z", noon), "2026-07-01T12:00:00Z");
}

TEST(QuietHours, AreOfTheAccountsOwnZone) {
  EXPECT_EQ(waits_until("2026-11-26T21:30:00Z", quiet(22, 7, "America/New_York")), "2026-11-26T21:30:00Z");
  EXPECT_EQ(waits_until("2026-11-26T21:30:00Z", quiet(22, 7, "Asia/Kathmandu")), "2026-11-27T01:15:00Z");
}

// On 28 March 2027 the clocks of Warsaw go from 02:00 to 03:00, on 31 October from 03:00 back to 02:00.
TEST(QuietHours, AreAnHourShorterOrLongerWhenTheClocksChange) {
  EXPECT_EQ(waits_until("2027-03-27T21:30:00Z", quiet(22, 7)), "2027-03-28T05:00:00Z");
  EXPECT_EQ(waits_until("2027-10-30T20:30:00Z", quiet(22, 7)), "2027-10-31T06:00:00Z");
}

TEST(QuietHours, ThatEndInTheHourLeftOutEndWhenTheClocksChange) {
  NotificationSettings settings = quiet(22, 2);
  settings.quiet->to = 150;  // 02:30, which that night has not
  EXPECT_EQ(waits_until("2027-03-28T00:30:00Z", settings), "2027-03-28T01:00:00Z");
}

TEST(QuietHours, ThatEndInTheHourThatComesTwiceNeverEndInThePast) {
  NotificationSettings settings = quiet(22, 2);
  settings.quiet->to = 150;
  EXPECT_EQ(waits_until("2027-10-31T00:10:00Z", settings), "2027-10-31T00:30:00Z");  // the first 02:10
  EXPECT_EQ(waits_until("2027-10-31T01:10:00Z", settings), "2027-10-31T01:30:00Z");  // the second
}

TEST(Digest, ComesEachDayAtItsHour) {
  NotificationSettings settings;  // at 8
  EXPECT_EQ(digest_after("2026-11-26T06:59:59Z", settings), "2026-11-26T07:00:00Z");
  EXPECT_EQ(digest_after("2026-11-26T07:00:00Z", settings), "2026-11-27T07:00:00Z");
}

TEST(Digest, KeepsItsHourOnTheWallWhenTheClocksChange) {
  NotificationSettings settings;
  EXPECT_EQ(digest_after("2027-03-27T12:00:00Z", settings), "2027-03-28T06:00:00Z");
  EXPECT_EQ(digest_after("2027-10-30T12:00:00Z", settings), "2027-10-31T07:00:00Z");
  settings.digest_hour = 2;
  EXPECT_EQ(digest_after("2027-03-27T12:00:00Z", settings), "2027-03-28T01:00:00Z");  // left out: at the change
  EXPECT_EQ(digest_after("2027-10-30T12:00:00Z", settings), "2027-10-31T00:00:00Z");  // twice: the first
  EXPECT_EQ(digest_after("2027-10-31T00:00:00Z", settings), "2027-11-01T01:00:00Z");
}

TEST(Digest, OfAWeekComesOnItsDay) {
  NotificationSettings settings;
  settings.digest = DigestRhythm::weekly;
  settings.digest_weekday = 1;  // 2026-11-26 is a Thursday
  EXPECT_EQ(digest_after("2026-11-26T12:00:00Z", settings), "2026-11-30T07:00:00Z");
  EXPECT_EQ(digest_after("2026-11-30T07:00:00Z", settings), "2026-12-07T07:00:00Z");
  settings.digest_weekday = 4;
  EXPECT_EQ(digest_after("2026-11-26T12:00:00Z", settings), "2026-12-03T07:00:00Z");
}

TEST(Digest, WaitsForTheEndOfQuietHours) {
  NotificationSettings settings = quiet(22, 9);
  EXPECT_EQ(digest_after("2026-11-26T00:00:00Z", settings), "2026-11-26T08:00:00Z");
}

TEST(TimeZones, AreThoseOfTheSystem) {
  EXPECT_TRUE(is_time_zone("Europe/Warsaw"));
  EXPECT_FALSE(is_time_zone("Europe/Atlantis"));
  EXPECT_FALSE(is_time_zone(""));
  EXPECT_FALSE(is_time_zone("../../etc/passwd"));
}

}  // namespace
}  // namespace grono::app
