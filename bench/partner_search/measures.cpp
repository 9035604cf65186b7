#include "measures.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <random>

namespace grono::bench {

Interval bootstrap(const std::vector<double>& values, std::uint64_t seed) {
  constexpr std::size_t kDraws = 2'000;
  Interval made;
  if (values.empty()) return made;
  const auto count = static_cast<double>(values.size());
  made.mean = std::accumulate(values.begin(), values.end(), 0.0) / count;
  std::mt19937_64 random(seed);
  std::vector<double> means(kDraws);
  for (double& mean : means) {
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) sum += values[random() % values.size()];
    mean = sum / count;
  }
  std::sort(means.begin(), means.end());
  made.low = means[kDraws * 25 / 1'000];
  made.high = means[kDraws * 975 / 1'000 - 1];
  return made;
}

Figures figures_of(const std::vector<std::size_t>& places, std::size_t true_count, std::size_t reachable) {
  Figures made;
  const auto within = [&](std::size_t last) {
    return static_cast<double>(
        std::count_if(places.begin(), places.end(), [last](std::size_t place) { return place <= last; }));
  };
  const double first =
      places.empty() ? 0 : 1 / static_cast<double>(*std::min_element(places.begin(), places.end()));
  const double ranked = static_cast<double>(places.size());
  const auto all = static_cast<double>(true_count),
             could = static_cast<double>(std::max<std::size_t>(reachable, 1));
  made.of[0] = within(10) / all, made.of[1] = within(50) / all, made.of[2] = first, made.of[3] = ranked / all;
  made.of[4] = within(10) / could, made.of[5] = within(50) / could, made.of[6] = first,
  made.of[7] = ranked / could;
  return made;
}

}  // namespace grono::bench
