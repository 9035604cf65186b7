#include "app/resources/opening.hpp"

#include <random>

#include <date/tz.h>
#include <gtest/gtest.h>

#include "base/error.hpp"

namespace grono::app {
namespace {

using cluster::BookingTerms;
using std::chrono::minutes;

Timestamp opening_time(const char* text) {
  return parse_timestamp(text).value();
}

BookingTerms office() {
  BookingTerms made;
  for (int day = 1; day <= 5; ++day) made.opening.push_back({day, 8 * 60, 16 * 60});
  return made;
}

std::string closed_at(const BookingTerms& terms, const char* from, const char* to) {
  try {
    require_open(terms, opening_time(from), opening_time(to));
  } catch (const InvalidInput& problem) {
    return problem.where();
  }
  return "";
}

// By the definition, minute for minute.
bool is_open_at(const BookingTerms& terms, Timestamp moment) {
  const auto local = date::locate_zone(terms.time_zone)->to_local(moment);
  const auto day = date::floor<date::days>(local);
  const std::chrono::sys_days same{std::chrono::days(day.time_since_epoch().count())};
  for (const auto& each : terms.closures)
    if (std::chrono::sys_days(each.first_day) <= same && same <= std::chrono::sys_days(each.last_day))
      return false;
  if (terms.opening.empty()) return true;
  const int of_day = static_cast<int>(std::chrono::floor<minutes>(local - day).count());
  const int weekday = static_cast<int>(date::weekday(day).iso_encoding());
  for (const auto& each : terms.opening)
    if (each.weekday == weekday && each.from <= of_day && of_day < each.to) return true;
  return false;
}

TEST(Opening, IsByTheClockOnTheWall) {
  const BookingTerms terms =
      office();  // 30 November 2026 is a Monday; Warsaw is an hour ahead, in summer two
  EXPECT_EQ(closed_at(terms, "2026-11-30T07:00:00Z", "2026-11-30T15:00:00Z"), "");
  EXPECT_EQ(closed_at(terms, "2026-11-30T06:45:00Z", "2026-11-30T08:00:00Z"), "/from");
  EXPECT_EQ(closed_at(terms, "2026-11-30T14:00:00Z", "2026-11-30T15:15:00Z"), "/to");
  EXPECT_EQ(closed_at(terms, "2026-07-01T06:00:00Z", "2026-07-01T14:00:00Z"), "");
  EXPECT_EQ(closed_at(terms, "2026-11-28T09:00:00Z", "2026-11-28T10:00:00Z"), "/from");
}

TEST(Opening, StaysWithTheUserOverNightButNotOverAClosedDay) {
  BookingTerms terms = office();
  EXPECT_EQ(closed_at(terms, "2026-11-30T14:00:00Z", "2026-12-01T08:00:00Z"), "");
  EXPECT_EQ(closed_at(terms, "2026-11-27T14:00:00Z", "2026-11-30T08:00:00Z"), "");
  EXPECT_EQ(closed_at(terms, "2026-11-30T14:00:00Z", "2026-12-01T23:00:00Z"), "/to");
  terms.closures = {{*parse_date("2026-12-01"), *parse_date("2026-12-01"), "Przegląd"}};
  EXPECT_EQ(closed_at(terms, "2026-11-30T14:00:00Z", "2026-12-02T08:00:00Z"), "/from");
  EXPECT_EQ(closed_at(terms, "2026-11-30T14:00:00Z", "2026-11-30T15:00:00Z"), "");
  // Within one day it is not to be kept while it is closed.
  terms.opening = {{1, 480, 720}, {1, 780, 960}};
  EXPECT_EQ(closed_at(terms, "2026-11-30T10:00:00Z", "2026-11-30T13:00:00Z"), "/to");
  // Hours that meet at midnight are one stretch.
  terms.opening = {{1, 1'200, 1'440}, {2, 0, 480}};
  terms.closures.clear();
  EXPECT_EQ(closed_at(terms, "2026-11-30T20:00:00Z", "2026-12-01T03:00:00Z"), "");
}

TEST(Opening, ADayOnWhichClocksChangeHasTheHoursItHas) {
  BookingTerms always;
  EXPECT_EQ(open_minutes(always, opening_time("2026-03-28T23:00:00Z"), opening_time("2026-03-29T22:00:00Z")),
            23 * 60);
  EXPECT_EQ(open_minutes(always, opening_time("2026-10-24T22:00:00Z"), opening_time("2026-10-25T23:00:00Z")),
            25 * 60);
  BookingTerms early;
  early.opening = {{7, 60, 240}};  // 1 to 4 on Sundays: of the night that loses an hour two are left
  EXPECT_EQ(open_minutes(early, opening_time("2026-03-29T00:00:00Z"), opening_time("2026-03-29T12:00:00Z")),
            120);
  EXPECT_EQ(open_minutes(early, opening_time("2026-10-24T22:00:00Z"), opening_time("2026-10-25T12:00:00Z")),
            240);
}

TEST(Opening, MinutesAreThoseOfADefinitionMinuteForMinute) {
  std::mt19937 random(2'026);
  const auto between = [&](int from, int to) { return std::uniform_int_distribution(from, to)(random); };
  for (int round = 0; round < 60; ++round) {
    BookingTerms terms;
    terms.time_zone = between(0, 1) ? "Europe/Warsaw" : "America/St_Johns";
    for (int day = 1; day <= 7; ++day) {
      int at = between(0, 40) * 15;
      while (between(0, 2) > 0 && at < 1'400) {
        const int to = std::min(1'440, at + between(1, 30) * 15);
        terms.opening.push_back({day, at, to});
        at = to + between(0, 8) * 15;
      }
    }
    const Timestamp from =
        opening_time("2026-03-20T00:00:00Z") + minutes(between(0, 300) * 1'440 + between(0, 1'439));
    const Timestamp to = from + minutes(between(1, 8'000));
    if (between(0, 1)) {
      const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(from) +
                                            std::chrono::days(between(0, 3))};
      terms.closures = {{day, day, ""}};
    }
    std::int64_t expected = 0;
    for (Timestamp at = from; at < to; at += minutes(1)) expected += is_open_at(terms, at);
    EXPECT_EQ(open_minutes(terms, from, to), expected)
        << round << " " << to_string(from) << " " << to_string(to) << " " << terms.time_zone;
  }
}

TEST(Opening, ATimeZoneThatNobodyKnowsIsRefused) {
  BookingTerms terms;
  EXPECT_NO_THROW(require_time_zone(terms));
  terms.time_zone = "Europe/Gliwice";
  EXPECT_THROW(require_time_zone(terms), InvalidInput);
}

}  // namespace
}  // namespace grono::app
