#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mapping/establishments.hpp"

namespace grono::mapping {

/// Areas of about one size, as units of co-location where no regions are given: squares on a plane; on Earth
/// strips of latitude, each cut into as many equal parts as make them nearest to squares, from 180° W on.
class AreaGrid {
 public:
  /// @param side_m  of the squares, metres, > 0
  AreaGrid(Coordinates coordinates, double side_m);

  /// A number of the area at a place: degrees, or metres on a plane. On Earth longitude may be any turn.
  [[nodiscard]] std::uint64_t area_at(double x, double y) const;

 private:
  double side_m_;
  std::vector<std::uint32_t> parts_;  // of each strip from the south; empty on a plane
};

/// How many establishments of one activity stand in one area.
struct AreaCount {
  std::uint64_t area = 0;
  std::uint32_t activity = 0;
  std::uint32_t count = 0;
};

/// An activity that is not asked for.
inline constexpr std::uint32_t kNotCounted = 0xFFFFFFFF;

/// Establishments by area and activity, ascending by both; what is not there is left out.
///
/// @param activity_of_text  of each text of `establishments.activity`, the number to count it under;
///                          `kNotCounted` leaves its establishments out
/// @note  O(establishments log), parallel; memory as what is made, and a little for each thread
[[nodiscard]] std::vector<AreaCount> count_by_area(const Establishments& establishments,
                                                   std::span<const std::uint32_t> activity_of_text,
                                                   const AreaGrid& grid);

/// The sum of two such lists. @note  O(both)
[[nodiscard]] std::vector<AreaCount> sum_of(std::span<const AreaCount> a, std::span<const AreaCount> b);

}  // namespace grono::mapping
