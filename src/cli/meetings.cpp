#include <cmath>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/map/lines.hpp"
#include "cli/meetings_file.hpp"

namespace grono::cli {
namespace {

struct MeetingsOptions {
  std::string file, output = "-", after;
  meetings::Replanning how;
  bool adds_none = false;
};

nlohmann::json read_json(const std::string& path) {
  std::ifstream in(path);
  if (!in) throw InvalidInput(path, "can't be read", "give a JSON file that is there");
  try {
    return nlohmann::json::parse(in);
  } catch (const nlohmann::json::exception& wrong) {
    throw InvalidInput(path, std::string("is not JSON: ") + wrong.what(),
                       "see docs/meetings.md for the form");
  }
}

void write_json(const std::string& path, const nlohmann::ordered_json& document) {
  map::Lines lines(path, document.dump(2, ' ', false, nlohmann::json::error_handler_t::replace));
  lines.close();
}

void tell(const meetings::Schedule& schedule) {
  fmt::print(stderr, "{} meetings, {} wishes unmet; value {:.2f}", schedule.meetings.size(),
             schedule.unmet.size(), schedule.value);
  // Rounded down: it is a promise.
  if (schedule.bound > 0)
    fmt::print(stderr, ", at least {:.2f} % of the best",
               std::floor(1e4 * schedule.value / schedule.bound) / 100);
  fmt::print(stderr, "\n");
}

void replan(const MeetingsFile& file, MeetingsOptions& options) {
  const auto before = file.before(read_json(options.after));
  options.how.adds_meetings = !options.adds_none;
  const auto made = meetings::replan(file.problem(), before.meetings, options.how);
  write_json(options.output, file.written(made));
  tell(made.schedule);
  fmt::print(stderr,
             "{} kept, {} moved (at most {} could be), {} dropped, {} impossible, {} added; {} disturbed, "
             "the fewest "
             "there can be\n",
             made.kept, made.moved, made.most_moved, made.dropped, made.impossible, made.added,
             made.disturbed);
  if (before.gone > 0)
    fmt::print(stderr, "{} meetings before are of participants or slots that the file no longer has\n",
               before.gone);
}

void schedule(MeetingsOptions& options) {
  const MeetingsFile file(read_json(options.file));
  if (!options.after.empty()) return replan(file, options);
  const auto made = meetings::make_schedule(file.problem(), options.how.effort);
  write_json(options.output, file.written(made));
  tell(made);
}

}  // namespace

void add_meetings_command(CLI::App& program) {
  auto* command = program.add_subcommand(
      "meetings", "Schedules matchmaking meetings by mutual interest; see docs/meetings.md");
  const auto options = std::make_shared<MeetingsOptions>();
  command->add_option("file", options->file, "Participants, slots with tables, wishes, as JSON")->required();
  command->add_option("-o,--output", options->output, "The schedule, as JSON; - for standard output")
      ->capture_default_str();
  command->add_option("--after", options->after,
                      "A schedule that was made before: change as few of its meetings as possible");
  command->add_flag("--add-none", options->adds_none, "With --after: no meetings that were not in it");
  command->add_option("--seed", options->how.effort.seed, "The same seed gives the same schedule")
      ->capture_default_str();
  command->add_option("--moves", options->how.effort.moves,
                      "Tries of the search; without it, by the size of the problem");
  command->callback([options] { schedule(*options); });
}

}  // namespace grono::cli
