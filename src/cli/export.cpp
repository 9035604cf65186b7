#include "app/export.hpp"

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "app/clusters.hpp"
#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/operator.hpp"
#include "cluster/names.hpp"

namespace grono::cli {
namespace {

struct ExportCommand {
  std::string file, format, cluster, text;
  std::vector<std::string> kinds, places, activities, competences, sizes;
};

exchange::ExportFormat format_of(const ExportCommand& command) {
  std::string name = command.format;
  if (name.empty()) name = std::filesystem::path(command.file).extension().string().erase(0, 1);
  if (const auto format = exchange::export_format_named(name)) return *format;
  throw InvalidInput("--format", "\"" + name + "\" is no format", "use csv, xlsx, geojson or jsonld");
}

template <class Value>
std::vector<Value> named(const std::vector<std::string>& names, const char* option) {
  std::vector<Value> made;
  for (const auto& name : names) {
    const auto value = cluster::value_of<Value>(name);
    if (!value)
      throw InvalidInput(option, "\"" + name + "\" is not one of its values", "see grono export --help");
    made.push_back(*value);
  }
  return made;
}

app::Filter filter_of(const ExportCommand& command, const app::Installation& installation) {
  app::Filter filter;
  filter.text = command.text;
  filter.kinds = named<cluster::OrganisationKind>(command.kinds, "--kind");
  filter.sizes = named<cluster::SizeClass>(command.sizes, "--size");
  filter.places = command.places;
  filter.activities = command.activities;
  filter.competences = command.competences;
  if (command.cluster.empty()) return filter;
  const auto cluster = app::find_cluster(installation, command.cluster);
  if (!cluster)
    throw InvalidInput("--cluster", "\"" + command.cluster + "\" is not known", "give its id or address");
  filter.cluster = cluster->id;
  return filter;
}

void run_export(const Common& common, const ExportCommand& command) {
  const auto format = format_of(command);
  const auto installation = open_installation(common);
  const auto count = app::export_organisations(*installation, the_operator(),
                                               filter_of(command, *installation), format, command.file);
  fmt::print("{} organisations are in {}\n", count, command.file);
}

}  // namespace

void add_export_command(CLI::App& program, const std::shared_ptr<Common>& common) {
  auto* command =
      program.add_subcommand("export", "Writes organisations into a CSV, XLSX, GeoJSON or JSON-LD file");
  const auto options = std::make_shared<ExportCommand>();
  command->add_option("FILE", options->file, "The file to write")->required();
  command->add_option("--format", options->format,
                      "csv, xlsx, geojson or jsonld; without it, the file's ending says");
  command->add_option("--cluster", options->cluster, "Only members of this cluster (id or address)");
  command->add_option("--text", options->text, "Only what these words find");
  command->add_option("--kind", options->kinds, "Only of these kinds, as enterprise");
  command->add_option("--place", options->places, "Only at these places: NUTS or LAU code, or a town");
  command->add_option("--activity", options->activities, "Only with these codes, as pkd_2025:32.5");
  command->add_option("--competence", options->competences, "Only with offers of these kinds, or tag:WORD");
  command->add_option("--size", options->sizes, "Only of these sizes, as small");
  command->callback([common, options] { run_export(*common, *options); });
}

}  // namespace grono::cli
