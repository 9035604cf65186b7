#include "mapping/random_draw.hpp"

#include <bit>
#include <random>

namespace grono::mapping {
namespace {

__extension__ using Wide = unsigned __int128;

// Evenly below a bound (Lemire 2019): the standard library's distributions differ between platforms.
std::uint64_t below(std::mt19937_64& random, std::uint64_t bound) {
  for (;;) {
    const auto product = static_cast<Wide>(random()) * bound;
    const auto low = static_cast<std::uint64_t>(product);
    if (low >= bound || low >= -bound % bound) return static_cast<std::uint64_t>(product >> 64);
  }
}

}  // namespace

std::uint64_t seed_of_draw(std::uint64_t seed, std::uint64_t draw) {
  std::uint64_t z = seed + 0x9e3779b97f4a7c15ULL * (draw + 1);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

void draw_without_replacement(std::uint64_t seed, std::uint32_t of, std::uint32_t wanted,
                              std::vector<std::uint32_t>& drawn, std::vector<std::uint64_t>& bits) {
  std::mt19937_64 random(seed);
  bits.assign((of + std::size_t{63}) / 64, 0);
  for (std::uint32_t last = of - wanted; last < of; ++last) {
    auto number = static_cast<std::uint32_t>(below(random, std::uint64_t{last} + 1));
    if (bits[number / 64] >> (number % 64) & 1U) number = last;
    bits[number / 64] |= std::uint64_t{1} << (number % 64);
  }
  drawn.clear();
  drawn.reserve(wanted);
  for (std::size_t word = 0; word < bits.size(); ++word)
    for (std::uint64_t left = bits[word]; left != 0; left &= left - 1)
      drawn.push_back(static_cast<std::uint32_t>(word * 64 + static_cast<unsigned>(std::countr_zero(left))));
}

}  // namespace grono::mapping
