#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace grono::mapping {

/// How far a group reaches.
enum class Scope : std::uint8_t { city, region, country, cross_border };

/// "city", "region", "country", "cross-border".
[[nodiscard]] std::string_view name_of(Scope scope);

/// A part of a group that lies in one area.
struct AreaShare {
  std::uint32_t area = 0;  ///< its number, as the caller has it
  double share = 0;        ///< 0..1 of the group's establishments that lie in any area
};

/// Shares of the areas among establishments, the largest first, of equal ones the lower number.
/// @param area_of  of each establishment; `nowhere` = in none, not counted
[[nodiscard]] std::vector<AreaShare> area_shares(std::span<const std::uint32_t> area_of,
                                                 std::uint32_t nowhere);

struct ScopeRule {
  double min_share = 0.05;           ///< of its establishments that a group must have in an area to cover it
  double city_radius_m = 25'000;     ///< a group within this is a city's
  double region_radius_m = 100'000;  ///< and within this a region's, even across a border between regions
};

/// Cross-border where two or more countries are covered; else city by its radius; else region where one
/// region is covered, or by its radius; else country. Without boundaries the radii alone decide.
///
/// @param countries, regions  as `area_shares` gives them; empty = not known
/// @param radius_m            the distance from the group's centre within which nine in ten of it stand
[[nodiscard]] Scope scope_of(std::span<const AreaShare> countries, std::span<const AreaShare> regions,
                             double radius_m, const ScopeRule& rule = {});

}  // namespace grono::mapping
