#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <numbers>
#include <utility>

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "app/discovery/boundary_file.hpp"
#include "app/discovery/field_choice.hpp"
#include "app/installation.hpp"
#include "base/error.hpp"
#include "cli/map/lines.hpp"
#include "cli/map/map.hpp"
#include "cli/map/measures.hpp"
#include "cli/map/sites.hpp"
#include "geo/lonlat.hpp"
#include "server/version.hpp"

namespace grono::cli::map {
namespace {

using json = nlohmann::ordered_json;

struct WantedMeasure {
  std::string file, field, classification, output = "measures", language = "en", regions_file,
                                           region_name = "name";
  exchange::EstablishmentColumns columns;
  std::vector<std::string> measures;
  std::vector<double> radii_m = {1'000, 2'000, 5'000, 10'000, 20'000, 50'000};
  double reach_m = 0;
  mapping::BandOptions bands;
  unsigned threads = 0;
  bool timings = false;
};

// Area and extent of all establishments, in metres.
struct Extent {
  double area_m2 = 0, across_m = 0;
};
Extent extent_of(const mapping::Establishments& all) {
  const auto [low_x, high_x] = std::minmax_element(all.x.begin(), all.x.end());
  const auto [low_y, high_y] = std::minmax_element(all.y.begin(), all.y.end());
  if (all.coordinates == mapping::Coordinates::projected)
    return {(*high_x - *low_x) * (*high_y - *low_y), std::hypot(*high_x - *low_x, *high_y - *low_y)};
  // Of a sphere of the Earth's mean radius, between two meridians and two parallels.
  constexpr double kDegree = std::numbers::pi / 180, kRadius_m = 6'371'008.8;
  return {kRadius_m * kRadius_m * (*high_x - *low_x) * kDegree *
              (std::sin(*high_y * kDegree) - std::sin(*low_y * kDegree)),
          geo::quick_distance_m(geo::LonLat{*low_x, *low_y}, geo::LonLat{*high_x, *high_y})};
}

void place_in_regions(const WantedMeasure& wanted, const std::filesystem::path& share, FieldCase& it) {
  const mapping::Establishments& all = *it.all;
  if (all.coordinates == mapping::Coordinates::projected) return;
  const auto regions = wanted.regions_file.empty()
                           ? app::read_boundaries((share / "boundaries/regions.geojson").string(), "name")
                           : app::read_boundaries(wanted.regions_file, wanted.region_name);
  const auto countries = app::read_boundaries((share / "boundaries/countries.geojson").string(), "name");
  const auto none = static_cast<std::uint32_t>(regions.size()),
             abroad = static_cast<std::uint32_t>(countries.size());
  it.country.assign(regions.size() + 1, abroad);
  for (std::uint32_t region = 0; region < regions.size(); ++region)
    it.region_names.push_back(regions.area(region).name);
  it.region_names.emplace_back("-");
  for (std::uint32_t country = 0; country < countries.size(); ++country)
    it.country_names.push_back(countries.area(country).name);
  it.country_names.emplace_back("-");
  for (std::size_t i = 0; i < all.size(); ++i) {
    const geo::LonLat place{std::remainder(all.x[i], 360.0), all.y[i]};
    const std::uint32_t region = std::min(regions.holding(place), none);
    // A region is of the country in which its first establishment stands.
    if (it.country[region] == abroad) it.country[region] = std::min(countries.holding(place), abroad);
    it.region.push_back(region);
  }
}

void write(const std::filesystem::path& path, const std::string& text) {
  Lines lines(path, text.ends_with('\n') ? text.substr(0, text.size() - 1) : text);
  lines.close();
}

json record_of(const WantedMeasure& wanted, const app::FieldChoice& field, const Sites& sites, const FieldCase& it,
               const json& told) {
  return {{"program", std::string("grono ") + std::string(server::kVersion)},
          {"command", "map measure"},
          {"file", wanted.file},
          {"rows", sites.rows()},
          {"establishments", it.points.size()},
          {"field",
           {{"asked", wanted.field},
            {"title", field.title},
            {"codes", field.codes},
            {"establishments", it.field.size()}}},
          {"weights", sites.weights().empty() ? "1 each" : "employees"},
          {"radii_m", it.radii_m},
          {"reach_m", it.reach_m},
          {"draws", it.bands.draws},
          {"level", it.bands.level},
          {"seed", it.bands.seed},
          {"measures", told}};
}

FieldCase case_of(const WantedMeasure& wanted, const Sites& sites, std::vector<std::uint32_t> field,
                  const std::filesystem::path& share) {
  FieldCase it;
  it.points = sites.points();
  it.all = &sites.all();
  it.field = std::move(field);
  it.weights = sites.weights();
  if (it.weights.empty()) it.weights.assign(sites.all().size(), 1.0);
  const Extent extent = extent_of(sites.all());
  it.area_m2 = extent.area_m2;
  constexpr double kShareOfExtent = 0.25;
  it.reach_m = wanted.reach_m > 0 ? wanted.reach_m : kShareOfExtent * extent.across_m;
  it.radii_m = wanted.radii_m;
  it.bands = wanted.bands;
  place_in_regions(wanted, share, it);
  return it;
}

void run(const WantedMeasure& wanted) {
  const Threads threads(wanted.threads);
  Timings timings;
  const auto share = app::find_share();
  const Sites sites(wanted.file, wanted.columns);
  const auto field = app::choose_field(wanted.field, wanted.classification, share);
  auto chosen = app::rows_of_field(field, sites.all().activity, sites.classification(), share);
  const FieldCase it = case_of(wanted, sites, std::move(chosen.rows), share);
  timings.rows(sites.rows());
  timings.end_of("reading");
  const std::filesystem::path folder = wanted.output;
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error)
    throw InvalidInput(folder, "the folder can't be made: " + error.message(), "name another with -o");
  json told = json::array();
  for (const MeasureKind& kind : measure_kinds()) {
    if (!wanted.measures.empty() &&
        std::find(wanted.measures.begin(), wanted.measures.end(), kind.name) == wanted.measures.end())
      continue;
    Measured measured = kind.measure(it);
    measured.pl = with_decimal_commas(std::move(measured.pl));
    timings.end_of("computing");
    if (measured.is_there) write(folder / (std::string(kind.name) + ".csv"), measured.table);
    fmt::print("{}\n", wanted.language == "pl" ? measured.pl : measured.en);
    told.push_back(
        {{"name", kind.name}, {"is_there", measured.is_there}, {"pl", measured.pl}, {"en", measured.en}});
    timings.end_of("writing");
  }
  write(folder / "record.json", record_of(wanted, field, sites, it, told).dump(2));
  timings.end_of("writing");
  timings.print(wanted.timings, threads.count());
}

}  // namespace

