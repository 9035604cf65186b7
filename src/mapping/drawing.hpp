#pragma once

#include <cstdint>
#include <random>
#include <vector>

namespace grono::mapping {

/// Chance for the null models: every draw has a generator of its own, so that draws may be made side by side
/// and in any order.
class Drawing {
 public:
  /// @param seed  of all draws of one question; @param draw  number of this one
  /// @source splitmix64 (Steele, Lea, Flood 2014): draws with neighbouring numbers get unrelated seeds
  void begin(std::uint64_t seed, std::uint64_t draw);

  /// A whole number below `bound`, each equally likely. @source Lemire (2019)
  [[nodiscard]] std::uint64_t below(std::uint64_t bound);

  /// `wanted` of the numbers below `from`, without replacement, every set equally likely; ascending. The next
  /// call overwrites them. @pre wanted <= from
  /// @note   O(from / 64 + wanted)
  /// @source Bentley and Floyd (1987), sample by Floyd's way
  [[nodiscard]] const std::vector<std::uint32_t>& some_of(std::size_t from, std::size_t wanted);
  /// The same as one bit for each number.
  [[nodiscard]] const std::vector<std::uint64_t>& taken() const noexcept { return taken_; }

 private:
  std::mt19937_64 random_;
  std::vector<std::uint64_t> taken_;  // one bit for each number
  std::vector<std::uint32_t> drawn_;
};

}  // namespace grono::mapping
