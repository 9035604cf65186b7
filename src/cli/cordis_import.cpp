#include "cli/cordis_import.hpp"

#include <array>

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "app/funded/cordis_import.hpp"
#include "cli/commands.hpp"
#include "cli/operator.hpp"
#include "exchange/cordis_archive.hpp"
#include "exchange/mapped_file.hpp"

namespace grono::cli {
namespace {

constexpr std::size_t kMostLikenesses = 20;

struct CordisImportCommand {
  std::string path, cluster, taken = "partners";
  bool is_rehearsal = false;
};

void print_report(const app::CordisImportReport& report, bool is_rehearsal) {
  for (const std::string& each : report.tables.messages()) fmt::print(stderr, "{}\n", each);
  fmt::print("{} of {} projects, {} of {} participations{}\n", report.projects, report.projects_read,
             report.participations, report.participations_read,
             is_rehearsal ? " (a rehearsal: nothing was written)" : "");
  fmt::print("{} organisations were in the catalogue, {} are new there, {} are known by their name alone\n",
             report.linked, report.created, report.unlinked);
  for (std::size_t i = 0; i < std::min(kMostLikenesses, report.likenesses.size()); ++i) {
    const app::CordisLikeness& each = report.likenesses[i];
    fmt::print("by its name: {} ({}) is {}, {}\n", each.name, each.country, each.legal_name,
               each.organisation.str());
  }
  if (report.likenesses.size() > kMostLikenesses) fmt::print("... and more\n");
}

void import_into_installation(const Common& common, const CordisImportCommand& command) {
  app::CordisImportOptions options = app::cordis_options_from(
      {{"cluster", command.cluster}, {"taken", command.taken}, {"is_rehearsal", command.is_rehearsal}});
  const auto installation = open_installation(common);
  const auto import = [&](const exchange::CordisFiles& files) {
    print_report(app::import_cordis(*installation, the_operator(), files, options), command.is_rehearsal);
  };
  if (std::filesystem::is_directory(command.path)) return import(exchange::cordis_files(command.path));
  const exchange::MappedFile file(command.path);
  import(exchange::CordisArchive(file.text()).files());
}

}  // namespace

void add_cordis_import_command(CLI::App& cordis, const std::shared_ptr<Common>& common) {
  auto* command = cordis.add_subcommand(
      "import", "Which projects organisations of the catalogue took part in, with whom and in what role");
  const auto options = std::make_shared<CordisImportCommand>();
  command
      ->add_option("PATH", options->path, "The archive as CORDIS publishes it, or a folder with its tables")
      ->required();
  command->add_option("--cluster", options->cluster,
                      "Id or address: projects of its members; without it, of anybody in the catalogue");
  command
      ->add_option("--take", options->taken,
                   "Who comes to stand in the catalogue: known (nobody new), partners, or everybody")
      ->capture_default_str();
  command->add_flag("--dry-run", options->is_rehearsal, "Say what would happen; write nothing");
  command->callback([common, options] { import_into_installation(*common, *options); });
}

}  // namespace grono::cli
