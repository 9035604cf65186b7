#include "geo/boundaries.hpp"

#include <algorithm>
#include <limits>

namespace grono::geo {
namespace {

// Edges that a line from the place to the east crosses: an odd number of them is inside.
bool crosses_odd(const std::vector<LonLat>& ring, LonLat place) {
  bool inside = false;
  for (std::size_t i = 0, last = ring.size() - 1; i < ring.size(); last = i++) {
    const LonLat &a = ring[i], &b = ring[last];
    if ((a.lat > place.lat) != (b.lat > place.lat) &&
        place.lon < (b.lon - a.lon) * (place.lat - a.lat) / (b.lat - a.lat) + a.lon)
      inside = !inside;
  }
  return inside;
}

}  // namespace

Boundaries::Boundaries(std::vector<Boundary> areas) : areas_(std::move(areas)) {
  constexpr double kFar = std::numeric_limits<double>::infinity();
  for (const Boundary& area : areas_) {
    Box box{{kFar, kFar}, {-kFar, -kFar}};
    for (const auto& ring : area.rings)
      for (const LonLat& corner : ring) {
        box.low = {std::min(box.low.lon, corner.lon), std::min(box.low.lat, corner.lat)};
        box.high = {std::max(box.high.lon, corner.lon), std::max(box.high.lat, corner.lat)};
      }
    boxes_.push_back(box);
  }
}

bool Boundaries::is_within(std::uint32_t number, LonLat place) const {
  const Box& box = boxes_[number];
  if (place.lon < box.low.lon || place.lon > box.high.lon || place.lat < box.low.lat ||
      place.lat > box.high.lat)
    return false;
  bool inside = false;
  for (const auto& ring : areas_[number].rings) inside ^= crosses_odd(ring, place);
  return inside;
}

std::uint32_t Boundaries::holding(LonLat place) const {
  for (std::uint32_t number = 0; number < areas_.size(); ++number)
    for (const double turn : {0.0, 360.0, -360.0})
      if (is_within(number, {place.lon + turn, place.lat})) return number;
  return kNowhere;
}

}  // namespace grono::geo
