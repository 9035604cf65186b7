#include "mapping/drawing.hpp"

#include <bit>

namespace grono::mapping {
namespace {

__extension__ using Wide = unsigned __int128;

}  // namespace

void Drawing::begin(std::uint64_t seed, std::uint64_t draw) {
  std::uint64_t z = seed + 0x9e3779b97f4a7c15ULL * (draw + 1);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  random_.seed(z ^ (z >> 31));
}

std::uint64_t Drawing::below(std::uint64_t bound) {
  for (;;) {
    const auto product = static_cast<Wide>(random_()) * bound;
    if (static_cast<std::uint64_t>(product) >= -bound % bound)
      return static_cast<std::uint64_t>(product >> 64);
  }
}

const std::vector<std::uint32_t>& Drawing::some_of(std::size_t from, std::size_t wanted) {
  taken_.assign((from + 63) / 64, 0);
  for (std::size_t last = from - wanted; last < from; ++last) {
    std::size_t number = below(last + 1);
    if ((taken_[number / 64] >> (number % 64) & 1U) != 0) number = last;
    taken_[number / 64] |= std::uint64_t{1} << (number % 64);
  }
  drawn_.clear();
  for (std::size_t word = 0; word < taken_.size(); ++word)
    for (std::uint64_t bits = taken_[word]; bits != 0; bits &= bits - 1)
      drawn_.push_back(
          static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits))));
  return drawn_;
}

}  // namespace grono::mapping
