#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace grono::meetings {

using Slot = std::uint32_t;

/// As many slots as an event may have: a week of quarters of an hour.
inline constexpr Slot kMostSlots = 256;

/// A set of slots, one bit each. All operations take constant time.
class SlotSet {
 public:
  void add(Slot slot) { words_[slot / 64] |= bit(slot); }
  void remove(Slot slot) { words_[slot / 64] &= ~bit(slot); }
  [[nodiscard]] bool has(Slot slot) const { return (words_[slot / 64] & bit(slot)) != 0; }
  [[nodiscard]] bool is_empty() const { return (words_[0] | words_[1] | words_[2] | words_[3]) == 0; }
  [[nodiscard]] std::uint32_t count() const {
    int sum = 0;
    for (const std::uint64_t word : words_) sum += std::popcount(word);
    return static_cast<std::uint32_t>(sum);
  }

  friend SlotSet operator&(SlotSet a, const SlotSet& b) {
    for (std::size_t i = 0; i < a.words_.size(); ++i) a.words_[i] &= b.words_[i];
    return a;
  }
  bool operator==(const SlotSet&) const = default;

  /// Slot number `rank` in ascending order. @pre rank < count()
  [[nodiscard]] Slot at(std::uint32_t rank) const {
    Slot found = 0;
    for (const std::uint64_t word : words_) {
      const auto here = static_cast<std::uint32_t>(std::popcount(word));
      if (rank < here) return found + nth_bit(word, rank);
      rank -= here;
      found += 64;
    }
    return found;
  }
  /// Calls `take(slot)` in ascending order.
  template <class Take>
  void each(const Take& take) const {
    for (std::size_t i = 0; i < words_.size(); ++i)
      for (std::uint64_t left = words_[i]; left != 0; left &= left - 1)
        take(static_cast<Slot>(i * 64 + static_cast<std::size_t>(std::countr_zero(left))));
  }

 private:
  static constexpr std::uint64_t bit(Slot slot) { return std::uint64_t{1} << (slot % 64); }
  static Slot nth_bit(std::uint64_t word, std::uint32_t rank) {
    for (; rank > 0; --rank) word &= word - 1;
    return static_cast<Slot>(std::countr_zero(word));
  }

  std::array<std::uint64_t, kMostSlots / 64> words_{};
};

}  // namespace grono::meetings
