#include "server/matching_rounds.hpp"

#include <condition_variable>
#include <mutex>

#include <spdlog/spdlog.h>

#include "app/confidential/round.hpp"

namespace grono::server {
namespace {

constexpr std::chrono::minutes kLookEvery{10};

void run(const app::Installation& installation, const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  // Not at once: whoever has just started a server wants answers first.
  while (!wake.wait_for(lock, stop, kLookEvery, [&] { return stop.stop_requested(); })) {
    try {
      if (app::run_matching_round(installation)) spdlog::info("a round of confidential matching was run");
    } catch (const std::exception& failed) {
      spdlog::error("the round of confidential matching failed: {}", failed.what());
    }
  }
}

}  // namespace

MatchingRounds::MatchingRounds(const app::Installation& installation)
    : thread_([&installation](const std::stop_token& stop) { run(installation, stop); }) {}

}  // namespace grono::server
