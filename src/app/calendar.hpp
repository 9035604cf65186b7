#pragma once

#include <string>
#include <string_view>

#include "app/caller.hpp"
#include "store/database.hpp"

/// The dates of somebody's joint projects and bookings as a calendar that other programs read, under a secret address.
namespace grono::app {

/// Opens the caller's calendar; an address it had before stops working.
/// @returns  the secret, shown this once
[[nodiscard]] std::string open_calendar(store::Transaction& transaction, const Caller& caller);
void close_calendar(store::Transaction& transaction, const Caller& caller);
[[nodiscard]] bool has_calendar(store::Transaction& transaction, const Caller& caller);

/// iCalendar: of each draft or running project that the account is in its milestones, deliverables and periods, and the
/// tasks of the own organisation with their computed days; bookings of the last 90 days and of the future, for an own
/// organisation or of what it lends; meetings of its agendas at matchmaking events; as the account may see them now.
/// @throws NotFound  no such address
[[nodiscard]] std::string calendar_of(store::Transaction& transaction, std::string_view secret);

}  // namespace grono::app
