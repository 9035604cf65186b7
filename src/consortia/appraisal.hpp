#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "consortia/instance.hpp"
#include "consortia/objective.hpp"

namespace grono::consortia {

/// Of a set of partners: how far it is from meeting everything, and its total.
struct Worth {
  double lack = 0;  ///< 0 = meets everything; else about how many partners or holders are missing or too many
  double total = 0;

  [[nodiscard]] bool is_better_than(const Worth& other) const noexcept {
    constexpr double kSame = 1e-12;
    if (lack < other.lack - kSame || lack > other.lack + kSame) return lack < other.lack;
    return total > other.total + kSame;
  }
};

/// Judges sets of partners fast: some microseconds each, with everything worked out before.
/// The same judgement as `meets` and `terms_of`, which are written for clearness and check this in the tests.
class Appraisal {
 public:
  /// @param instance  outlives this
  /// @note  O(candidates), and O(candidates²) at some nanoseconds each where all have to be near one another
  explicit Appraisal(const Instance& instance);

  [[nodiscard]] Worth of(std::span<const Number> partners) const;

  /// Candidates that may take part at all, by number.
  [[nodiscard]] const std::vector<Number>& eligible() const noexcept { return eligible_; }
  [[nodiscard]] bool is_eligible(Number candidate) const { return is_eligible_[candidate]; }
  /// Whether two may not sit together, whatever the reason.
  [[nodiscard]] bool are_apart(Number one, Number other) const;
  /// Whether all have to be near one another, and these two aren't.
  [[nodiscard]] bool are_distant(Number one, Number other) const;

 private:
  void find_eligible();
  void measure_distances();
  [[nodiscard]] double lack_of_holders(std::span<const Number> partners, double& coverage) const;
  [[nodiscard]] double lack_of_kinds(std::span<const Number> partners) const;
  [[nodiscard]] double conflicts(std::span<const Number> partners) const;
  [[nodiscard]] double ties_among(std::span<const Number> partners) const;

  const Instance& it_;
  std::vector<double> single_, quality_;
  double constant_, tie_, loss_;
  std::vector<std::optional<Span>> spans_;
  std::vector<std::vector<std::uint8_t>> counts_;  // of each rule about kinds: by candidate
  std::vector<std::pair<Number, Number>> apart_;   // sorted, smaller number first
  std::vector<bool> far_;  // of each pair whether it lies too far apart; empty where that is not asked for
  std::vector<Number> fixed_;
  std::vector<Number> eligible_;
  std::vector<bool> is_eligible_;
};

}  // namespace grono::consortia
