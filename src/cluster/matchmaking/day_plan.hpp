#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "base/time.hpp"

/// When meetings of an event begin, by the clock on the wall.
namespace grono::cluster {

/// Part of a day, in minutes after midnight, half-open.
struct DayPart {
  int from = 0, to = 0;
  bool operator==(const DayPart&) const = default;
};

/// One day of an event: meetings of one length, one after the other.
struct DayPlan {
  Date day{};
  int from = 9 * 60, to = 16 * 60;  ///< minutes after midnight
  int length = 25, pause = 5;       ///< of a meeting, and after it; minutes
  std::vector<DayPart> breaks;      ///< within the day, by their beginning; no meeting touches them
  bool operator==(const DayPlan&) const = default;
};

/// A time in which meetings are held, side by side at the tables.
struct WallSlot {
  Date day{};
  int from = 0, to = 0;  ///< minutes after midnight
  auto operator<=>(const WallSlot&) const = default;
};

inline constexpr std::size_t kMostSlotsOfEvent = 256;

/// The slots of a day: the first begins with it, the next after a pause or when a break ends; what does not
/// end before a break or the day's end is left out.
[[nodiscard]] std::vector<WallSlot> slots_of(const DayPlan& plan);
/// Of all days, by their beginning. @pre `normalise` has passed
[[nodiscard]] std::vector<WallSlot> slots_of(const std::vector<DayPlan>& days);

/// Puts days and breaks in order and checks them.
/// @throws InvalidInput  where = "/days/0/to": times that are none, breaks outside of the day or over one
/// another, days that
///                       overlap, a day without room for one meeting, too many slots
void normalise(std::vector<DayPlan>& days);

[[nodiscard]] nlohmann::json to_json(const std::vector<DayPlan>& days);
/// Reads {"date", "begin", "end", "length_minutes", "pause_minutes", "breaks": [{"from", "to"}]} each.
/// @throws InvalidInput  where = JSON pointer below "/days"
[[nodiscard]] std::vector<DayPlan> days_from_json(const nlohmann::json& array);

}  // namespace grono::cluster
