#pragma once

#include <cstddef>
#include <span>

namespace grono::mapping {

/// Points in columns, as the density methods take them; the memory is the caller's.
///
/// On a plane: x and y, z empty. In space: x, y, z. Metres. With `on_earth` they are `geo::EarthPoints`,
/// straight lines between them are chords, and every distance a method takes or gives is a geodesic, metres
/// along the ground.
struct Points {
  std::span<const double> x, y, z;
  bool on_earth = false;

  [[nodiscard]] std::size_t size() const noexcept { return x.size(); }

  /// @throws InvalidInput  columns of different length, more than 4,294,967,294 points, or a coordinate that
  /// is not
  ///                       finite or beyond 1e15 m: names its row, 1 = first
  void require_valid() const;

  /// The straight line that belongs to a distance on the ground, and back; the same where not `on_earth`.
  [[nodiscard]] double straight_m(double ground_m) const;
  [[nodiscard]] double ground_m(double straight_m) const;
};

}  // namespace grono::mapping
