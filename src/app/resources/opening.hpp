#pragma once

#include <cstdint>

#include "cluster/resource/booking_terms.hpp"

/// When a resource can be used, by the clock on its wall. Knows the time zones of the system.
namespace grono::app {

/// That it begins and ends while the resource is open, with no closed day between; over night it may stay
/// with the user.
/// @pre from < to
/// @throws InvalidInput  where = "/from" or "/to"
void require_open(const cluster::BookingTerms& terms, Timestamp from, Timestamp to);

/// How many minutes of that time the resource is open. O(days + opening hours); none where to <= from.
[[nodiscard]] std::int64_t open_minutes(const cluster::BookingTerms& terms, Timestamp from, Timestamp to);

/// @throws InvalidInput  where = "/terms/time_zone"
void require_time_zone(const cluster::BookingTerms& terms);

}  // namespace grono::app
