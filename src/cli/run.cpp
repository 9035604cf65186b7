#include <clocale>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/map/map.hpp"
#include "server/version.hpp"

namespace grono::cli {
namespace {

int report(const std::exception& error) {
  fmt::print(stderr, "grono: {}\n", error.what());
  return 1;
}

}  // namespace

std::unique_ptr<app::Installation> open_installation(const Common& common) {
  app::Settings settings;
  settings.database = common.database;
  settings.data = common.data;
  settings.share = app::find_share();
  return std::make_unique<app::Installation>(std::move(settings));
}

int run(int argc, char** argv) {
  CLI::App program("Grono finds, runs, measures and links business clusters.", "grono");
  program.set_version_flag("--version", std::string("grono ") + std::string(server::kVersion));
  program.require_subcommand(1);
  program.fallthrough();
  const auto common = std::make_shared<Common>();
  program.add_option("--data", common->data, "Folder of this installation's own files")->capture_default_str();
  program.add_option("--database", common->database,
                     "sqlite:PATH or postgresql://user@host:port/name; without it, grono.db in the data folder")
      ->envname("GRONO_DATABASE");
  program.set_config("--config", "", "File of options, as smtp-host under [serve]");
  add_serve_command(program, common);
  add_user_commands(program, common);
  add_import_command(program, common);
  add_export_command(program, common);
  add_match_command(program, common);
  add_consortia_command(program);
  map::add_map_commands(program);
  add_meetings_command(program);
  add_network_command(program);
  add_cordis_command(program, common);
  try {
    program.parse(argc, argv);
    return 0;
  } catch (const CLI::ParseError& usage) {
    return program.exit(usage) == 0 ? 0 : 2;
  } catch (const InvalidInput& wrong) {
    return report(wrong);
  } catch (const std::exception& error) {
    return report(error);
  }
}

}  // namespace grono::cli