void add_measure_command(CLI::App& map) {
  auto wanted = std::make_shared<WantedMeasure>();
  using Need = exchange::EstablishmentColumn::Need;
  wanted->columns.activity.need = Need::required;
  wanted->columns.employees.need = wanted->columns.classification.need = Need::if_there;
  auto* command = map.add_subcommand(
      "measure", "Measures how a field gathers: every measure that the data allow, with a sentence each");
  command
      ->add_option("file", wanted->file,
                   "CSV or GeoJSON of all establishments of all fields; - is standard input")
      ->required();
  command
      ->add_option("--field", wanted->field,
                   "Codes, as 32.5,26.60; with --classification also a section or title")
      ->required();
  command->add_option("--classification", wanted->classification,
                      "The list the codes are of: pkd_2025, nace_2.1 …");
  std::vector<std::string> names;
  for (const MeasureKind& kind : measure_kinds()) names.emplace_back(kind.name);
  command->add_option("--measures", wanted->measures, "Only these, as kd,gi; without it all")
      ->delimiter(',')
      ->check(CLI::IsMember(names));
  command->add_option("--language", wanted->language, "Of the sentences")
      ->check(CLI::IsMember({"pl", "en"}))
      ->capture_default_str();
  command->add_option("-o,--output", wanted->output, "Folder for the tables and record.json")
      ->capture_default_str();
  add_coordinate_options(*command, wanted->columns);
  command->add_option("--activity-column", wanted->columns.activity.name, "Column of activity codes");
  command->add_option("--employees-column", wanted->columns.employees.name, "Column of employees");
  command->add_option("--radii", wanted->radii_m, "Metres of m and ripley, ascending; gi takes the first")
      ->delimiter(',')
      ->capture_default_str();
  command->add_option("--to", wanted->reach_m, "Metres where kd ends; without it a quarter of the extent");
  command->add_option("--draws", wanted->bands.draws, "Of chance, for the bands")->capture_default_str();
  command->add_option("--level", wanted->bands.level, "Of the bands")->capture_default_str();
  command->add_option("--seed", wanted->bands.seed, "Of the draws")->capture_default_str();
  command->add_option("--regions", wanted->regions_file, "GeoJSON of regions in place of the shipped ones");
  command->add_option("--region-name", wanted->region_name, "Property that names a region there")
      ->capture_default_str();
  add_run_options(*command, wanted->threads, wanted->timings);
  command->callback([wanted] { run(*wanted); });
}

}  // namespace grono::cli::map
