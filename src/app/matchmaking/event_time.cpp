#include "app/matchmaking/event_time.hpp"

#include <optional>

#include <date/tz.h>

#include "app/delivery_time.hpp"
#include "base/error.hpp"

namespace grono::app {
namespace {

const date::time_zone& zone_of_event(const cluster::Matchmaking& event) {
  // Zones leave the system's list now and then: what was stored before is read as UTC.
  return *date::locate_zone(is_time_zone(event.time_zone) ? std::string_view(event.time_zone) : "UTC");
}

std::optional<EventSlot> slot_at(const date::time_zone& zone, const cluster::WallSlot& wall) {
  const date::local_days day{date::days(std::chrono::sys_days(wall.day).time_since_epoch().count())};
  const auto local = date::local_seconds(day) + std::chrono::minutes(wall.from);
  if (zone.get_info(local).result == date::local_info::nonexistent) return std::nullopt;
  const Timestamp from = zone.to_sys(local, date::choose::earliest);
  return EventSlot{from, from + std::chrono::minutes(wall.to - wall.from)};
}

}  // namespace

std::vector<EventSlot> slots_of(const cluster::Matchmaking& event) {
  const date::time_zone& zone = zone_of_event(event);
  std::vector<EventSlot> made;
  for (const cluster::WallSlot& each : cluster::slots_of(event.days))
    if (const auto slot = slot_at(zone, each)) made.push_back(*slot);
  return made;
}

std::vector<Timestamp> beginnings_of(const std::vector<EventSlot>& slots) {
  std::vector<Timestamp> made;
  for (const EventSlot& each : slots) made.push_back(each.from);
  return made;
}

void require_wall_time(const cluster::Matchmaking& event) {
  if (!is_time_zone(event.time_zone))
    throw InvalidInput("/time_zone", "\"" + event.time_zone + "\" is no time zone",
                       "use a name such as Europe/Warsaw");
  const auto slots = slots_of(event);
  if (slots.size() != cluster::slots_of(event.days).size())
    throw InvalidInput("/days", "a change of clocks leaves a meeting out",
                       "let no meeting fall into the hour in which the clocks are changed");
  for (std::size_t i = 1; i < slots.size(); ++i)
    if (slots[i].from < slots[i - 1].to)
      throw InvalidInput("/days", "a change of clocks lets meetings overlap",
                         "let no meeting fall into the hour in which the clocks are changed");
}

}  // namespace grono::app
