#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "geo/lonlat.hpp"

namespace grono::geo {

/// A named area of the Earth: polygons whose rings (outer and holes alike) a place is inside of an odd number
/// of times. Rings that cross the antimeridian go on beyond 180°.
struct Boundary {
  std::string name;
  std::string country;  ///< of a region; may be empty
  std::vector<std::vector<LonLat>> rings;
};

/// Finds the area that a place lies in.
class Boundaries {
 public:
  explicit Boundaries(std::vector<Boundary> areas);

  static constexpr std::uint32_t kNowhere = ~std::uint32_t{0};
  /// Number of the area that holds the place, the first of several; `kNowhere` at sea or beyond all of them.
  /// @note  O(areas + edges of those whose box holds it)
  [[nodiscard]] std::uint32_t holding(LonLat place) const;
  [[nodiscard]] const Boundary& area(std::uint32_t number) const { return areas_[number]; }
  [[nodiscard]] std::size_t size() const noexcept { return areas_.size(); }

 private:
  [[nodiscard]] bool is_within(std::uint32_t number, LonLat place) const;

  struct Box {
    LonLat low, high;
  };
  std::vector<Boundary> areas_;
  std::vector<Box> boxes_;
};

}  // namespace grono::geo
