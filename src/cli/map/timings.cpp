#include <chrono>
#include <fstream>

#include <fmt/core.h>
#include <nlohmann/json.hpp>
#include <tbb/global_control.h>

#include "cli/map/map.hpp"

namespace grono::cli::map {
namespace {

double now_s() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

// The most memory this program has held. Not getrusage: that counts what its parent held before it became
// this program.
std::uint64_t peak_bytes() {
  std::ifstream status("/proc/self/status");
  std::uint64_t kilobytes = 0;
  for (std::string word; status >> word;)
    if (word == "VmHWM:") status >> kilobytes;
  return kilobytes * 1024;
}

}  // namespace

Timings::Timings() : last_(now_s()) {}

void Timings::end_of(const std::string& part) {
  const double now = now_s();
  seconds_[part] += now - last_;
  last_ = now;
}

void Timings::print(bool wanted, unsigned threads) const {
  if (!wanted) return;
  nlohmann::json line{{"rows", rows_}, {"threads", threads}, {"peak_bytes", peak_bytes()}};
  for (const auto& [part, seconds] : seconds_) line["seconds"][part] = seconds;
  fmt::print(stderr, "{}\n", line.dump());
}

Threads::Threads(unsigned count)
    : control_(count == 0 ? nullptr
                          : new tbb::global_control(tbb::global_control::max_allowed_parallelism, count)),
      count_(static_cast<unsigned>(
          tbb::global_control::active_value(tbb::global_control::max_allowed_parallelism))) {}

Threads::~Threads() {
  delete static_cast<tbb::global_control*>(control_);
}

}  // namespace grono::cli::map
