#pragma once

#include <string>
#include <vector>

#include "base/time.hpp"

namespace grono::exchange {

/// Something that lasts whole days.
struct CalendarEntry {
  std::string id;  ///< the same whenever it is written again: programs know it by that
  std::string title, description;
  Date first_day{}, last_day{};
  Timestamp changed_at{};
};

/// A calendar that other programs read again and again (iCalendar, RFC 5545; libical).
/// @param name  as those programs show it
[[nodiscard]] std::string to_icalendar(const std::string& name, const std::vector<CalendarEntry>& entries);

}  // namespace grono::exchange
