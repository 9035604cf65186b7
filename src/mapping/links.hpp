#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace grono::mapping {

/// What goes from industry to industry: people who change jobs, or purchases; the memory is the caller's.
struct Flows {
  std::span<const double> values;  ///< from x to, row-major, finite and >= 0; NaN counts as 0
  std::uint32_t industries = 0;
};

/// How much more people change between two industries than chance would make them, both ways.
///
/// R_ij = F_ij F.. / (F_i. F_.j) without the diagonal, (R - 1) / (R + 1), mean of both directions: -1 =
/// nobody, 0 = as chance, towards 1.
///
/// @return  industries x industries, symmetric, the diagonal 0; 0 where an industry has no changes
/// @throws  InvalidInput  a flow that is infinite or below 0, a table that is not square
/// @source  Neffke, Henning (2013), Strategic Management Journal 34(3); the symmetric form: Neffke, Otto,
/// Weyh (2017),
///          J. Economic Behavior and Organization 142
[[nodiscard]] std::vector<double> skill_relatedness(const Flows& changes);

/// The strongest of the four shares by which two industries hang together as buyer and supplier: what part of
/// i's inputs comes from j, of j's from i, of i's outputs goes to j, of j's to i.
///
/// @param purchases  from supplier to buyer
/// @return  industries x industries, symmetric, 0 to 1, the diagonal 0
/// @throws  InvalidInput  as skill_relatedness
/// @source  Ellison, Glaeser, Kerr (2010), section III; IO of Delgado, Porter, Stern (2016) is the mean of
/// the same four
[[nodiscard]] std::vector<double> input_output_links(const Flows& purchases);

/// Who works in which industry, by occupation; the memory is the caller's.
struct Staff {
  std::span<const double> values;  ///< industries x occupations, row-major, finite and >= 0; NaN counts as 0
  std::uint32_t industries = 0, occupations = 0;
};

/// How alike the occupations of two industries are: Pearson's correlation, over occupations, of the shares
/// that each has in the industry's staff.
///
/// @param staff  persons or shares of the industry's staff: each row is taken relative to its sum
/// @return  industries x industries, symmetric, -1 to 1; NaN on the diagonal and for an industry without
/// staff, or
///          with as many in every occupation
/// @throws  InvalidInput  a figure that is infinite or below 0: names its row and column, 1 = first
/// @note    O(industries^2 x occupations), parallel
/// @source  Occ of Delgado, Porter, Stern (2016), section 3, after Glaeser, Kerr (2009)
[[nodiscard]] std::vector<double> occupation_links(const Staff& staff);

}  // namespace grono::mapping
