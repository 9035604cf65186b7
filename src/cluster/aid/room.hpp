#pragma once

#include <optional>
#include <span>
#include <vector>

#include "cluster/aid/ceiling.hpp"

namespace grono::cluster {

/// Aid of a single undertaking as it counts towards ceilings.
struct CountedAid {
  Date day{};  ///< granted; of what is only proposed the day for which it is planned, never one that is over
  Money eur;   ///< gross grant equivalent
  AidScope scope = AidScope::general;
  bool is_reserved = false;  ///< proposed, not granted yet
};

/// What comes free on a day, for aid of earlier years counts no more.
struct FreedAid {
  Date day{};
  Money eur;
  bool operator==(const FreedAid&) const = default;
};

/// Whether an amount fits under the ceilings on a day, and if not, when it does.
struct AidRoom {
  const AidCeiling* ceiling = nullptr;  ///< the tightest one; none: nothing can be granted then
  Date day{};                           ///< the last day of the three years that leave the least room
  Money counted;                        ///< aid of those three years, without the amount asked for
  Money reserved;                       ///< of it only proposed
  Money room;                           ///< ceiling less counted; negative where it is passed already
  bool fits = false;
  std::optional<Date> fits_from;  ///< the first day on which the amount fits, as things stand; none: never
  std::vector<FreedAid> freed;    ///< what comes free after `day`, by day
};

/// Whether `amount` of aid of `scope` can be granted on `day`. Every three years that hold the day are looked
/// at: aid that was granted or is planned after it counts too. O(n^2), n aid of one undertaking.
/// @pre  amount >= 0
[[nodiscard]] AidRoom room_on(std::span<const AidCeiling> ceilings, std::span<const CountedAid> counted,
                              AidScope scope, Date day, Money amount);

/// How much counts on a day, and the ceiling of that day.
struct AidLevel {
  Date day{};
  Money granted, reserved;
  std::optional<Money> ceiling;
  bool operator==(const AidLevel&) const = default;
};

/// Each day of from..to on which the sum or the ceiling of a scope changes, beginning with `from`.
[[nodiscard]] std::vector<AidLevel> levels_of(std::span<const AidCeiling> ceilings,
                                              std::span<const CountedAid> counted, AidScope scope, Date from,
                                              Date to);

}  // namespace grono::cluster
