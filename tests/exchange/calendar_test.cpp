#include "exchange/calendar.hpp"

#include <gmock/gmock.h>
#include <libical/ical.h>

namespace grono::exchange {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

TEST(Calendar, LastsWholeDaysAndReadsBack) {
  CalendarEntry entry{"01-ab", "ŁĄKA: Prototyp; wersja, \"druga\"", "Opis\nw dwóch liniach", 2026y / 2 / 27, 2026y / 3 / 1,
                      parse_timestamp("2026-01-02T03:04:05Z").value()};
  const std::string text = to_icalendar("Projekty", {entry, entry});
  EXPECT_THAT(text, HasSubstr("BEGIN:VCALENDAR\r\n"));
  EXPECT_THAT(text, HasSubstr("DTSTART;VALUE=DATE:20260227\r\n"));
  EXPECT_THAT(text, HasSubstr("DTEND;VALUE=DATE:20260302\r\n")) << "the day after the last";
  EXPECT_THAT(text, HasSubstr("DTSTAMP:20260102T030405Z\r\n"));
  EXPECT_THAT(text, HasSubstr("X-WR-CALNAME:Projekty\r\n"));
  icalcomponent* read = icalparser_parse_string(text.c_str());
  ASSERT_NE(read, nullptr);
  EXPECT_EQ(icalcomponent_count_components(read, ICAL_VEVENT_COMPONENT), 2);
  icalcomponent* event = icalcomponent_get_first_component(read, ICAL_VEVENT_COMPONENT);
  EXPECT_EQ(icalcomponent_get_summary(event), entry.title);
  EXPECT_EQ(icalcomponent_get_description(event), entry.description);
  icalcomponent_free(read);
}

TEST(Calendar, MayBeEmpty) {
  EXPECT_THAT(to_icalendar("Projekty", {}), HasSubstr("END:VCALENDAR"));
}

}  // namespace
}  // namespace grono::exchange
