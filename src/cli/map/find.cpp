#include <cmath>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include "app/installation.hpp"
#include "base/error.hpp"
#include "cli/map/boundary_file.hpp"
#include "cli/map/find_result.hpp"
#include "cli/map/map.hpp"
#include "cli/map/sites.hpp"
#include "geo/earth_points.hpp"

namespace grono::cli::map {
namespace {

struct Wanted : FindQuestion {
  std::string output = "clusters", measure = "establishments";
  unsigned threads = 0;
  bool timings = false;
};

void warn_of_rows(const FindQuestion& question, const FindResult& result) {
  print_report(result.input.report);
  if (result.unknown_codes > 0)
    fmt::print(stderr,
               "grono: {} establishments have a code that is not in {}; they count as of another field\n",
               result.unknown_codes, question.classification);
}

Ground read_ground(const FindQuestion& question, const std::filesystem::path& share) {
  Ground ground;
  if (question.columns.projected) return ground;
  ground.countries =
      read_boundaries(question.countries_file.empty() ? (share / "boundaries/countries.geojson").string()
                                                      : question.countries_file,
                      "name");
  ground.regions = question.regions_file.empty()
                       ? read_boundaries((share / "boundaries/regions.geojson").string(), "name")
                       : read_boundaries(question.regions_file, question.region_name);
  const auto gazetteer = geo::Gazetteer::load(share / "gazetteer.csv");
  ground.localities = gazetteer.starting_with("", gazetteer.size());
  return ground;
}

mapping::Excess search(const FindQuestion& question, const mapping::Establishments& all,
                       const std::vector<std::uint32_t>& field) {
  if (question.columns.projected)
    return mapping::find_excess({all.x, all.y, {}, false}, field, all.weight, question.options);
  const auto earth = geo::earth_points(all.x, all.y);
  return mapping::find_excess({earth.x, earth.y, earth.z, true}, field, all.weight, question.options);
}

// Groups that are significant and of the level that was asked for.
std::vector<std::uint32_t> chosen_groups(const FindQuestion& question, const FindResult& result) {
  return mapping::strongest_groups(result.excess, [&](std::uint32_t group) {
    const double p = result.excess.groups[group].p_value;
    if (result.excess.groups[group].log_likelihood_ratio <= 0) return false;
    if (!std::isnan(p) && p > question.significance) return false;
    return question.level == "own" || question.level == mapping::name_of(result.places[group].scope);
  });
}

void print_summary(const FindQuestion& question, const FindResult& result) {
  fmt::print("{}: {} of {} establishments; {} clusters at p <= {}, {} replications drawn\n",
             result.field.title, result.excess.field.size(), result.input.establishments.size(),
             result.clusters.size(), question.significance, result.excess.null_strongest.size());
  for (std::size_t i = 0; i < result.clusters.size(); ++i) {
    const FoundCluster& cluster = result.clusters[i];
    const mapping::ExcessGroup& group = result.excess.groups[cluster.group];
    fmt::print(
        "{:>3}  {} ({}): {} of {} establishments, {:.2f} times as many as everywhere ({:.2f} to {:.2f}), p = "
        "{:.3g}\n",
        i + 1, cluster.name, mapping::name_of(cluster.place.scope), group.establishments.cases,
        group.establishments.all, group.quotient.value, group.quotient.low, group.quotient.high,
        group.p_value);
  }
}

void run(Wanted& wanted) {
  const Threads threads(wanted.threads);
  Timings timings;
  const auto share = app::find_share();
  wanted.options.measure =
      wanted.measure == "employment" ? mapping::Measure::employment : mapping::Measure::establishments;
  FindResult result;
  result.field = choose_field(wanted.field, wanted.classification, share);
  result.input = exchange::read_establishments(wanted.file, wanted.columns);
  const mapping::Establishments& all = result.input.establishments;
  const FieldRows field = rows_of_field(result.field, all.activity, result.input.classification, share);
  result.unknown_codes = field.unknown_codes;
  warn_of_rows(wanted, result);
  result.ground = read_ground(wanted, share);
  timings.rows(result.input.report.rows);
  timings.end_of("reading");
  result.excess = search(wanted, all, field.rows);
  result.places = places_of_groups(result.excess, all, result.ground, wanted.scope);
  const auto groups = chosen_groups(wanted, result);
  result.label = mapping::areas_of(result.excess, groups);
  result.clusters = describe(result.excess, result.places, groups, result.label, all, result.ground);
  timings.end_of("computing");
  write_result(wanted, result, wanted.output);
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

void add_method(CLI::App& command, Wanted& wanted) {
  mapping::ExcessOptions& options = wanted.options;
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

void add_scope(CLI::App& command, Wanted& wanted) {
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

}  // namespace

void add_find_command(CLI::App& map) {
  auto wanted = std::make_shared<Wanted>();
  auto* command =
      map.add_subcommand("find", "Finds the clusters of a field, at every scale, proven against chance");
  command->add_option("file", wanted->file, "CSV of all establishments of all fields; - is standard input")
      ->required();
  command
      ->add_option("--field", wanted->field,
                   "Codes, as 32.5,26.60; with --classification also a section or title")
      ->required();
  command->add_option("--classification", wanted->classification,
                      "The list the codes are of: pkd_2025, nace_2.1 …");
  command->add_option("-o,--output", wanted->output, "Folder for what is found")->capture_default_str();
  add_columns(*command, wanted->columns);
  add_method(*command, *wanted);
  add_scope(*command, *wanted);
  command->add_option("--threads", wanted->threads, "How many compute; 0 = all")->capture_default_str();
  command->add_flag("--timings", wanted->timings, "Seconds, threads and memory, as JSON on standard error");
  command->callback([wanted] { run(*wanted); });
}

}  // namespace grono::cli::map
