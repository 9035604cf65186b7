// What the network's measures take on graphs of 1,000 to 100,000 edges: new nodes join those that have many
// neighbours already (Barabasi, Albert 1999), five ties each, so hubs are as large as in real networks.
#include <algorithm>
#include <random>
#include <set>

#include <benchmark/benchmark.h>

#include "network/brokers.hpp"
#include "network/communities.hpp"
#include "network/core.hpp"
#include "network/layout.hpp"
#include "network/years.hpp"

namespace {

using namespace grono::network;

constexpr Node kTiesEach = 5;

std::vector<Tie> ties(std::int64_t edges) {
  std::mt19937 random(3);
  std::vector<Tie> made;
  std::vector<Node> ends = {0, 1, 2, 3, 4};  // each node as often as it has neighbours
  for (Node node = kTiesEach; static_cast<std::int64_t>(made.size()) < edges; ++node) {
    std::set<Node> to;
    while (to.size() < kTiesEach) to.insert(ends[random() % ends.size()]);
    for (const Node other : to) {
      const int begin = 2010 + static_cast<int>(random() % 14);
      made.push_back({node, other, static_cast<TieKind>(random() % kTieKinds), year(begin).first,
                      year(begin + 3).last, 0.5 * static_cast<double>(1 + random() % 4)});
      ends.push_back(node), ends.push_back(other);
    }
  }
  return made;
}

std::uint32_t nodes_of(const std::vector<Tie>& all) {
  return all.back().a + 1;
}

const Graph& graph(std::int64_t edges) {
  static Graph made;
  static std::int64_t made_for = 0;
  if (made_for != edges) {
    const auto all = ties(edges);
    made = graph_of(nodes_of(all), all, {year(1900).first, year(2100).last});
    made_for = edges;
  }
  return made;
}

template <class Measure>
void measure(benchmark::State& state, const Measure& what) {
  const Graph& all = graph(state.range(0));
  for (auto _ : state) what(all);
  state.counters["nodes"] = all.nodes;
}

void community(benchmark::State& state) {
  measure(state, [&](const Graph& all) { state.counters["modularity"] = communities(all).modularity; });
}
void broker(benchmark::State& state) {
  measure(state, [&](const Graph& all) { state.counters["sources"] = betweenness(all).sources; });
}
void burt(benchmark::State& state) {
  measure(state, [](const Graph& all) { benchmark::DoNotOptimize(constraint(all)); });
}
void k_core(benchmark::State& state) {
  measure(state, [](const Graph& all) { benchmark::DoNotOptimize(coreness(all)); });
}
void core(benchmark::State& state) {
  measure(state, [&](const Graph& all) { state.counters["core"] = core_and_periphery(all).core; });
}
void core_score(benchmark::State& state) {
  measure(state, [](const Graph& all) { benchmark::DoNotOptimize(core_scores(all)); });
}
void picture(benchmark::State& state) {
  measure(state, [](const Graph& all) { benchmark::DoNotOptimize(layout(all)); });
}
void years(benchmark::State& state) {
  const auto all = ties(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(history(nodes_of(all), all, 2010, 2026));
}

void sizes(benchmark::internal::Benchmark* bench) {
  bench->ArgName("edges")
      ->Arg(1'000)
      ->Arg(10'000)
      ->Arg(100'000)
      ->Unit(benchmark::kMillisecond)
      ->Iterations(1);
}
BENCHMARK(community)->Apply(sizes);
BENCHMARK(broker)->Apply(sizes);
BENCHMARK(burt)->Apply(sizes);
BENCHMARK(k_core)->Apply(sizes);
BENCHMARK(core)->Apply(sizes);
BENCHMARK(core_score)->Apply(sizes);
BENCHMARK(picture)->Apply(sizes);
BENCHMARK(years)->Apply(sizes);

}  // namespace
