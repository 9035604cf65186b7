#pragma once

#include <cstdint>
#include <vector>

namespace grono::mapping {

/// A seed of its own for each draw, so that draws do not depend on which thread makes them, or in which
/// order.
/// @source  splitmix64: Steele, Lea, Flood (2014)
[[nodiscard]] std::uint64_t seed_of_draw(std::uint64_t seed, std::uint64_t draw);

/// `wanted` of the numbers 0 .. `of` - 1, each set of them as likely as any other.
///
/// @param drawn  is filled with them, ascending
/// @param bits   working memory, used again
/// @note    O(wanted + of / 64); the same numbers on every platform
/// @source  Floyd's method: Bentley, Floyd (1987), Communications of the ACM 30(9)
void draw_without_replacement(std::uint64_t seed, std::uint32_t of, std::uint32_t wanted,
                              std::vector<std::uint32_t>& drawn, std::vector<std::uint64_t>& bits);

}  // namespace grono::mapping
