#pragma once

#include <string>

#include "consortia/mip.hpp"

namespace grono::consortia::cbc {

/// CBC (Debian's `coinor-cbc`) as a child process: it reads a file of ours, is limited in time and memory,
/// can be stopped, and when it crashes nothing of ours does. Its licence (EPL) doesn't meet those of the
/// libraries in this program.
///
/// May be used by several threads at once; each call has a folder of its own below the system's for temporary
/// files.
class CbcSolver final : public MipSolver {
 public:
  /// @param program  looked up in PATH
  explicit CbcSolver(std::string program = "cbc") : program_(std::move(program)) {}

  [[nodiscard]] MipAnswer solve(const MipModel& model, const MipLimits& limits,
                                std::span<const double> start) const override;
  [[nodiscard]] MipAnswer relax(const MipModel& model, const MipLimits& limits) const override;

 private:
  std::string program_;
};

}  // namespace grono::consortia::cbc
