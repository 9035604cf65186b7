// How long the density methods take on a country's towns, by points and threads; the parts of HDBSCAN* apart.
#include <numeric>

#include <benchmark/benchmark.h>
#include <tbb/global_control.h>

#include "mapping/boruvka.hpp"
#include "mapping/core_distances.hpp"
#include "mapping/dbscan.hpp"
#include "mapping/hdbscan.hpp"
#include "towns.hpp"

namespace {

using namespace grono;

const bench::Towns& towns(std::int64_t count) {
  static bench::Towns made;
  if (made.x.size() != static_cast<std::size_t>(count)) made = bench::towns(static_cast<std::size_t>(count));
  return made;
}

using Limit = tbb::global_control;
Limit threads(const benchmark::State& state) {
  return Limit(Limit::max_allowed_parallelism, static_cast<std::size_t>(state.range(1)));
}

void by_points_and_threads(benchmark::internal::Benchmark* bench) {
  bench->ArgNames({"points", "threads"})->Unit(benchmark::kMillisecond)->UseRealTime();
  for (const std::int64_t points : {100'000, 1'000'000})
    for (const std::int64_t count : {1, 4}) bench->Args({points, count});
}

void dbscan(benchmark::State& state) {
  const auto& them = towns(state.range(0));
  const Limit limit = threads(state);
  for (auto _ : state) benchmark::DoNotOptimize(mapping::dbscan(them.points(), {500, 10}));
}
BENCHMARK(dbscan)->Apply(by_points_and_threads);

void hdbscan(benchmark::State& state) {
  const auto& them = towns(state.range(0));
  const Limit limit = threads(state);
  for (auto _ : state) benchmark::DoNotOptimize(mapping::hdbscan(them.points(), {}));
}
BENCHMARK(hdbscan)->Apply(by_points_and_threads);

std::vector<std::uint32_t> all_of(std::size_t count) {
  std::vector<std::uint32_t> made(count);
  std::iota(made.begin(), made.end(), 0U);
  return made;
}

geo::KdTree<2> tree_over(const bench::Towns& them) {
  return {{them.x, them.y}, all_of(them.x.size())};
}

void kd_tree(benchmark::State& state) {
  const auto& them = towns(state.range(0));
  const Limit limit = threads(state);
  for (auto _ : state) benchmark::DoNotOptimize(tree_over(them));
}
BENCHMARK(kd_tree)->Apply(by_points_and_threads);

void core_distances(benchmark::State& state) {
  const auto tree = tree_over(towns(state.range(0)));
  const Limit limit = threads(state);
  for (auto _ : state) benchmark::DoNotOptimize(mapping::core_distances(tree, 10));
}
BENCHMARK(core_distances)->Apply(by_points_and_threads);

void spanning_edges(benchmark::State& state) {
  const auto tree = tree_over(towns(state.range(0)));
  const auto cores = mapping::core_distances(tree, 10);
  const Limit limit = threads(state);
  for (auto _ : state)
    benchmark::DoNotOptimize(mapping::spanning_edges(tree, cores.squared, all_of(tree.size())));
}
BENCHMARK(spanning_edges)->Apply(by_points_and_threads);

void dendrogram_and_tree(benchmark::State& state) {
  const auto& them = towns(state.range(0));
  const auto tree = mapping::reachability_tree(them.points(), 10);
  const Limit limit = threads(state);
  for (auto _ : state) {
    const auto dendrogram = mapping::dendrogram_of(tree.edges, static_cast<std::uint32_t>(them.x.size()));
    benchmark::DoNotOptimize(mapping::condense(dendrogram, 10));
  }
}
BENCHMARK(dendrogram_and_tree)->Apply(by_points_and_threads);

}  // namespace
