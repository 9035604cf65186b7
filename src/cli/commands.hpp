#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/installation.hpp"

namespace CLI {
class App;
}

/// The command line. One file for each command; what they do is done by `app`.
namespace grono::cli {

/// Runs a command. @returns  0; 1 where it failed; 2 where it was called wrongly
int run(int argc, char** argv);

/// Options that every command has: where the installation is.
struct Common {
  std::string database;
  std::string data = "var";
};

/// Opens the installation the options speak of. @throws InvalidInput, StoreUnavailable
[[nodiscard]] std::unique_ptr<app::Installation> open_installation(const Common& common);

void add_serve_command(CLI::App& program, const std::shared_ptr<Common>& common);
void add_user_commands(CLI::App& program, const std::shared_ptr<Common>& common);
void add_import_command(CLI::App& program, const std::shared_ptr<Common>& common);
void add_export_command(CLI::App& program, const std::shared_ptr<Common>& common);
void add_match_command(CLI::App& program, const std::shared_ptr<Common>& common);
void add_consortia_command(CLI::App& program);
void add_meetings_command(CLI::App& program);
void add_network_command(CLI::App& program);
void add_cordis_command(CLI::App& program, const std::shared_ptr<Common>& common);

}  // namespace grono::cli
