#include "app/delivery_time.hpp"

#include <date/tz.h>

#include "base/error.hpp"

namespace grono::app {
namespace {

using date::days;
using std::chrono::hours;
using std::chrono::minutes;

const date::time_zone* find_zone(std::string_view name) {
  try {
    return date::locate_zone(name);
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

// Zones leave the system's list now and then: whoever had one of these keeps getting mail.
const date::time_zone& zone_of(const cluster::NotificationSettings& settings) {
  if (const auto* found = find_zone(settings.time_zone)) return *found;
  const auto* utc = find_zone("UTC");
  GRONO_INVARIANT(utc);
  return *utc;
}

date::local_days day_of(date::local_seconds moment) { return date::floor<days>(moment); }

// When the wall's clock shows it: the first time, but after `since`.
Timestamp moment_of(const date::time_zone& zone, date::local_seconds shown, Timestamp since) {
  const Timestamp first = zone.to_sys(shown, date::choose::earliest);
  return first > since ? first : zone.to_sys(shown, date::choose::latest);
}

}  // namespace

bool is_time_zone(std::string_view name) {
  return name.size() <= 64 && find_zone(name) != nullptr;
}

Timestamp after_quiet(Timestamp moment, const cluster::NotificationSettings& settings) {
  if (!settings.quiet) return moment;
  const date::time_zone& zone = zone_of(settings);
  const date::local_seconds shown = zone.to_local(moment);
  const date::local_days day = day_of(shown);
  const minutes from(settings.quiet->from), to(settings.quiet->to);
  const auto of_day = shown - day;
  const bool is_over_midnight = from > to;
  const bool is_quiet = is_over_midnight ? of_day >= from || of_day < to : of_day >= from && of_day < to;
  if (!is_quiet) return moment;
  const date::local_days end_day = is_over_midnight && of_day >= from ? day + days(1) : day;
  return moment_of(zone, end_day + to, moment);
}

Timestamp next_digest(Timestamp after, const cluster::NotificationSettings& settings) {
  const date::time_zone& zone = zone_of(settings);
  const date::local_days today = day_of(zone.to_local(after));
  // A week and a day: today's hour may be over.
  for (int ahead = 0; ahead <= 8; ++ahead) {
    const date::local_days day = today + days(ahead);
    const auto weekday = date::weekday(day).iso_encoding();
    if (settings.digest == cluster::DigestRhythm::weekly && weekday != static_cast<unsigned>(settings.digest_weekday))
      continue;
    const Timestamp moment = zone.to_sys(day + hours(settings.digest_hour), date::choose::earliest);
    if (moment > after) return after_quiet(moment, settings);
  }
  GRONO_INVARIANT(!"a week without the day");
  return after;
}

}  // namespace grono::app
