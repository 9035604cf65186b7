#pragma once

#include <cstdint>
#include <random>

namespace grono::meetings {

/// Chance by a seed: the same draws on every machine, unlike the distributions of the standard library.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : random_(seed) {}

  /// A whole number below `bound`, each as likely as the others but for 1 in 2^32. @pre bound < 2^32, not 0
  /// @source Lemire (2019), ACM Transactions on Modeling and Computer Simulation 29(1), without its rejection
  [[nodiscard]] std::uint32_t below(std::size_t bound) {
    return static_cast<std::uint32_t>(((random_() >> 32) * bound) >> 32);
  }
  /// 0 <= number < 1
  [[nodiscard]] double share() { return static_cast<double>(random_() >> 11) * 0x1p-53; }

 private:
  std::mt19937_64 random_;
};

}  // namespace grono::meetings
