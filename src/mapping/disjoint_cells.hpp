#pragma once

#include <atomic>
#include <cstdint>
#include <vector>

namespace grono::mapping {

/// Sets that many threads unite at once, without locks: an item points at another of its set with a lower
/// number, a root at itself.
///
/// @source the unions of Anderson and Woll (1991), ordered by number, with halving of the ways
class DisjointCells {
 public:
  explicit DisjointCells(std::uint32_t count) : up_(count) {
    for (std::uint32_t i = 0; i < count; ++i) up_[i].store(i, std::memory_order_relaxed);
  }

  std::uint32_t root(std::uint32_t item) {
    for (;;) {
      std::uint32_t above = up_[item].load(std::memory_order_relaxed);
      if (above == item) return item;
      const std::uint32_t next = up_[above].load(std::memory_order_relaxed);
      if (next != above) up_[item].compare_exchange_weak(above, next, std::memory_order_relaxed);
      item = next;
    }
  }

  void unite(std::uint32_t a, std::uint32_t b) {
    for (;;) {
      a = root(a);
      b = root(b);
      if (a == b) return;
      if (a < b) std::swap(a, b);
      std::uint32_t expected = a;  // still a root, or another thread was faster and we look again
      if (up_[a].compare_exchange_strong(expected, b, std::memory_order_relaxed)) return;
    }
  }

 private:
  std::vector<std::atomic<std::uint32_t>> up_;
};

}  // namespace grono::mapping
