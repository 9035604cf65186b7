#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "mapping/region_table.hpp"

namespace grono::mapping {

/// How alike every two industries are by one measure, the larger the more.
struct Similarity {
  std::string name;            ///< as messages and tables call it: "lc-emp"
  std::vector<double> values;  ///< industries x industries, row-major, symmetric, finite or NaN = not known;
                               ///< the diagonal is not looked at
};

/// Locational correlation: as `colocation`, but not known (NaN) for an industry that is the same everywhere,
/// or nowhere, and NaN on the diagonal. Of employment it is LC-Emp, of establishments LC-Est.
/// @note    O(industries^2 x regions), parallel
/// @source  Delgado, Porter, Stern (2016), J. Economic Geography 16(1), section 3
[[nodiscard]] std::vector<double> locational_correlation(const RegionTable& table);

/// The mean of several similarities, each brought to mean 0 and standard deviation 1 over its known pairs of
/// different industries first; a pair's mean is over those that know it. One that is the same everywhere
/// counts 0.
///
/// @return  industries x industries, no unit; NaN where none knows the pair, and on the diagonal
/// @throws  InvalidInput  as require_valid
/// @source  Delgado, Porter, Stern (2016), section 3: LC-IO-Occ
[[nodiscard]] std::vector<double> composite(std::span<const Similarity> similarities,
                                            std::uint32_t industries);

/// @throws InvalidInput  a similarity that is not industries x industries, not symmetric or infinite, or that
/// knows no
///                       pair at all: names it
void require_valid(std::span<const Similarity> similarities, std::uint32_t industries);

}  // namespace grono::mapping
