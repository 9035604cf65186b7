#include "app/resources/opening.hpp"

#include <algorithm>
#include <vector>

#include <date/tz.h>

#include "app/delivery_time.hpp"
#include "base/error.hpp"

namespace grono::app {
namespace {

using cluster::BookingTerms;
using date::days;
using std::chrono::minutes;

const date::time_zone& zone_of(const BookingTerms& terms) {
  // Zones leave the system's list now and then: what was stored before is read as UTC.
  return *date::locate_zone(is_time_zone(terms.time_zone) ? std::string_view(terms.time_zone) : "UTC");
}

struct Span {
  Timestamp from, to;
};

bool is_closed(const BookingTerms& terms, date::local_days day) {
  const std::chrono::sys_days same{std::chrono::days(day.time_since_epoch().count())};
  return std::any_of(terms.closures.begin(), terms.closures.end(), [&](const cluster::Closure& each) {
    return std::chrono::sys_days(each.first_day) <= same && same <= std::chrono::sys_days(each.last_day);
  });
}

// When it is open on one day; an hour that a change of clocks leaves out is not there.
std::vector<Span> spans_of(const BookingTerms& terms, const date::time_zone& zone, date::local_days day) {
  std::vector<Span> made;
  if (is_closed(terms, day)) return made;
  const auto moment = [&](int minute) {
    return zone.to_sys(date::local_seconds(day) + minutes(minute), date::choose::earliest);
  };
  const auto add = [&](int from, int to) {
    // Midnight is where one day's hours meet the next one's.
    if (!made.empty() && made.back().to == moment(from))
      made.back().to = moment(to);
    else
      made.push_back({moment(from), moment(to)});
  };
  if (terms.opening.empty()) add(0, 24 * 60);
  const int weekday = static_cast<int>(date::weekday(day).iso_encoding());
  for (const cluster::OpeningHours& each : terms.opening)
    if (each.weekday == weekday) add(each.from, each.to);
  std::erase_if(made, [](const Span& each) { return each.to <= each.from; });
  return made;
}

// The spans of all days that the time touches, those that meet at midnight as one.
std::vector<Span> spans_between(const BookingTerms& terms, Timestamp from, Timestamp to) {
  const date::time_zone& zone = zone_of(terms);
  const auto day_of = [&](Timestamp moment) { return date::floor<days>(zone.to_local(moment)); };
  std::vector<Span> made;
  for (auto day = day_of(from) - days(1); day <= day_of(to); day += days(1))
    for (const Span& span : spans_of(terms, zone, day)) {
      if (!made.empty() && made.back().to == span.from)
        made.back().to = span.to;
      else
        made.push_back(span);
    }
  return made;
}

void require_no_closed_day(const BookingTerms& terms, Timestamp from, Timestamp to) {
  const date::time_zone& zone = zone_of(terms);
  const auto last = date::floor<days>(zone.to_local(to - std::chrono::seconds(1)));
  for (auto day = date::floor<days>(zone.to_local(from)); day <= last; day += days(1))
    if (is_closed(terms, day))
      throw InvalidInput("/from", "the resource is closed on " + date::format("%F", day),
                         "choose other days");
}

}  // namespace

void require_open(const BookingTerms& terms, Timestamp from, Timestamp to) {
  require_no_closed_day(terms, from, to);
  const auto spans = spans_between(terms, from, to);
  const auto begins = std::find_if(spans.begin(), spans.end(),
                                   [&](const Span& each) { return each.from <= from && from < each.to; });
  if (begins == spans.end())
    throw InvalidInput("/from", "the resource is not open then", "choose a time within its opening hours");
  const auto ends = std::find_if(spans.begin(), spans.end(),
                                 [&](const Span& each) { return each.from < to && to <= each.to; });
  if (ends == spans.end())
    throw InvalidInput("/to", "the resource is not open then", "choose a time within its opening hours");
  const date::time_zone& zone = zone_of(terms);
  const bool is_one_day = date::floor<days>(zone.to_local(from)) ==
                          date::floor<days>(zone.to_local(to - std::chrono::seconds(1)));
  if (is_one_day && begins != ends)
    throw InvalidInput("/to", "the resource closes in between", "book until it closes, or in two parts");
}

std::int64_t open_minutes(const BookingTerms& terms, Timestamp from, Timestamp to) {
  if (to <= from) return 0;
  std::int64_t sum = 0;
  for (const Span& span : spans_between(terms, from, to)) {
    const Timestamp begin = std::max(span.from, from), end = std::min(span.to, to);
    if (begin < end) sum += std::chrono::duration_cast<minutes>(end - begin).count();
  }
  return sum;
}

void require_time_zone(const BookingTerms& terms) {
  if (!is_time_zone(terms.time_zone))
    throw InvalidInput("/terms/time_zone", "\"" + terms.time_zone + "\" is no time zone",
                       "use a name such as Europe/Warsaw");
}

}  // namespace grono::app
