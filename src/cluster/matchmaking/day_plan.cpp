#include "cluster/matchmaking/day_plan.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/time_of_day.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;

constexpr std::size_t kMostDays = 31, kMostBreaks = 20;
constexpr int kLongestMeeting = 240;

void normalise_breaks(DayPlan& plan, const std::string& where) {
  std::sort(plan.breaks.begin(), plan.breaks.end(),
            [](const DayPart& a, const DayPart& b) { return a.from < b.from; });
  int end = plan.from;
  for (std::size_t i = 0; i < plan.breaks.size(); ++i) {
    const DayPart& each = plan.breaks[i];
    const std::string at = fmt::format("{}/breaks/{}", where, i);
    if (each.to <= each.from)
      throw InvalidInput(at + "/to", "is not after the beginning", "let it end later");
    if (each.from < plan.from || each.to > plan.to)
      throw InvalidInput(at, "is outside of the day", "give a time between its beginning and its end");
    if (each.from < end) throw InvalidInput(at + "/from", "is within another break", "make one of the two");
    end = each.to;
  }
}

void check_day(DayPlan& plan, const std::string& where) {
  if (plan.to <= plan.from)
    throw InvalidInput(where + "/end", "is not after the beginning", "let it end later");
  if (plan.length < 5 || plan.length > kLongestMeeting)
    throw InvalidInput(where + "/length_minutes", "is out of range",
                       fmt::format("give {} to {}", 5, kLongestMeeting));
  if (plan.pause < 0 || plan.pause > kLongestMeeting)
    throw InvalidInput(where + "/pause_minutes", "is out of range",
                       fmt::format("give {} to {}", 0, kLongestMeeting));
  if (plan.breaks.size() > kMostBreaks)
    throw InvalidInput(where + "/breaks", "are too many", fmt::format("give at most {}", kMostBreaks));
  normalise_breaks(plan, where);
  if (slots_of(plan).empty())
    throw InvalidInput(where + "/length_minutes", "leaves no room for a meeting",
                       "shorten the meetings, or let the day be longer");
}

DayPlan day_from(const json& object, const std::string& pointer) {
  JsonReader reader(object, pointer);
  DayPlan made;
  made.day = reader.required("date", reader.day("date"));
  made.from = time_of_day_from(reader, "begin");
  made.to = time_of_day_from(reader, "end", true);
  made.length = reader.required("length_minutes", reader.small_integer("length_minutes"));
  made.pause = reader.small_integer("pause_minutes").value_or(0);
  made.breaks = reader.list("breaks", [](const json& each, const std::string& at) {
    JsonReader fields(each, at);
    const int from = time_of_day_from(fields, "from"), to = time_of_day_from(fields, "to", true);
    fields.expect_nothing_else();
    return DayPart{from, to};
  });
  reader.expect_nothing_else();
  return made;
}

}  // namespace

std::vector<WallSlot> slots_of(const DayPlan& plan) {
  std::vector<WallSlot> made;
  auto rest = plan.breaks.begin();
  int at = plan.from;
  while (at + plan.length <= plan.to) {
    while (rest != plan.breaks.end() && rest->to <= at) ++rest;
    if (rest != plan.breaks.end() && rest->from < at + plan.length) {
      at = std::max(at, rest->to);
      continue;
    }
    made.push_back({plan.day, at, at + plan.length});
    at += plan.length + plan.pause;
  }
  return made;
}

std::vector<WallSlot> slots_of(const std::vector<DayPlan>& days) {
  std::vector<WallSlot> made;
  for (const DayPlan& each : days) {
    const auto slots = slots_of(each);
    made.insert(made.end(), slots.begin(), slots.end());
  }
  return made;
}

void normalise(std::vector<DayPlan>& days) {
  if (days.size() > kMostDays)
    throw InvalidInput("/days", "are too many", fmt::format("give at most {}", kMostDays));
  for (std::size_t i = 0; i < days.size(); ++i) check_day(days[i], fmt::format("/days/{}", i));
  std::sort(days.begin(), days.end(), [](const DayPlan& a, const DayPlan& b) {
    return std::pair(a.day, a.from) < std::pair(b.day, b.from);
  });
  for (std::size_t i = 1; i < days.size(); ++i)
    if (days[i].day == days[i - 1].day && days[i].from < days[i - 1].to)
      throw InvalidInput(fmt::format("/days/{}/begin", i), "overlaps with another part of that day",
                         "let one begin when the other has ended");
  if (const auto slots = slots_of(days).size(); slots > kMostSlotsOfEvent)
    throw InvalidInput("/days", fmt::format("hold {} times for meetings", slots),
                       fmt::format("give at most {}", kMostSlotsOfEvent));
}

json to_json(const std::vector<DayPlan>& days) {
  json made = json::array();
  for (const DayPlan& each : days) {
    json breaks = json::array();
    for (const DayPart& part : each.breaks)
      breaks.push_back({{"from", time_of_day(part.from)}, {"to", time_of_day(part.to)}});
    made.push_back({{"date", to_string(each.day)},
                    {"begin", time_of_day(each.from)},
                    {"end", time_of_day(each.to)},
                    {"length_minutes", each.length},
                    {"pause_minutes", each.pause},
                    {"breaks", std::move(breaks)}});
  }
  return made;
}

std::vector<DayPlan> days_from_json(const json& array) {
  const json object = {{"days", array}};
  JsonReader reader(object, "");
  return reader.list("days", day_from);
}

}  // namespace grono::cluster
