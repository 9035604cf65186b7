#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "mapping/establishments.hpp"

namespace grono::mapping {

/// How much of a group one activity (or kind) makes up.
struct Part {
  std::uint32_t text = 0;  ///< its number in the dictionary
  std::uint64_t count = 0;
  double share = 0;   ///< 0..1 of the group's establishments
  double weight = 0;  ///< sum of their weights; 0 without
};

/// What a group consists of.
struct Composition {
  std::vector<Part> parts;  ///< the largest first, of equal ones the first by its text
  /// As how many equally large parts it is diverse: exp(- sum share ln share), 1 where there is one, 0 for
  /// nobody.
  /// @source Hill (1973), Ecology 54(2), number of order 1
  double diversity = 0;
  /// How likely two of its establishments, drawn one after the other with replacement, differ: 1 - sum
  /// share^2, 0..1.
  /// @source Simpson (1949), Nature 163
  double simpson = 0;
};

/// @param rows     of the group's establishments; those with an empty text are not counted
/// @param weights  of all establishments, or empty
/// @note   O(rows + texts)
[[nodiscard]] Composition composition(const Dictionary& texts, std::span<const std::uint32_t> rows,
                                      std::span<const double> weights);

}  // namespace grono::mapping
