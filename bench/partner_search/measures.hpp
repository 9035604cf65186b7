#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace grono::bench {

/// How well one way of ranking answered, each figure 0 to 1.
struct Figures {
  static constexpr std::size_t kCount = 8;
  /// recall@10, recall@50, reciprocal rank, share of partners ranked at all: over all partners; then the same
  /// over those who could be found.
  double of[kCount] = {};
};

struct Interval {
  double mean = 0, low = 0, high = 0;
};

/// Percentile bootstrap over projects (Efron 1979), 95 %.
[[nodiscard]] Interval bootstrap(const std::vector<double>& values, std::uint64_t seed);

/// Places of the true partners, from 1; those not ranked are absent.
/// @param true_count, reachable  how many partners there were, and how many of them could be found
[[nodiscard]] Figures figures_of(const std::vector<std::size_t>& places, std::size_t true_count,
                                 std::size_t reachable);

}  // namespace grono::bench
