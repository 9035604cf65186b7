#pragma once

#include <vector>

#include "base/time.hpp"
#include "cluster/matchmaking/matchmaking.hpp"

/// When meetings of an event are held, by the clock on its wall. Knows the time zones of the system.
namespace grono::app {

/// Half-open.
struct EventSlot {
  Timestamp from{}, to{};
  bool operator==(const EventSlot&) const = default;
};

/// The slots of an event, by their beginning. A time that a change of clocks leaves out is not there, one
/// that comes twice counts the first time; each lasts as long as the plan says.
[[nodiscard]] std::vector<EventSlot> slots_of(const cluster::Matchmaking& event);
[[nodiscard]] std::vector<Timestamp> beginnings_of(const std::vector<EventSlot>& slots);

/// @throws InvalidInput  where = "/time_zone", or "/days" where a change of clocks makes meetings overlap or
/// leaves some out
void require_wall_time(const cluster::Matchmaking& event);

}  // namespace grono::app
