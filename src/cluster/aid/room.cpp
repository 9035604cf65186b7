#include "cluster/aid/room.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace grono::cluster {
namespace {

struct CountedSum {
  Money all, reserved;
};

bool counts_on(const AidCeiling& ceiling, const CountedAid& aid, Date day) {
  return counts_towards(ceiling, aid.scope) && first_day_counted(day, ceiling.period) <= aid.day &&
         aid.day <= day;
}

CountedSum sum_on(const AidCeiling& ceiling, std::span<const CountedAid> counted, Date day) {
  CountedSum made;
  for (const CountedAid& each : counted) {
    if (!counts_on(ceiling, each, day)) continue;
    made.all += each.eur;
    if (each.is_reserved) made.reserved += each.eur;
  }
  return made;
}

Money less(Money a, Money b) {
  return {a.hundredths - b.hundredths};
}

// The last days of three years that hold `day` and can hold more than others do.
std::set<Date> ends_from(std::span<const CountedAid> counted, Date day) {
  std::set<Date> made = {day};
  for (const CountedAid& each : counted)
    if (each.day > day) made.insert(each.day);
  return made;
}

AidRoom tightest_on(std::span<const AidCeiling> ceilings, std::span<const CountedAid> counted, AidScope scope,
                    Date day, Money amount) {
  AidRoom made;
  made.day = day;
  if (!ceiling_on(ceilings, scope, day)) return made;
  for (const Date& end : ends_from(counted, day))
    for (const AidCeiling* ceiling : ceilings_for(ceilings, scope, end)) {
      if (first_day_counted(end, ceiling->period) > day) continue;
      const CountedSum sum = sum_on(*ceiling, counted, end);
      const Money room = less(ceiling->amount, sum.all);
      if (made.ceiling && made.room <= room) continue;
      made.ceiling = ceiling;
      made.day = end;
      made.counted = sum.all;
      made.reserved = sum.reserved;
      made.room = room;
    }
  made.fits = made.ceiling && amount <= made.room;
  return made;
}

// Days on which room can grow: something counts no more, or another ceiling is in force.
std::set<Date> days_of_change(std::span<const AidCeiling> ceilings, std::span<const CountedAid> counted,
                              Date after) {
  std::set<Date> made;
  const auto add = [&](Date day) {
    if (day > after) made.insert(day);
  };
  for (const CountedAid& each : counted) {
    for (const AidPeriod period : {AidPeriod::rolling, AidPeriod::fiscal_years})
      add(free_from(each.day, period));
    add(std::chrono::sys_days(each.day) + std::chrono::days(1));
  }
  for (const AidCeiling& each : ceilings) add(each.from);
  return made;
}

}  // namespace

AidRoom room_on(std::span<const AidCeiling> ceilings, std::span<const CountedAid> counted, AidScope scope,
                Date day, Money amount) {
  AidRoom made = tightest_on(ceilings, counted, scope, day, amount);
  if (made.fits) made.fits_from = day;
  for (const Date& later : days_of_change(ceilings, counted, day)) {
    if (made.fits_from) break;
    if (tightest_on(ceilings, counted, scope, later, amount).fits) made.fits_from = later;
  }
  if (!made.ceiling) return made;
  std::map<Date, Money> freed;
  for (const CountedAid& each : counted)
    if (counts_on(*made.ceiling, each, made.day))
      freed[free_from(each.day, made.ceiling->period)] += each.eur;
  for (const auto& [at, eur] : freed) made.freed.push_back({at, eur});
  return made;
}

std::vector<AidLevel> levels_of(std::span<const AidCeiling> ceilings, std::span<const CountedAid> counted,
                                AidScope scope, Date from, Date to) {
  std::set<Date> days = days_of_change(ceilings, counted, from);
  for (const CountedAid& each : counted) days.insert(each.day);
  for (const AidCeiling& each : ceilings)
    if (each.until) days.insert(std::chrono::sys_days(*each.until) + std::chrono::days(1));
  days.insert(from);
  std::vector<AidLevel> made;
  for (const Date& day : days) {
    if (day < from || day > to) continue;
    AidLevel level{day, {}, {}, std::nullopt};
    if (const AidCeiling* ceiling = ceiling_on(ceilings, scope, day)) {
      const CountedSum sum = sum_on(*ceiling, counted, day);
      level.granted = less(sum.all, sum.reserved);
      level.reserved = sum.reserved;
      level.ceiling = ceiling->amount;
    }
    const bool is_same = !made.empty() && made.back().granted == level.granted &&
                         made.back().reserved == level.reserved && made.back().ceiling == level.ceiling;
    if (!is_same) made.push_back(level);
  }
  return made;
}

}  // namespace grono::cluster
