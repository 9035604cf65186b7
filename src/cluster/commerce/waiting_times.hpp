#pragma once

#include <optional>
#include <span>
#include <vector>

/// Times until something ends, of which some have not ended yet.
namespace grono::cluster {

/// One time, in any unit. What goes on still (`is_over` false) counts as "at least that long".
struct WaitingTime {
  double length = 0;  ///< at least 0
  bool is_over = false;
};

/// The length that this part of all times does not exceed, by the estimator of Kaplan and Meier (1958): leaving out what goes on
/// still would make things look quicker than they are.
/// @param part  in (0, 1]: 0.5 for the median
/// @returns  none where too little has ended to tell. O(n log n)
[[nodiscard]] std::optional<double> waiting_quantile(std::span<const WaitingTime> times, double part);

/// How likely a difference between two groups at least as large is by chance alone: log-rank test of Mantel (1966), two-sided,
/// by the chi-square distribution with one degree of freedom.
/// @returns  in [0, 1]; none where nothing has ended while both groups had somebody waiting
[[nodiscard]] std::optional<double> log_rank_p(std::span<const WaitingTime> first, std::span<const WaitingTime> second);

}  // namespace grono::cluster
