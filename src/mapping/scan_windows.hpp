#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mapping/points.hpp"
#include "mapping/window_scan.hpp"

namespace grono::mapping {

/// The discs of one radius, and which of them each site stands in.
struct ScanWindows {
  std::vector<std::uint32_t> centre;  ///< of each window: the site it is drawn around
  std::vector<std::uint32_t> first;   ///< of each site: where its windows begin; one more ends the last's
  std::vector<std::uint32_t> window;  ///< of the sites, one after the other

  [[nodiscard]] std::span<const std::uint32_t> of(std::uint32_t site) const {
    return std::span(window).subspan(first[site], first[site + 1] - first[site]);
  }
};

/// @param sites  valid
/// @throws InvalidInput  more pairs of site and disc than 32 bits count
/// @note   O(n) for the net, O(pairs within the radius) for every centre; parallel
[[nodiscard]] ScanWindows scan_windows(const Points& sites, double radius_m, ScanCentres centres);

}  // namespace grono::mapping
