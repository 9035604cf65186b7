#pragma once

#include <vector>

#include "mapping/specialisation.hpp"

namespace grono::mapping {

/// How much a region knows, told by what it is specialised in, and how much an industry needs to know.
struct Complexity {
  std::vector<double>
      region;  ///< ECI: mean 0, standard deviation 1 (n - 1); NaN for one without specialisation
  std::vector<double> industry;  ///< PCI, likewise; NaN for one that no region is specialised in
  double eigenvalue = 0;         ///< of the index, 0..1
  double next_eigenvalue =
      0;  ///< the same as the index's where it is not determined: then all values are NaN
};

/// Economic complexity: the eigenvector of the second largest eigenvalue of M~ = D_c^-1 M D_p^-1 M', M the
/// binary specialisation, D_c the regions' diversity and D_p the industries' ubiquity; PCI the same of D_p^-1
/// M' D_c^-1 M. Its sign is that with which regions of more diversity have a higher index (where that is no
/// answer: the first region's is positive).
///
/// Where the second eigenvalue is double, as when specialisations part into three groups with nothing in
/// common, there is no one index.
///
/// @note   O(n^2 m) for the smaller n and the larger m of regions and industries, parallel; memory n^2 + n m
/// @source Hidalgo, Hausmann (2009), PNAS 106(26); the eigenvector: Hausmann et al. (2014), The Atlas of
/// Economic Complexity,
///         technical box 2.2
[[nodiscard]] Complexity complexity(const Specialisation& specialised);

}  // namespace grono::mapping
