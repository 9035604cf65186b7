#pragma once

#include <memory>

namespace CLI {
class App;
}

namespace grono::cli {

struct Common;

/// `grono cordis import`: the history of cooperation of a cluster's members, into the installation.
void add_cordis_import_command(CLI::App& cordis, const std::shared_ptr<Common>& common);

}  // namespace grono::cli
