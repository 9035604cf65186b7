#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

/// Disclosure control of tables of market figures: what may be published to competitors, and what has to be
/// hidden so that what is hidden can't be computed.
namespace grono::cluster {

/// What one contributor adds to one inner cell. Never negative.
struct Contribution {
  std::size_t contributor = 0;
  std::size_t row = 0, column = 0;
  std::int64_t value = 0;  ///< >= 0, in the smallest unit
};

/// Sums of contributions by one or two dimensions with their totals. The last row and the last column are the
/// totals; a table of one dimension has one column and no total of columns.
struct ContributedTable {
  std::size_t rows = 1;     ///< inner ones
  std::size_t columns = 0;  ///< inner ones; 0: one dimension
  std::vector<Contribution> contributions;
};

enum class CellFate {
  published,
  empty,          ///< nobody has anything there: shown as nothing
  too_few,        ///< fewer contributors than asked for
  dominated,      ///< one contributor has too large a share
  differencing,   ///< together with an earlier publication it would tell what few have
  complementary,  ///< safe by itself, and hidden so that another can't be computed
};

struct SuppressionRules {
  std::size_t min_contributors = 5;
  int max_share_percent = 25;  ///< of the largest contributor; 100: no such rule
  int protection_percent =
      15;  ///< how far on either side of a hidden value what can be inferred has to reach
};

struct SuppressedTable {
  std::size_t rows = 0, columns = 0;  ///< with totals
  std::vector<std::int64_t> values;   ///< row-major; also those that are not published: never to be shown
  std::vector<CellFate> fates;        ///< row-major
  [[nodiscard]] std::size_t at(std::size_t row, std::size_t column) const { return row * columns + column; }
};

/// What somebody can infer of one hidden cell.
struct InferredRange {
  std::int64_t least = 0;
  std::optional<std::int64_t> most;  ///< none: without bound
};

/// Decides every cell: which figures are unsafe by themselves, and which others have to be hidden with them.
/// Afterwards nobody can infer an unsafe figure more closely than the protection, from what is published and
/// that nothing is negative: neither an outsider nor any contributor who knows what is its own.
///
/// Ranges are exact (each is a maximum flow over the hidden cells); which others are hidden is a heuristic,
/// cheapest path first, and then those are shown again that are not needed.
/// @param earlier  of the same figures, as far as they were published; contributors numbered alike
/// @note  O(unsafe cells x contributors to hidden cells x flow); a table of 15 x 15 takes less than a second
/// @source  G. Sande, Cell suppression (1984); M. Fischetti, J. J. Salazar, Models and algorithms for the
/// 2-dimensional cell
///          suppression problem (1999); Hundepool et al., Statistical Disclosure Control (2012), ch. 4
[[nodiscard]] SuppressedTable suppress(const ContributedTable& table, const SuppressionRules& rules,
                                       const std::vector<ContributedTable>& earlier = {});

/// What can be inferred of a hidden cell. @param by  the contributor who tries to; none: an outsider
[[nodiscard]] InferredRange inferred_range(const ContributedTable& table, const SuppressedTable& made,
                                           std::size_t cell, std::optional<std::size_t> by = std::nullopt);

}  // namespace grono::cluster
