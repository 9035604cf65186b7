// Reading establishments, beside the machine's limit: how fast memory can be looked through for ends of
// lines.
#include <algorithm>
#include <random>
#include <string>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_reduce.h>

#include "exchange/column_table.hpp"

namespace {

using grono::exchange::ColumnWish;

constexpr int kRows = 1'000'000;

const std::string& csv() {
  static const std::string made = [] {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> lon(14, 24), lat(49, 55);
    std::string text = "lon,lat,activity,employees,kind\n";
    for (int row = 0; row < kRows; ++row)
      text += fmt::format("{:.6f},{:.6f},{}.{}0.Z,{},firm\n", lon(random), lat(random), 10 + random() % 80,
                          1 + random() % 9, random() % 250);
    return text;
  }();
  return made;
}

const std::string& geojson() {
  static const std::string made = [] {
    std::mt19937 random(1);
    std::uniform_real_distribution<double> lon(14, 24), lat(49, 55);
    std::string text = R"({"type":"FeatureCollection","features":[)";
    for (int row = 0; row < kRows; ++row)
      text += fmt::format(
          R"({}{{"type":"Feature","geometry":{{"type":"Point","coordinates":[{:.6f},{:.6f}]}},"properties":{{"activity":"{}.{}0.Z","employees":{},"kind":"firm"}}}})",
          row > 0 ? ",\n" : "", lon(random), lat(random), 10 + random() % 80, 1 + random() % 9,
          random() % 250);
    return text + "]}";
  }();
  return made;
}

void tell(benchmark::State& state, const std::string& text) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
  state.SetItemsProcessed(state.iterations() * kRows);
}

void read(benchmark::State& state, const std::string& text) {
  const tbb::global_control control(tbb::global_control::max_allowed_parallelism,
                                    static_cast<std::size_t>(state.range(0)));
  using Holds = ColumnWish::Holds;
  const std::vector<ColumnWish> wishes = {{Holds::numbers, {"lon"}, true, std::uint8_t{0}},
                                          {Holds::numbers, {"lat"}, true, std::uint8_t{1}},
                                          {Holds::texts, {"activity"}},
                                          {Holds::numbers, {"employees"}},
                                          {Holds::texts, {"kind"}}};
  for (auto _ : state)
    benchmark::DoNotOptimize(grono::exchange::read_columns(std::string_view(text), "bench", wishes).rows);
  tell(state, text);
}

void BM_ReadCsv(benchmark::State& state) {
  read(state, csv());
}
void BM_ReadGeoJson(benchmark::State& state) {
  read(state, geojson());
}

void BM_CountLines(benchmark::State& state) {
  const tbb::global_control control(tbb::global_control::max_allowed_parallelism,
                                    static_cast<std::size_t>(state.range(0)));
  const std::string& text = csv();
  for (auto _ : state)
    benchmark::DoNotOptimize(tbb::parallel_reduce(
        tbb::blocked_range<std::size_t>(0, text.size(), 1U << 20), std::ptrdiff_t{0},
        [&](const auto& part, std::ptrdiff_t sum) {
          return sum + std::count(text.data() + part.begin(), text.data() + part.end(), '\n');
        },
        std::plus<>{}));
  tell(state, text);
}

}  // namespace

BENCHMARK(BM_ReadCsv)->Arg(1)->Arg(2)->Arg(4)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_ReadGeoJson)->Arg(1)->Arg(2)->Arg(4)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(BM_CountLines)->Arg(1)->Arg(2)->Arg(4)->Unit(benchmark::kMillisecond)->UseRealTime();
