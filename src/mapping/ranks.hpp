#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

namespace grono::mapping {

/// Processes that answer one question together, each with a part of the establishments. A pass over
/// establishments that takes `Ranks` is called by every process at the same time; each call below waits for
/// all of them.
///
/// The library brings one process `alone()`; others (Open MPI's) are the program's.
class Ranks {
 public:
  Ranks() = default;
  Ranks(const Ranks&) = delete;
  Ranks& operator=(const Ranks&) = delete;
  virtual ~Ranks() = default;

  [[nodiscard]] virtual std::uint32_t rank() const = 0;  ///< this process, from 0
  [[nodiscard]] virtual std::uint32_t size() const = 0;  ///< how many there are, >= 1
  [[nodiscard]] bool is_alone() const { return size() == 1; }

  /// Sends to each process what is for it; @return what came from each.
  [[nodiscard]] virtual std::vector<std::vector<std::byte>> all_to_all(
      std::vector<std::vector<std::byte>> to) = 0;
  /// Replaces each value by its sum over all processes: the same bits everywhere.
  virtual void add_up(std::span<double> values) = 0;
};

/// One process that has everything; it waits for nobody, so that many threads may share it.
[[nodiscard]] Ranks& alone();

/// `all_to_all` of values that are plain bytes. @param to  one list for each process; @return  one from each
template <typename T>
std::vector<std::vector<T>> all_to_all(Ranks& ranks, const std::vector<std::vector<T>>& to) {
  static_assert(std::is_trivially_copyable_v<T>);
  std::vector<std::vector<std::byte>> sent(to.size());
  for (std::size_t i = 0; i < to.size(); ++i) {
    const auto bytes = std::as_bytes(std::span(to[i]));
    sent[i].assign(bytes.begin(), bytes.end());
  }
  const auto came = ranks.all_to_all(std::move(sent));
  std::vector<std::vector<T>> made(came.size());
  for (std::size_t i = 0; i < came.size(); ++i) {
    made[i].resize(came[i].size() / sizeof(T));
    if (!made[i].empty()) std::memcpy(made[i].data(), came[i].data(), came[i].size());
  }
  return made;
}

/// Everybody's values, in the order of the processes.
template <typename T>
std::vector<T> all_gather(Ranks& ranks, const std::vector<T>& mine) {
  if (ranks.is_alone()) return mine;
  std::vector<T> made;
  for (const auto& part : all_to_all(ranks, std::vector(ranks.size(), mine)))
    made.insert(made.end(), part.begin(), part.end());
  return made;
}

/// How much the processes before this one have. @return  their sum, and that of all
struct Before {
  std::uint64_t mine = 0, all = 0;
};
[[nodiscard]] Before count_before(Ranks& ranks, std::uint64_t mine);

}  // namespace grono::mapping
