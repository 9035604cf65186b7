#include "exchange/calendar.hpp"

#include <memory>

#include <libical/ical.h>

#include "base/error.hpp"

namespace grono::exchange {
namespace {

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
struct FreeText {
  void operator()(char* text) const { icalmemory_free_buffer(text); }
};

icaltimetype day_of(std::chrono::sys_days day) {
  const Date date(day);
  icaltimetype made = icaltime_null_date();
  made.year = static_cast<int>(date.year());
  made.month = static_cast<int>(static_cast<unsigned>(date.month()));
  made.day = static_cast<int>(static_cast<unsigned>(date.day()));
  return made;
}

icaltimetype moment_of(Timestamp moment) {
  return icaltime_from_timet_with_zone(std::chrono::system_clock::to_time_t(moment), 0, icaltimezone_get_utc_timezone());
}

icalcomponent* event_of(const CalendarEntry& entry) {
  icalcomponent* event = icalcomponent_new(ICAL_VEVENT_COMPONENT);
  const auto add = [&](icalproperty* property) { icalcomponent_add_property(event, property); };
  add(icalproperty_new_uid(entry.id.c_str()));
  add(icalproperty_new_dtstamp(moment_of(entry.changed_at)));
  if (entry.from) {
    GRONO_INVARIANT(entry.to);
    add(icalproperty_new_dtstart(moment_of(*entry.from)));
    add(icalproperty_new_dtend(moment_of(*entry.to)));
  } else {
    // The day after the last one: RFC 5545, 3.6.1.
    add(icalproperty_new_dtstart(day_of(entry.first_day)));
    add(icalproperty_new_dtend(day_of(std::chrono::sys_days(entry.last_day) + std::chrono::days(1))));
  }
  if (entry.is_cancelled) add(icalproperty_new_status(ICAL_STATUS_CANCELLED));
  else if (entry.is_tentative) add(icalproperty_new_status(ICAL_STATUS_TENTATIVE));
  if (entry.sequence > 0) add(icalproperty_new_sequence(static_cast<int>(entry.sequence)));
  if (!entry.location.empty()) add(icalproperty_new_location(entry.location.c_str()));
  add(icalproperty_new_summary(entry.title.c_str()));
  if (!entry.description.empty()) add(icalproperty_new_description(entry.description.c_str()));
  add(icalproperty_new_transp(entry.from && !entry.is_cancelled ? ICAL_TRANSP_OPAQUE : ICAL_TRANSP_TRANSPARENT));
  return event;
}

}  // namespace

std::string to_icalendar(const std::string& name, const std::vector<CalendarEntry>& entries) {
  const std::unique_ptr<icalcomponent, FreeComponent> calendar(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
  GRONO_INVARIANT(calendar);
  const auto add = [&](icalproperty* property) { icalcomponent_add_property(calendar.get(), property); };
  add(icalproperty_new_version("2.0"));
  add(icalproperty_new_prodid("-//Grono//Grono//EN"));
  add(icalproperty_new_method(ICAL_METHOD_PUBLISH));
  icalproperty* shown = icalproperty_new_x(name.c_str());
  icalproperty_set_x_name(shown, "X-WR-CALNAME");
  add(shown);
  for (const CalendarEntry& entry : entries) icalcomponent_add_component(calendar.get(), event_of(entry));
  const std::unique_ptr<char, FreeText> text(icalcomponent_as_ical_string_r(calendar.get()));
  GRONO_INVARIANT(text);
  return text.get();
}

}  // namespace grono::exchange
