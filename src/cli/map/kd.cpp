#include <charconv>
#include <iterator>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/map/lines.hpp"
#include "cli/map/map.hpp"
#include "cli/map/sites.hpp"
#include "mapping/k_density.hpp"

namespace grono::cli::map {
namespace {

struct WantedKd {
  std::string file, type, bandwidth = "silverman", output = "-";
  exchange::EstablishmentColumns columns;
  mapping::KDensityOptions options;
  unsigned threads = 0;
  bool timings = false;
};

std::optional<double> bandwidth_of(const std::string& text) {
  if (text == "silverman") return std::nullopt;
  double metres = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), metres);
  if (error != std::errc{} || end != text.data() + text.size())
    throw InvalidInput("--bandwidth", "\"" + text + "\" is no number", "give metres, or silverman");
  return metres;
}

void write(const std::string& path, const mapping::KDensity& found) {
  Lines lines(path, "distance,value,local_low,local_high,global_low,global_high");
  const bool has_bands = !found.bands.local.low.empty();
  lines.write(found.distance_m.size(), [&](std::size_t i, std::string& text) {
    fmt::format_to(std::back_inserter(text), "{},{}", found.distance_m[i], found.value[i]);
    if (has_bands)
      fmt::format_to(std::back_inserter(text), ",{},{},{},{}\n", found.bands.local.low[i],
                     found.bands.local.high[i], found.bands.global.low[i], found.bands.global.high[i]);
    else
      text += ",,,,\n";
  });
  lines.close();
}

void run(WantedKd& wanted) {
  const Threads threads(wanted.threads);
  Timings timings;
  wanted.options.bandwidth_m = bandwidth_of(wanted.bandwidth);
  const Sites sites(wanted.file, wanted.columns);
  const auto industry = sites.of_type(wanted.type);
  std::vector<double> weights;
  for (const std::uint32_t site : industry)
    if (!sites.weights().empty()) weights.push_back(sites.weights()[site]);
  timings.rows(sites.rows());
  timings.end_of("reading");
  const auto found = mapping::k_density(sites.points(), industry, weights, wanted.options);
  timings.end_of("computing");
  write(wanted.output, found);
  timings.end_of("writing");
  fmt::print(stderr, "{} establishments of {}; bandwidth {:.1f} m\n", industry.size(), sites.rows(),
             found.bandwidth_m);
  if (!found.bands.global.low.empty()) {
    const auto told = mapping::localisation(found.value, found.bands.global);
    fmt::print(stderr, "{} at the level {}\n",
               told.localisation > 0 ? "localised"
               : told.dispersion > 0 ? "dispersed"
                                     : "neither localised nor dispersed",
               wanted.options.bands.level);
  }
  timings.print(wanted.timings, threads.count());
}

}  // namespace

void add_kd_command(CLI::App& map) {
  auto wanted = std::make_shared<WantedKd>();
  auto* command = map.add_subcommand(
      "kd", "Density of the distances within an industry, beside chance (Duranton and Overman)");
  command->add_option("file", wanted->file, "CSV of all establishments; - is standard input")->required();
  command->add_option("--type", wanted->type, "The industry: its value in the column of types")->required();
  add_site_options(*command, wanted->columns);
  command->add_option("--from", wanted->options.from_m, "Metres where the curve begins")
      ->capture_default_str();
  command->add_option("--to", wanted->options.to_m, "Metres where it ends")->required();
  command->add_option("--step", wanted->options.step_m, "Metres between two of its points")->required();
  command->add_option("--bandwidth", wanted->bandwidth, "silverman, or metres")->capture_default_str();
  command
      ->add_option("--draws", wanted->options.bands.draws,
                   "Industries drawn at random for the bands; 0 = no bands")
      ->capture_default_str();
  command->add_option("--level", wanted->options.bands.level, "Of the bands")->capture_default_str();
  command->add_option("--seed", wanted->options.bands.seed, "Of the draws")->capture_default_str();
  command->add_option("-o,--output", wanted->output, "Where the curve goes; - is standard output")
      ->capture_default_str();
  add_run_options(*command, wanted->threads, wanted->timings);
  command->callback([wanted] { run(*wanted); });
}

}  // namespace grono::cli::map
