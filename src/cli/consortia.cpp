#include <fstream>
#include <iostream>
#include <iterator>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "consortia/cbc/cbc_solver.hpp"
#include "exchange/consortia_json.hpp"

namespace grono::cli {
namespace {

struct ConsortiaOptions {
  std::string file;
  std::size_t best = 10;
  double seconds = 60;
  std::size_t memory_mb = 2048;
  bool without_conflict = false;
};

std::string content_of(const std::string& file) {
  if (file == "-") return {std::istreambuf_iterator<char>(std::cin), {}};
  std::ifstream in(file, std::ios::binary);
  if (!in) throw InvalidInput(file, "can't be read", "give a file of JSON, or - for standard input");
  return {std::istreambuf_iterator<char>(in), {}};
}

void find_consortia(const ConsortiaOptions& given) {
  auto [opportunity, candidates, cooperations] = exchange::consortia_from_text(content_of(given.file));
  consortia::Study study(std::move(opportunity), std::move(candidates), std::move(cooperations));
  consortia::StudyOptions options;
  options.best = given.best;
  options.limits.time = std::chrono::milliseconds(static_cast<std::int64_t>(given.seconds * 1000));
  options.limits.memory_bytes = given.memory_mb << 20;
  options.explain_conflict = !given.without_conflict;
  const consortia::Answer answer = study.solve(consortia::cbc::CbcSolver(), options);
  fmt::print("{}\n", exchange::to_json(study.instance(), answer).dump(2));
}

}  // namespace

void add_consortia_command(CLI::App& program) {
  auto* command = program.add_subcommand("consortia",
                                         "Finds the best consortia for an opportunity, or why there is none");
  const auto options = std::make_shared<ConsortiaOptions>();
  command->add_option("file", options->file, "JSON, see docs/consortia.md; - = standard input")->required();
  command->add_option("--best", options->best, "How many consortia")
      ->check(CLI::Range(1, 200))
      ->capture_default_str();
  command
      ->add_option("--seconds", options->seconds,
                   "Time for everything; then the best found, marked as not proven")
      ->check(CLI::Range(0.1, 86'400.0))
      ->capture_default_str();
  command->add_option("--memory", options->memory_mb, "Megabytes for the solver")
      ->check(CLI::Range(64, 1'000'000))
      ->capture_default_str();
  command->add_flag("--no-conflict", options->without_conflict, "Where there is none, don't find out why");
  command->callback([options] { find_consortia(*options); });
}

}  // namespace grono::cli
