#include <algorithm>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "app/installation.hpp"
#include "base/error.hpp"
#include "cli/map/find_result.hpp"
#include "cli/map/map.hpp"
#include "cli/map/run_ranks.hpp"
#include "cli/map/sites.hpp"

namespace grono::cli::map {
namespace {

struct WantedFind : app::DiscoveryQuestion {
  std::string output = "clusters", measure = "establishments", language = "en", method = "hdbscan";
  unsigned threads = 0;
  bool timings = false;
};

void warn_of_codes(const app::DiscoveryQuestion& question, const app::Discovery& result) {
  if (result.unknown_codes > 0)
    fmt::print(stderr,
               "grono: {} establishments have a code that is not in {}; they count as of another field\n",
               result.unknown_codes, question.classification);
}

void print_summary(const app::DiscoveryQuestion& question, const app::Discovery& result) {
  fmt::print("{}: {} of {} establishments; {} clusters at p <= {}, {} replications drawn\n",
             result.field.title, result.excess.field.size(), result.everywhere, result.clusters.size(),
             question.significance, result.excess.null_strongest.size());
  for (std::size_t i = 0; i < result.clusters.size(); ++i) {
    const app::FoundCluster& cluster = result.clusters[i];
    const mapping::ExcessGroup& group = result.excess.groups[cluster.group];
    fmt::print(
        "{:>3}  {} ({}): {} of {} establishments, {:.2f} times as many as everywhere ({:.2f} to {:.2f}), p = "
        "{:.3g}\n",
        i + 1, cluster.name, mapping::name_of(cluster.place.scope), group.establishments.cases,
        group.establishments.all, group.quotient.value, group.quotient.low, group.quotient.high,
        group.p_value);
  }
  if (result.links.from == app::ActivityLinks::From::nothing)
    fmt::print(
        "Which activities go together can't be told from this table: {} areas of {} km hold 20 "
        "establishments; it "
        "takes 30, and activities that stand in 5 of them. A table does: --relatedness\n",
        result.links.areas, result.links.side_m / 1'000);
}

void settle_method(WantedFind& wanted) {
  std::vector<double>& radii = wanted.options.radii_m;
  if ((wanted.method == "dbscan") == radii.empty())
    throw InvalidInput("--radius", radii.empty() ? "dbscan has none" : "hdbscan takes every density",
                       "give it with --method dbscan, and only then");
  std::sort(radii.begin(), radii.end());
  radii.erase(std::unique(radii.begin(), radii.end()), radii.end());
}

void run(WantedFind& wanted, mapping::Ranks& ranks) {
  settle_method(wanted);
  const Threads threads(wanted.threads);
  Timings timings;
  const auto share = app::find_share();
  wanted.options.measure =
      wanted.measure == "employment" ? mapping::Measure::employment : mapping::Measure::establishments;
  auto input = exchange::read_establishments(wanted.source, wanted.columns, ranks);
  if (ranks.rank() == 0) print_report(input.report);
  timings.rows(input.report.rows);
  timings.end_of("reading");
  const app::Discovery result = app::discover(wanted, std::move(input), share, ranks);
  if (ranks.rank() != 0) return;
  warn_of_codes(wanted, result);
  timings.end_of("computing");
  write_result(wanted, result, wanted.language, wanted.output);
  timings.end_of("writing");
  print_summary(wanted, result);
  timings.print(wanted.timings, threads.count());
}

void add_columns(CLI::App& command, exchange::EstablishmentColumns& columns) {
  using Need = exchange::EstablishmentColumn::Need;
  columns.activity.need = Need::required;
  columns.employees.need = columns.kind.need = columns.classification.need = Need::if_there;
  add_coordinate_options(command, columns);
  command.add_option("--activity-column", columns.activity.name, "Column of activity codes");
  command.add_option("--employees-column", columns.employees.name, "Column of employees");
  command.add_option("--kind-column", columns.kind.name, "Column of kinds: firm, hospital, research …");
  command.add_option("--classification-column", columns.classification.name,
                     "Column that says which list a code is of");
  command.add_option("--year", columns.year, "Only the establishments of this year");
  command.add_option("--year-column", columns.year_column.name, "Column of years");
}

void add_method(CLI::App& command, WantedFind& wanted) {
  mapping::ExcessOptions& options = wanted.options;
  command
      .add_option("--method", wanted.method,
                  "Groups of every density (hdbscan), or of those of --radius (dbscan)")
      ->check(CLI::IsMember({"hdbscan", "dbscan"}))
      ->capture_default_str();
  command
      .add_option("--radius", options.radii_m,
                  "Metres within which --min-points make a place dense; several as 500,2000,10000")
      ->delimiter(',');
  command
      .add_option("--min-points", options.min_points, "Neighbours that make a place dense, itself counted")
      ->capture_default_str();
  command.add_option("--min-cluster-size", options.min_cluster_size, "Establishments of the smallest group")
      ->capture_default_str();
  command.add_option("--measure", wanted.measure, "What the excess is counted in")
      ->check(CLI::IsMember({"establishments", "employment"}))
      ->capture_default_str();
  command
      .add_option("--max-share", options.max_share,
                  "Of all establishments that a cluster's area may hold, 0 to 1")
      ->capture_default_str();
  command
      .add_option("--replications", options.replications, "Random labellings, each searched anew; 0 = no p")
      ->capture_default_str();
  command
      .add_option("--stop-after", options.stop_after,
                  "Stop once so many labellings beat the strongest group; 0 = never")
      ->capture_default_str();
  command.add_option("--seed", options.seed, "Of the labellings")->capture_default_str();
  command.add_option("--significance", wanted.significance, "Largest p of a cluster")->capture_default_str();
}

void add_scope(CLI::App& command, WantedFind& wanted) {
  command
      .add_option("--level", wanted.level, "own = where each is most significant; or clusters of one scope")
      ->check(CLI::IsMember({"own", "city", "region", "country", "cross-border"}))
      ->capture_default_str();
  command
      .add_option("--city-radius", wanted.scope.city_radius_m, "Metres within which a cluster is a city's")
      ->capture_default_str();
  command.add_option("--region-radius", wanted.scope.region_radius_m, "Metres within which it is a region's")
      ->capture_default_str();
  command.add_option("--countries", wanted.countries_file,
                     "GeoJSON of countries (property name) in place of the shipped ones");
  command.add_option("--regions", wanted.regions_file, "GeoJSON of regions in place of the shipped ones");
  command.add_option("--region-name", wanted.region_name, "Property that names a region there")
      ->capture_default_str();
}

void add_relatedness(CLI::App& command, WantedFind& wanted) {
  command.add_option(
      "--relatedness", wanted.relatedness.file,
      "Table of how industries are related, as grono map relate --out writes it, in place of where "
      "they stand together");
  command
      .add_option("--area-side", wanted.relatedness.side_m,
                  "Metres of the areas in which activities stand together; 0 = chosen by the data")
      ->check(CLI::Range(0.0, 1e6))
      ->capture_default_str();
  command.add_option("--missing", wanted.missing, "Related activities told that a cluster lacks")
      ->capture_default_str();
}

}  // namespace

void add_find_command(CLI::App& map) {
  auto wanted = std::make_shared<WantedFind>();
  auto* command =
      map.add_subcommand("find", "Finds the clusters of a field, at every scale, proven against chance");
  command->add_option("file", wanted->source, "CSV of all establishments of all fields; - is standard input")
      ->required();
  command
      ->add_option("--field", wanted->field,
                   "Codes, as 32.5,26.60; with --classification also a section or title")
      ->required();
  command->add_option("--classification", wanted->classification,
                      "The list the codes are of: pkd_2025, nace_2.1 …");
  command->add_option("-o,--output", wanted->output, "Folder for what is found")->capture_default_str();
  command->add_option("--language", wanted->language, "Of the report")
      ->check(CLI::IsMember({"pl", "en"}))
      ->capture_default_str();
  add_columns(*command, wanted->columns);
  add_method(*command, *wanted);
  add_scope(*command, *wanted);
  add_relatedness(*command, *wanted);
  add_run_options(*command, wanted->threads, wanted->timings);
  command->callback([wanted] { on_run_ranks([&](mapping::Ranks& ranks) { run(*wanted, ranks); }); });
}

}  // namespace grono::cli::map
