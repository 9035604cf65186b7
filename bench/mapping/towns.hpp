#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

#include "mapping/points.hpp"

namespace grono::bench {

/// Points as establishments stand in a country: 70 % in towns (the larger the rarer), 30 % anywhere in a
/// square of 700 km.
struct Towns {
  std::vector<double> x, y;

  [[nodiscard]] mapping::Points points() const { return {x, y, {}, false}; }
};

inline Towns towns(std::size_t count, std::uint64_t seed = 7) {
  constexpr double kSide_m = 700'000;
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> anywhere(0, kSide_m), share(0, 1);
  std::normal_distribution<double> spread(0, 1);
  struct Town {
    double x, y, radius_m;
  };
  // Sizes by rank, as towns are: the k-th has a k-th part of the first; wider in proportion to the root of
  // the size.
  std::vector<Town> all(300);
  std::vector<double> up_to(all.size());
  double sum = 0;
  for (std::size_t k = 0; k < all.size(); ++k) {
    const double size = 1 / static_cast<double>(k + 1);
    all[k] = {anywhere(random), anywhere(random), 1500 + 12'000 * std::sqrt(size)};
    up_to[k] = sum += size;
  }
  Towns made;
  made.x.resize(count);
  made.y.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    if (share(random) < 0.3) {
      made.x[i] = anywhere(random);
      made.y[i] = anywhere(random);
      continue;
    }
    const auto at = std::lower_bound(up_to.begin(), up_to.end(), share(random) * sum) - up_to.begin();
    const Town& town = all[static_cast<std::size_t>(at)];
    made.x[i] = town.x + town.radius_m * spread(random);
    made.y[i] = town.y + town.radius_m * spread(random);
  }
  return made;
}

}  // namespace grono::bench
