#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace grono::mapping {

/// A place on a plane, in whole units; 0 to 1,000,000,000.
struct GridPoint {
  std::int32_t x = 0, y = 0;
  auto operator<=>(const GridPoint&) const = default;
};

/// The triangles of the Delaunay triangulation, each counter-clockwise, by numbers of points. Of more than
/// three points on one circle, the triangles are a fan from the first of them.
///
/// @param points  each place once
/// @return  none where there are fewer than three points or all stand on one line
/// @note    O(n log n), exact
/// @source  the dual of Boost.Polygon's Voronoi diagram (Fortune 1987)
[[nodiscard]] std::vector<std::array<std::uint32_t, 3>> delaunay(std::span<const GridPoint> points);

}  // namespace grono::mapping
