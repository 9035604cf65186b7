#include "cli/map/map.hpp"

#include <CLI/CLI.hpp>

namespace grono::cli::map {

void add_run_options(CLI::App& command, unsigned& threads, bool& timings) {
  command.add_option("--threads", threads, "How many compute; 0 = as many as the machine has")
      ->capture_default_str();
  command.add_flag("--timings", timings, "Prints seconds, threads and memory as JSON on standard error");
}

void add_map_commands(CLI::App& program) {
  auto* map =
      program.add_subcommand("map", "Finds and measures clusters in files of establishments and regions");
  map->require_subcommand(1);
  add_density_command(*map);
  add_concentration_command(*map);
  add_kd_command(*map);
  add_m_command(*map);
  add_relate_command(*map);
  add_find_command(*map);
  add_measure_command(*map);
  add_scan_command(*map);
}

}  // namespace grono::cli::map
