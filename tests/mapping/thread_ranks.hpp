#pragma once

#include <barrier>
#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

#include "mapping/ranks.hpp"

namespace grono::mapping::testing {

/// What processes have in common, for threads that stand for them.
class Meeting {
 public:
  explicit Meeting(std::uint32_t size)
      : posted(size), values(size), barrier(static_cast<std::ptrdiff_t>(size)) {}

  std::vector<std::vector<std::vector<std::byte>>> posted;  // from, to
  std::vector<std::vector<double>> values;
  std::barrier<> barrier;
};

class ThreadRank : public Ranks {
 public:
  ThreadRank(Meeting& meeting, std::uint32_t rank) : meeting_(meeting), rank_(rank) {}
  [[nodiscard]] std::uint32_t rank() const override { return rank_; }
  [[nodiscard]] std::uint32_t size() const override {
    return static_cast<std::uint32_t>(meeting_.posted.size());
  }
  [[nodiscard]] std::vector<std::vector<std::byte>> all_to_all(
      std::vector<std::vector<std::byte>> to) override {
    meeting_.posted[rank_] = std::move(to);
    meeting_.barrier.arrive_and_wait();
    std::vector<std::vector<std::byte>> came;
    for (const auto& from : meeting_.posted) came.push_back(from[rank_]);
    meeting_.barrier.arrive_and_wait();
    return came;
  }
  void add_up(std::span<double> values) override {
    meeting_.values[rank_].assign(values.begin(), values.end());
    meeting_.barrier.arrive_and_wait();
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] = 0;
      for (const auto& of_one : meeting_.values) values[i] += of_one[i];
    }
    meeting_.barrier.arrive_and_wait();
  }

 private:
  Meeting& meeting_;
  std::uint32_t rank_;
};

/// Runs `work` once for each of so many processes, side by side.
inline void on_ranks(std::uint32_t count, const std::function<void(Ranks&)>& work) {
  Meeting meeting(count);
  std::vector<std::thread> threads;
  for (std::uint32_t rank = 0; rank < count; ++rank)
    threads.emplace_back([&, rank] {
      ThreadRank mine(meeting, rank);
      work(mine);
    });
  for (std::thread& thread : threads) thread.join();
}

}  // namespace grono::mapping::testing
