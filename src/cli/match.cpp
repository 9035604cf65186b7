#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "app/clock.hpp"
#include "app/confidential/round.hpp"
#include "base/error.hpp"
#include "cli/commands.hpp"

namespace grono::cli {
namespace {

struct MatchOptions {
  std::string as_of;
  bool every_pair = false;
};

void match(const Common& common, const MatchOptions& options) {
  const auto at = options.as_of.empty() ? app::now() : parse_timestamp(options.as_of);
  if (!at) throw InvalidInput("--as-of", "\"" + options.as_of + "\" is no moment", "write it as 2026-11-23T18:00:00Z");
  const auto installation = open_installation(common);
  const auto toss = [&] { return options.every_pair || app::new_uuid().bytes.back() % 2 == 0; };
  app::run_matching_round(*installation, *at, toss, true);
  // Not how many: that is nobody's to know, the operator's neither.
  fmt::print("A round of confidential matching was run.\n");
}

}  // namespace

void add_match_command(CLI::App& program, const std::shared_ptr<Common>& common) {
  auto* command = program.add_subcommand("match", "Runs a round of confidential matching now; the server runs one a week");
  const auto options = std::make_shared<MatchOptions>();
  command->add_option("--as-of", options->as_of, "As if it were that moment (UTC), as 2026-11-23T18:00:00Z");
  command->add_flag("--every-pair", options->every_pair, "Tell of every pair at once, instead of of some a later week");
  command->callback([common, options] { match(*common, *options); });
}

}  // namespace grono::cli
