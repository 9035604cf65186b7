#pragma once

#include <array>
#include <span>
#include <vector>

namespace grono::mapping {

/// A place on a plane.
struct PlanePoint {
  double x = 0, y = 0;
  auto operator<=>(const PlanePoint&) const = default;
};

/// One ring around all members, as tight as edges of `longest_edge` allow, and free of foreign points where
/// it can be.
///
/// The hull begins as the convex one. Its longest edge is dug inwards to the third corner of the Delaunay
/// triangle behind it, while the edge is longer than `longest_edge` or the triangle holds a foreign point,
/// and while the ring stays one ring through which no corner passes twice (the corner is not on the ring
/// yet). A foreign point remains inside where members stand all around it, or digging would cut the ring.
///
/// @param members       at least one; places may repeat. Where they stand on one line or place, each is taken
/// for a
///                      small octagon of `thickness` around it
/// @param foreign       points that should not be inside
/// @param longest_edge  > 0
/// @param thickness     > 0
/// @return  counter-clockwise, the first point not repeated; corners are members but for octagons
/// @note    O((members + foreign) log), resolution 1e-9 of the extent
/// @source  Duckham, Kulik, Worboys, Galton (2008), Pattern Recognition 41(10): the characteristic shape;
/// foreign
///          points are ours
[[nodiscard]] std::vector<PlanePoint> concave_hull(std::span<const PlanePoint> members,
                                                   std::span<const PlanePoint> foreign, double longest_edge,
                                                   double thickness);

}  // namespace grono::mapping
