// The whole K-density test with global bands, by draws and threads, beside the plain curve of the definition.
#include <cmath>
#include <numbers>
#include <numeric>

#include <benchmark/benchmark.h>
#include <tbb/global_control.h>

#include "mapping/k_density.hpp"
#include "towns.hpp"

namespace {

using namespace grono;

constexpr std::size_t kSites = 50'000;
constexpr double kTo = 180'000, kStep = 1'000;

const bench::Towns& towns() {
  static const bench::Towns made = bench::towns(kSites);
  return made;
}

// Every tenth site, as the towns come in no order.
std::vector<std::uint32_t> industry(std::size_t count) {
  std::vector<std::uint32_t> made(count);
  for (std::size_t i = 0; i < count; ++i) made[i] = static_cast<std::uint32_t>(i * (kSites / count));
  return made;
}

void whole_test(benchmark::State& state) {
  const auto members = industry(static_cast<std::size_t>(state.range(0)));
  const tbb::global_control limit(tbb::global_control::max_allowed_parallelism,
                                  static_cast<std::size_t>(state.range(2)));
  mapping::KDensityOptions options;
  options.to_m = kTo;
  options.step_m = kStep;
  options.bands.draws = static_cast<std::uint32_t>(state.range(1));
  for (auto _ : state) benchmark::DoNotOptimize(mapping::k_density(towns().points(), members, {}, options));
}
BENCHMARK(whole_test)
    ->ArgNames({"establishments", "draws", "threads"})
    ->Args({500, 1000, 4})
    ->Args({5000, 0, 1})
    ->Args({5000, 1000, 1})
    ->Args({5000, 1000, 2})
    ->Args({5000, 1000, 4})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

// One curve of the definition: every pair's kernel at every place.
void one_curve_pair_by_pair(benchmark::State& state) {
  const auto members = industry(static_cast<std::size_t>(state.range(0)));
  const auto& at = towns();
  constexpr double kBandwidth = 6'000;
  const double factor = 1 / (kBandwidth * std::sqrt(2 * std::numbers::pi));
  for (auto _ : state) {
    std::vector<double> curve(static_cast<std::size_t>(kTo / kStep) + 1);
    for (std::size_t a = 0; a < members.size(); ++a)
      for (std::size_t b = a + 1; b < members.size(); ++b) {
        const double d = std::hypot(at.x[members[a]] - at.x[members[b]], at.y[members[a]] - at.y[members[b]]);
        for (std::size_t i = 0; i < curve.size(); ++i) {
          const double u = (static_cast<double>(i) * kStep - d) / kBandwidth;
          curve[i] += factor * std::exp(-u * u / 2);
        }
      }
    benchmark::DoNotOptimize(curve);
  }
}
BENCHMARK(one_curve_pair_by_pair)->Arg(500)->Arg(1000)->Unit(benchmark::kMillisecond);

}  // namespace
