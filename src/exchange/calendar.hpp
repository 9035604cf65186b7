#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.hpp"

namespace grono::exchange {

/// Something that lasts whole days, or from one moment to another.
struct CalendarEntry {
  std::string id;  ///< the same whenever it is written again: programs know it by that
  std::string title, description;
  Date first_day{}, last_day{};  ///< counts where there is no `from`
  Timestamp changed_at{};
  std::optional<Timestamp> from = {}, to = {};  ///< both or none; busy in between, half-open
  bool is_tentative = false;                    ///< not decided yet
  bool is_cancelled = false;                    ///< was there before, and is not any more
  std::int64_t sequence = 0;                    ///< counts its changes (RFC 5545, 3.8.7.4)
  std::string location = {};
};

/// A calendar that other programs read again and again (iCalendar, RFC 5545; libical).
/// @param name  as those programs show it
[[nodiscard]] std::string to_icalendar(const std::string& name, const std::vector<CalendarEntry>& entries);

}  // namespace grono::exchange
