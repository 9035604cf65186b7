#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mapping/region_table.hpp"

namespace grono::mapping {

/// Theil's index of an industry over regions, and what of it lies between and within groups of regions. Nats;
/// no value is NaN.
struct Theil {
  double all = 0;      ///< sum s_r ln(s_r / x_r): 0 as all employment
  double between = 0;  ///< of the groups' shares, as if each group were one region
  double within =
      0;  ///< of the regions' shares in their groups, weighed by the groups' shares; all = between + within
};

/// @param industry   of each region: figures of the industry, >= 0, and of all industries, >= the industry's
/// @param group      of each region, below `groups`: a country, say
/// @throws InvalidInput  columns of different length, a figure that is not finite or below 0, an industry
/// where nothing is
/// @source Theil (1967), Economics and Information Theory; decomposition: Brakman, Garretsen, van Marrewijk
/// (2005),
///         from Bourguignon (1979), Econometrica 47(4)
[[nodiscard]] Theil theil(std::span<const double> industry, std::span<const double> everything,
                          std::span<const std::uint32_t> group, std::uint32_t groups);

/// How far what each region does differs from what all others do: sum over industries of |share - share
/// elsewhere|, 0 as everybody to 2 nothing in common.
/// @return  of each region; NaN where it, or all others, has nothing
/// @source  Krugman (1991), Geography and Trade, p. 76
[[nodiscard]] std::vector<double> krugman_specialisation(const RegionTable& table);

/// Sum of squared shares of a region's (or an industry's) parts: 1 / parts where they are equal, to 1 for
/// one.
/// @return  NaN where there is nothing
/// @source  Herfindahl (1950)
[[nodiscard]] double herfindahl(std::span<const double> parts);

}  // namespace grono::mapping
