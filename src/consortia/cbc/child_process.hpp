#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace grono::consortia::cbc {

struct ProcessLimits {
  std::chrono::milliseconds time{};
  std::size_t memory_bytes = 0;
  std::stop_token stop;
};

struct ProcessEnd {
  enum class How { exited, killed_by_limit, cancelled, crashed } how = How::exited;
  int code = 0;  ///< exit code, or the signal it crashed by
};

/// Runs a program to its end, without a shell; what it prints goes to a file. When its time is up or a stop
/// is asked for, it is killed, and in any case it is gone when this returns.
///
/// @param words  the program, looked up in PATH, and its arguments
/// @throws SolverUnavailable  there is no such program, or it can't be started
[[nodiscard]] ProcessEnd run(std::vector<std::string> words, const std::filesystem::path& output,
                             const ProcessLimits& limits);

}  // namespace grono::consortia::cbc
