#pragma once

#include <span>
#include <vector>

#include "mapping/points.hpp"

namespace grono::mapping {

/// Gi* of every site. NaN where nobody differs from anybody.
struct GetisOrd {
  std::vector<double> z;  ///< no unit: above 0 where much is around, standard normal by chance
  std::vector<double> p;  ///< two-sided, by the normal distribution
  std::vector<double> q;  ///< the smallest false discovery rate at which the site is told
};

/// Where much (or little) of something stands close together: Getis and Ord's local statistic with the site
/// itself.
///
/// Gi* = [sum_j w_ij x_j - X W_i] / [S sqrt((n W_i - W_i^2) / (n - 1))], w_ij = 1 within `radius_m` and for i
/// itself, else 0; W_i = sum_j w_ij, X the mean of x, S^2 its variance (over n). Null model: the values are
/// dealt at random among the sites. Edges need no treatment: a site near one has fewer neighbours, and W_i
/// knows it.
///
/// @param values   of each site, finite: 1 and 0 for an industry, or employees
/// @throws InvalidInput  as Points::require_valid; values of another number or not finite; a radius below 0
/// @note    O(sites x points near the circle's line), parallel
/// @source  Ord, Getis (1995), Geographical Analysis 27(4), eq. 6; q: Benjamini, Hochberg (1995); positive
/// dependence of
///          neighbours keeps its guarantee (Benjamini, Yekutieli 2001)
[[nodiscard]] GetisOrd getis_ord(const Points& sites, std::span<const double> values, double radius_m);

/// The false discovery rate of each p: the smallest at which it is still told. NaN stays NaN and counts for
/// nothing.
/// @source  Benjamini, Hochberg (1995), J. Royal Statistical Society B 57(1)
[[nodiscard]] std::vector<double> false_discovery_rates(std::span<const double> p_values);

}  // namespace grono::mapping
