#pragma once

#include <cstdint>
#include <vector>

#include "mapping/region_table.hpp"
#include "mapping/specialisation.hpp"

namespace grono::mapping {

/// How two industries are related.
enum class Relatedness : std::uint8_t { cosine, association, jaccard, probability, proximity, colocation };

/// Relatedness of every two industries by the regions that are specialised in both.
///
/// c_ij = regions specialised in both i and j, c_ii = 0; s_i = sum_j c_ij; t = sum_i s_i; n_i = regions
/// specialised in i. cosine: c_ij / sqrt(s_i s_j). association: (c_ij / t) / ((s_i / t) (s_j / t)). jaccard:
/// c_ij / (s_i + s_j - c_ij). probability: c_ij / [((s_i/t) (s_j/(t-s_i)) + (s_j/t) (s_i/(t-s_j))) t/2].
/// proximity: c_ij / max(n_i, n_j). Where a denominator is 0 there is nothing in common: 0.
///
/// @param kind  any but colocation, which is of figures: see below
/// @return  industries x industries, symmetric, the diagonal 0
/// @note    O(industries^2 x regions / 64), parallel
/// @source  Hidalgo et al. (2007), Science 317, for proximity; van Eck, Waltman (2009), JASIST 60(8), for
/// association;
///          Steijn (2021), JASIST 72(9), for probability
[[nodiscard]] std::vector<double> relatedness(const Specialisation& specialised, Relatedness kind);

/// Co-location: Pearson's correlation of two industries' figures over all regions; what is not known counts
/// as 0.
/// @return  industries x industries, symmetric, the diagonal 1; 0 for an industry that is the same everywhere
/// @note    O(industries^2 x regions), parallel
/// @source  Porter (2003), Regional Studies 37(6-7); LC-Employment of Delgado, Porter, Stern (2016)
[[nodiscard]] std::vector<double> colocation(const RegionTable& table);

/// How much of what an industry is related to a region already has: sum_j x_jr phi_ij / sum_j phi_ij over j
/// other than i, 0..1. Relatedness below 0 counts as 0.
/// @param related  industries x industries
/// @return  regions x industries, row-major; NaN for an industry that is related to none
/// @note    O(regions x industries^2), parallel
/// @source  Hidalgo et al. (2007), eq. 2 of the supplement
[[nodiscard]] std::vector<double> relatedness_density(const Specialisation& specialised,
                                                      const std::vector<double>& related);

}  // namespace grono::mapping
