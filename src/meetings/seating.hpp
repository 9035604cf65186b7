#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "meetings/schedule.hpp"

namespace grono::meetings {

/// Gives every meeting a table of its slot and puts the meetings in order: by slot, then table. Who had a
/// table in the slot before keeps it where it is free, so that people walk little.
///
/// @param seated  meetings that keep the table they had in the same slot, where the slot still has it
/// @pre   no slot has more meetings than tables
/// @note  O(meetings x log + sum of tables)
void seat(std::vector<Meeting>& meetings, std::span<const std::uint32_t> tables,
          std::span<const Meeting> seated);

}  // namespace grono::meetings
