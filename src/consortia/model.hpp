#pragma once

#include <span>
#include <vector>

#include "consortia/appraisal.hpp"
#include "consortia/mip.hpp"

/// The integer program of an opportunity. Its formulas: docs/consortia.md.
namespace grono::consortia {

/// Costs in the program are totals times this: the solver's own tolerances are absolute.
inline constexpr double kScale = 10'000;

struct Model {
  MipModel program;
  std::vector<Number> candidates;              ///< in the program
  std::vector<MipModel::Column> of_candidate;  ///< by their place in `candidates`
  int max_partners = 0;
  double constant = 0;  ///< total = constant - cost / kScale

  [[nodiscard]] double total_of(double cost) const noexcept { return constant - cost / kScale; }
  [[nodiscard]] double cost_of(double total) const noexcept { return (constant - total) * kScale; }
};

/// @param candidates  who may take part: eligible ones, sorted
[[nodiscard]] Model make_model(const Instance& instance, const Appraisal& appraisal,
                               std::span<const Number> candidates);

/// Forbids exactly this set and no other. @source  canonical cut of Balas & Jeroslow (1972), over the count
/// of partners
void forbid(Model& model, std::span<const Number> partners);

[[nodiscard]] Partners partners_in(const Model& model, std::span<const double> values);

/// More pairs of candidates than this are told to the solver only when it falls for them.
inline constexpr std::size_t kMostPairs = 4'000;

/// Sets of candidates of which any two are apart, which together hold every pair of `pairs`: one row "at most
/// one of these" in place of many, and a tighter one.
/// @note  greedy; O(cliques * candidates / 64)
[[nodiscard]] std::vector<Partners> clique_cover(std::size_t candidates,
                                                 const std::vector<std::pair<Number, Number>>& pairs);

/// Candidates by cells of the map, and sets of cells of which any two are distant: each of one from each of
/// the other.
struct DistantCells {
  std::vector<Partners> cells;
  std::vector<std::vector<Number>> cliques;  ///< of cells, by their place in `cells`
};
/// Where all have to be near one another: most of what that forbids, in rows that are few and tight.
/// @param candidates  those without a position are left out
[[nodiscard]] DistantCells distant_cells(const Instance& instance, const Appraisal& appraisal,
                                         std::span<const Number> candidates);

/// For partners that are apart: sets of candidates of which any two are apart, which hold each such pair.
/// Where all have to be near one another there are too many pairs to tell the solver all of them; besides
/// what cells tell it is told those it falls for.
[[nodiscard]] std::vector<Partners> distant_cliques(const Appraisal& appraisal, const Partners& partners);

/// At most one of these.
void keep_apart(Model& model, const Partners& clique);

}  // namespace grono::consortia
