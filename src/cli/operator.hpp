#pragma once

#include "app/caller.hpp"

namespace grono::cli {

/// Whoever runs commands on the machine: administrates the installation, and holds its files anyway.
[[nodiscard]] inline app::Caller the_operator() {
  app::Caller caller;
  caller.actor.grants.push_back({cluster::Role::administrator, std::nullopt, std::nullopt});
  caller.via = "command_line";
  return caller;
}

}  // namespace grono::cli
