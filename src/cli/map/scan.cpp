#include <iterator>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/map/cells.hpp"
#include "cli/map/lines.hpp"
#include "cli/map/map.hpp"
#include "cli/map/sites.hpp"
#include "mapping/window_scan.hpp"

namespace grono::cli::map {
namespace {

struct WantedScan {
  std::string file, type, centres = "net", measure = "establishments", output = "-";
  exchange::EstablishmentColumns columns;
  mapping::ScanOptions options;
  unsigned threads = 0;
  bool timings = false;
};

void write(const WantedScan& wanted, const Sites& sites, const mapping::WindowScan& found) {
  Lines lines(
      wanted.output,
      fmt::format("{},radius,establishments,of_all,location_quotient,low,high,employees,of_all_employees,"
                  "employment_location_quotient,log_likelihood_ratio,p",
                  wanted.columns.projected ? "x,y" : "lon,lat"));
  const auto& all = sites.all();
  const bool has_weights = !all.weight.empty();
  lines.write(found.discs.size(), [&](std::size_t i, std::string& text) {
    const mapping::ScanDisc& disc = found.discs[i];
    fmt::format_to(std::back_inserter(text), "{},{},{},{},{}", all.x[disc.centre], all.y[disc.centre],
                   disc.radius_m, disc.establishments.cases, disc.establishments.all);
    for (const double value : {disc.quotient.value, disc.quotient.low, disc.quotient.high})
      add_number(text += ',', value);
    if (has_weights) {
      fmt::format_to(std::back_inserter(text), ",{},{}", disc.employment.cases, disc.employment.all);
      add_number(text += ',', disc.employment_quotient.value);
    } else {
      text += ",,,";
    }
    for (const double value : {disc.log_likelihood_ratio, disc.p_value}) add_number(text += ',', value);
    text += '\n';
  });
  lines.close();
}

void run(WantedScan& wanted) {
  const Threads threads(wanted.threads);
  Timings timings;
  wanted.options.centres =
      wanted.centres == "every" ? mapping::ScanCentres::every : mapping::ScanCentres::net;
  wanted.options.measure =
      wanted.measure == "employment" ? mapping::Measure::employment : mapping::Measure::establishments;
  const Sites sites(wanted.file, wanted.columns);
  const auto field = sites.of_type(wanted.type);
  timings.rows(sites.rows());
  timings.end_of("reading");
  const auto found = mapping::window_scan(sites.points(), field, sites.weights(), wanted.options);
  timings.end_of("computing");
  write(wanted, sites, found);
  timings.end_of("writing");
  fmt::print(stderr, "{} of {} establishments; {} discs searched, {} replications; {} told\n", field.size(),
             sites.points().size(), found.searched, found.null_strongest.size(), found.discs.size());
  timings.print(wanted.timings, threads.count());
}

void add_method(CLI::App& command, WantedScan& wanted) {
  mapping::ScanOptions& options = wanted.options;
  // Steps that the eye knows from maps: about 1.5 times each.
  options.radii_m = {1000,   1500,   2000,   3000,   5000,    7000,    10'000, 15'000,
                     20'000, 30'000, 50'000, 70'000, 100'000, 150'000, 200'000};
  command.add_option("--radii", options.radii_m, "Of the discs, metres, ascending")
      ->delimiter(',')
      ->capture_default_str();
  command
      .add_option(
          "--centres", wanted.centres,
          "Discs around a net of establishments, a quarter to half a radius apart, or around every one")
      ->check(CLI::IsMember({"net", "every"}))
      ->capture_default_str();
  command.add_option("--measure", wanted.measure, "What the excess is counted in")
      ->check(CLI::IsMember({"establishments", "employment"}))
      ->capture_default_str();
  command.add_option("--max-share", options.max_share, "Of all establishments that a disc may hold, 0 to 1")
      ->capture_default_str();
  command
      .add_option("--min-cases", options.min_cases, "Establishments of the industry that a disc must hold")
      ->capture_default_str();
  command.add_option("--replications", options.replications, "Random labellings; 0 = no p")
      ->capture_default_str();
  command.add_option("--significance", options.significance, "Largest p of a disc that is told")
      ->capture_default_str();
  command.add_option("--most", options.most, "Discs that are told")->capture_default_str();
  command.add_option("--seed", options.seed, "Of the labellings")->capture_default_str();
}

}  // namespace

void add_scan_command(CLI::App& map) {
  auto wanted = std::make_shared<WantedScan>();
  auto* command = map.add_subcommand(
      "scan", "Discs in which an industry stands denser than everybody (Kulldorff's spatial scan)");
  command->add_option("file", wanted->file, "CSV of all establishments; - is standard input")->required();
  command->add_option("--type", wanted->type, "The industry: its value in the column of types")->required();
  add_site_options(*command, wanted->columns);
  add_method(*command, *wanted);
  command->add_option("-o,--output", wanted->output, "Where the discs go; - is standard output")
      ->capture_default_str();
  add_run_options(*command, wanted->threads, wanted->timings);
  command->callback([wanted] { run(*wanted); });
}

}  // namespace grono::cli::map
