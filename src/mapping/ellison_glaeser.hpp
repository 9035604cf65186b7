#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mapping/region_table.hpp"

namespace grono::mapping {

/// Plants in columns: the industry and the region of each by number, and its employees.
struct Plants {
  std::span<const std::uint32_t> industry, region;
  std::span<const double> employees;  ///< persons, finite, >= 0
};

/// How concentrated one industry is. No unit but for the first two; "no value" is NaN.
struct Concentration {
  std::uint64_t plants = 0;
  double employees = 0;
  double raw = 0;          ///< G = sum over regions (s_r - x_r)^2
  double herfindahl = 0;   ///< H = sum over plants z_k^2, of sizes
  double expectation = 0;  ///< E[G] = (1 - sum x^2) H where plants fall on regions as darts
  double variance = 0;     ///< Var[G] under the same
  double z = 0;            ///< (G - E[G]) / sqrt(Var[G])
  double gamma = 0;        ///< Ellison-Glaeser: 0 as darts, above 0 concentrated, below 0 dispersed
  double maurel_sedillot = 0;  ///< the same question asked of the probability that two plants share a region
  double gini = 0;         ///< locational Gini: 0 as all employment, towards 1 all in the smallest region
  double theil = 0;        ///< sum s_r ln(s_r / x_r), nats
};

/// Ellison and Glaeser's index of every industry, with what stands beside it.
///
/// s_r is the region's share of the industry's employment, x_r its share of all employment, z_k a plant's share of
/// its industry's. gamma = [G - (1 - X2) H] / [(1 - X2) (1 - H)], X2 = sum x_r^2.
/// Var[G] = 2 { H^2 [X2 - 2 X3 + X2^2] - Z4 [X2 - 4 X3 + 3 X2^2] }, X3 = sum x_r^3, Z4 = sum z_k^4.
/// Maurel-Sedillot: { [sum s_r^2 - X2] / (1 - X2) - H } / (1 - H).
///
/// @param industries  how many industries there are; every number in `plants.industry` is below it; `regions` the same
/// @return  one for each industry. No value (NaN): all but plants and employees where an industry has no employment or
///          there is one region only; gamma and maurel_sedillot also where H = 1 (one plant says nothing of where
///          plants go); z where the variance is 0
/// @throws  InvalidInput  columns of different length, or employees that are not finite or below 0: names the row
/// @note    O(plants + industries x regions); the same for any order of the plants up to rounding
/// @source  Ellison, Glaeser (1997), J. Political Economy 105(5), eq. 5 and appendix; Maurel, Sedillot (1999),
///          Regional Science and Urban Economics 29; Krugman (1991), Geography and Trade, for the Gini
[[nodiscard]] std::vector<Concentration> concentration(const Plants& plants, std::uint32_t industries,
                                                       std::uint32_t regions);

/// How much two industries go to the same regions: sum over r (s_ir - x_r)(s_jr - x_r) / (1 - sum x_r^2), x_r the mean
/// of the industries' shares.
///
/// @return  industries x industries, row-major, symmetric; the diagonal holds the industry with itself; no value (NaN)
///          for an industry without employment
/// @throws  InvalidInput  as `concentration`
/// @note    O(industries^2 x regions), in parallel
/// @source  Ellison, Glaeser, Kerr (2010), American Economic Review 100(3), eq. 1
[[nodiscard]] std::vector<double> coagglomeration(const Plants& plants, std::uint32_t industries, std::uint32_t regions);
/// The same of a table of regions and industries, in which what is not known counts as 0.
/// @throws  InvalidInput  as RegionTable::require_valid
[[nodiscard]] std::vector<double> coagglomeration(const RegionTable& table);

}  // namespace grono::mapping
