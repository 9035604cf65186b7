#pragma once

#include <functional>

#include "mapping/ranks.hpp"

namespace grono::cli::map {

/// Runs a command over the processes that mpirun has started, or alone where it has not. An error of one
/// process ends all of them, and is told once by the one that met it.
/// @throws InvalidInput  mpirun has started it, and it was built without Open MPI
void on_run_ranks(const std::function<void(mapping::Ranks&)>& work);

}  // namespace grono::cli::map
