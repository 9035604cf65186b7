#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <tbb/parallel_for.h>

namespace grono::geo {

inline constexpr std::uint32_t kRadixBits = 11;

/// One pass of a radix sort: copies the records in the order of a digit, equal digits in the order they came.
///
/// @param digit  of a record: < 2^kRadixBits
/// @note  O(n), parallel; two passes over memory
template <typename Record, typename Digit>
void sort_by_digit(std::span<const Record> from, std::span<Record> to, const Digit& digit) {
  constexpr std::size_t kDigits = 1U << kRadixBits;
  const std::size_t parts = std::clamp<std::size_t>(from.size() / 32768, 1, 64);
  std::vector<std::array<std::uint32_t, kDigits>> place(parts);
  const auto part_of = [&](std::size_t part) {
    const std::size_t begin = from.size() * part / parts, end = from.size() * (part + 1) / parts;
    return from.subspan(begin, end - begin);
  };
  tbb::parallel_for(std::size_t{0}, parts, [&](std::size_t part) {
    place[part].fill(0);
    for (const Record& record : part_of(part)) ++place[part][digit(record)];
  });
  std::uint32_t before = 0;
  for (std::size_t value = 0; value < kDigits; ++value)
    for (auto& counts : place) before += std::exchange(counts[value], before);
  tbb::parallel_for(std::size_t{0}, parts, [&](std::size_t part) {
    for (const Record& record : part_of(part)) to[place[part][digit(record)]++] = record;
  });
}

}  // namespace grono::geo
