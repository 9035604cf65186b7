#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace grono::mapping {

/// What k-means is told.
struct KMeans {
  std::uint32_t groups = 2;  ///< 1..items
  std::uint64_t seed = 1;    ///< of the first middles
  std::uint32_t starts = 5;  ///< how often it begins anew; the best ending counts
};

/// Groups of items whose squared distances to the middles of their groups sum up to little: from middles
/// drawn by k-means++, single items move to where they lower the sum most until none does.
///
/// Works on inner products alone: |x_i - m_c|^2 = K_ii - 2/n_c sum_j K_ij + 1/n_c^2 sum_jl K_jl over j, l in
/// c.
///
/// @param products  K = X X', items x items, row-major, symmetric, finite
/// @return  the group of each item, 0 = that of item 0, the others in the order of their first item; none is
///          empty, also where fewer items than groups differ
/// @note    O(starts x (items^2 + passes x items x groups + moves x items)), one thread; a start has at most
/// 100
///          passes; the same for the same seed
/// @source  Arthur, Vassilvitskii (2007), SODA, for the start; Hartigan (1975), Clustering Algorithms, for
/// the
///          moves
[[nodiscard]] std::vector<std::uint32_t> k_means(std::span<const double> products, std::uint32_t items,
                                                 const KMeans& wanted);

}  // namespace grono::mapping
