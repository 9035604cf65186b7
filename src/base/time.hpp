#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace grono {

/// A moment, always UTC; second precision is what we keep.
using Timestamp = std::chrono::sys_seconds;
/// A day of the calendar without a time zone, as in a register or a membership.
using Date = std::chrono::year_month_day;

/// "2026-11-23T18:03:34Z" (RFC 3339, UTC).
[[nodiscard]] std::string to_string(Timestamp moment);
/// "2026-11-23" (ISO 8601).
[[nodiscard]] std::string to_string(Date day);

/// Exactly the forms above; no value for anything else, nor for days that do not exist.
[[nodiscard]] std::optional<Timestamp> parse_timestamp(std::string_view text) noexcept;
[[nodiscard]] std::optional<Date> parse_date(std::string_view text) noexcept;

}  // namespace grono
