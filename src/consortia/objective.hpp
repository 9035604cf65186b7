#pragma once

#include <optional>
#include <span>
#include <vector>

#include "consortia/instance.hpp"

/// What makes a consortium good: five terms from 0 to 1, and their weighted mean.
namespace grono::consortia {

/// No value where the opportunity gives a term nothing to measure: no competences, no centre, no ceiling of
/// costs.
struct Terms {
  std::optional<double> coverage;     ///< mean quality of the best holders of each competence, by weight
  std::optional<double> cooperation;  ///< mean strength over all pairs of the largest consortium allowed
  std::optional<double>
      complementarity;              ///< 1 - mean surplus of holders, as a share of the largest there could be
  std::optional<double> closeness;  ///< 1 - farness of the partners over the most there may be
  std::optional<double> cost;       ///< 1 - least total budget / ceiling
  double total = 0;                 ///< weighted mean of those with a value; 0 where none has
};

/// Weights that sum to one over the terms that have a value.
/// @note  which have one depends on the opportunity alone: not on who takes part, and so consortia can be
/// compared
[[nodiscard]] Weights effective_weights(const Instance& instance);

/// Cost of a set's budgets for the term: hundredths in total.
[[nodiscard]] Terms terms_of(const Instance& instance, std::span<const Number> partners,
                             std::int64_t total_budget);

/// Gains that do not depend on who else takes part: complementarity and closeness, weighted, without the
/// constant.
[[nodiscard]] std::vector<double> single_gains(const Instance& instance);
/// Part of the total that any consortium has.
[[nodiscard]] double constant_gain(const Instance& instance);
/// Weighted gain of a tie of strength 1, of quality 1 of a requirement's holder, and loss for each hundredth
/// of budget.
[[nodiscard]] double tie_gain(const Instance& instance);
[[nodiscard]] std::vector<double> quality_gains(const Instance& instance);
[[nodiscard]] double budget_loss(const Instance& instance);

}  // namespace grono::consortia
