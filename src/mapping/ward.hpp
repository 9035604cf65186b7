#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace grono::mapping {

/// Two groups that become one, each named by its first item.
struct Merge {
  std::uint32_t a = 0, b = 0;  ///< a < b; the new group is a
  double height = 0;           ///< dissimilarity of the two groups at that moment, in the unit of the input
};

/// Hierarchical clustering by Ward's criterion: those two groups merge whose union adds least to the sum of
/// squares.
///
/// Between groups u, v of n_u and n_v items that have become one, and a third w: d(uv, w) = [(n_u + n_w) d(u,
/// w)
/// + (n_v + n_w) d(v, w) - n_w d(u, v)] / (n_u + n_v + n_w). Of squared Euclidean distances this is Ward's
/// increase of the sum of squares, twice; of any other dissimilarity the same recurrence (R's "ward.D"). A
/// constant added to all dissimilarities changes no merge.
///
/// @param dissimilarity  items x items, row-major, symmetric, finite; the diagonal is not looked at
/// @return  items - 1 merges, heights ascending; of equal ones the pair with lower numbers first where the
/// chain
///          meets it
/// @note    O(items^2) time, in the memory of the argument: the chain of nearest neighbours, exact as Ward's
///          recurrence is reducible
/// @source  Ward (1963), J. American Statistical Association 58; Lance, Williams (1967), Computer Journal
/// 9(4);
///          Murtagh (1983), Computer Journal 26(4), for the chain
[[nodiscard]] std::vector<Merge> ward_tree(std::vector<double> dissimilarity, std::uint32_t items);

/// The groups that are left when so few are wanted.
/// @param tree    of `ward_tree`
/// @param groups  1..items
/// @return  the group of each item, 0 = that of item 0, the others in the order of their first item
/// @note    O(items)
[[nodiscard]] std::vector<std::uint32_t> cut(std::span<const Merge> tree, std::uint32_t groups);

}  // namespace grono::mapping
