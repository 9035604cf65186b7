// What this machine can do at best, for the comparisons in bench/peers: bytes a second from memory, distances
// a second, multiply-adds a second.
//   grono_machine_limits [THREADS]      one line of JSON; the best of several rounds
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <numeric>
#include <vector>

#include <fmt/core.h>
#include <tbb/blocked_range.h>
#include <tbb/global_control.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_reduce.h>

// The widest instructions of the machine, whatever the program is compiled for: it is the machine's limit
// that is asked.
#if defined(__x86_64__)
#define GRONO_WIDEST __attribute__((target_clones("arch=haswell", "default")))
#else
#define GRONO_WIDEST
#endif

namespace {

constexpr std::size_t kDoubles = std::size_t{1} << 23U;  // of each of three arrays: 64 MiB, more than a cache
constexpr std::size_t kPart = std::size_t{1} << 16U;
constexpr std::size_t kPoints = 1024;  // x and y: 16 KiB, in the innermost cache

/// Short rounds and many of them, so that one at least is not disturbed.
constexpr int kMemoryRounds = 30, kComputeRounds = 300;

/// The most `units` a second of the rounds.
template <typename Work>
double best_rate(int rounds, double units, const Work& work) {
  double best = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
    best = std::max(best, units / passed.count());
  }
  return best;
}

GRONO_WIDEST void add_scaled(double* to, const double* from, const double* more, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) to[i] = from[i] + 3 * more[i];
}

GRONO_WIDEST std::uint64_t count_near(const double* x, const double* y, double from_x, double from_y,
                                      double square) {
  std::uint64_t near = 0;
  for (std::size_t i = 0; i < kPoints; ++i) {
    const double dx = x[i] - from_x, dy = y[i] - from_y;
    near += dx * dx + dy * dy <= square ? 1U : 0U;
  }
  return near;
}

constexpr std::size_t kSums = 48;  // enough that none waits for the one before

GRONO_WIDEST double multiply_add(std::size_t times, double factor) {
  std::array<double, kSums> sums{};
  for (std::size_t round = 0; round < times; ++round)
    for (std::size_t i = 0; i < kSums; ++i) sums[i] = sums[i] * factor + 1;
  return std::accumulate(sums.begin(), sums.end(), 0.0);
}

/// STREAM's triad: two arrays read, one written; 24 bytes an element, as its author counts.
double bytes_per_second() {
  std::vector<double> to(kDoubles), from(kDoubles, 1), more(kDoubles, 2);
  return best_rate(kMemoryRounds, 24.0 * static_cast<double>(kDoubles), [&] {
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, kDoubles, kPart), [&](const auto& part) {
      add_scaled(to.data() + part.begin(), from.data() + part.begin(), more.data() + part.begin(),
                 part.size());
    });
  });
}

/// Squared distances of points in the innermost cache, each compared with a radius.
double distances_per_second() {
  constexpr std::size_t kQueries = 4'000;
  std::vector<double> x(kPoints), y(kPoints);
  std::iota(x.begin(), x.end(), 0.0);
  std::iota(y.begin(), y.end(), 7.0);
  volatile std::uint64_t kept = 0;
  return best_rate(kComputeRounds, static_cast<double>(kQueries * kPoints), [&] {
    kept = tbb::parallel_reduce(
        tbb::blocked_range<std::size_t>(0, kQueries, 50), std::uint64_t{0},
        [&](const auto& part, std::uint64_t sum) {
          for (std::size_t query = part.begin(); query < part.end(); ++query)
            sum += count_near(x.data(), y.data(), static_cast<double>(query % kPoints), 3, 250'000);
          return sum;
        },
        std::plus<>{});
  });
}

double multiply_adds_per_second() {
  constexpr std::size_t kTasks = 64, kTimes = 2'000;
  volatile double kept = 0;
  return best_rate(kComputeRounds, static_cast<double>(kTasks * kTimes * kSums), [&] {
    kept = tbb::parallel_reduce(
        tbb::blocked_range<std::size_t>(0, kTasks, 1), 0.0,
        [&](const auto& part, double sum) {
          for (std::size_t task = part.begin(); task < part.end(); ++task)
            sum += multiply_add(kTimes, 1 / static_cast<double>(task + 2));
          return sum;
        },
        std::plus<>{});
  });
}

}  // namespace

int main(int argc, char** argv) {
  const unsigned long threads = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1;
  if (threads == 0) {
    fmt::print(stderr, "grono_machine_limits: \"{}\" is no number of threads: give 1 or more\n", argv[1]);
    return 2;
  }
  const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
  fmt::print(
      R"({{"threads":{},"bytes_per_second":{:.4g},"distances_per_second":{:.4g},"multiply_adds_per_second":{:.4g}}})"
      "\n",
      threads, bytes_per_second(), distances_per_second(), multiply_adds_per_second());
  return 0;
}
