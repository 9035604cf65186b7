#include "cli/cordis_input.hpp"

#include <cstdio>
#include <unordered_map>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/error.hpp"
#include "exchange/cordis_reader.hpp"

namespace grono::cli {

void add_cordis_options(CLI::App& command, CordisOptions& options) {
  command.add_option("folder", options.folder,
                     "Folder with project.csv, organization.csv and, perhaps, euroSciVoc.csv");
  command.add_option("--projects", options.projects, "Table of projects, in place of the folder");
  command.add_option("--participants", options.participants,
                     "Table of who took part, in place of the folder");
  command.add_option("--subjects", options.subjects, "Table of the projects' EuroSciVoc subjects");
  command.add_option("-o,--output", options.output, "- for standard output")->capture_default_str();
}

exchange::CordisTables read_cordis_tables(const CordisOptions& options) {
  if (options.projects.empty() != options.participants.empty())
    throw InvalidInput("--projects and --participants", "only one of them is given",
                       "give both, or a folder");
  if (options.projects.empty() == options.folder.empty())
    throw InvalidInput("folder", "is given beside single tables, or nothing is",
                       "give a folder, or --projects and --participants");
  exchange::CordisFiles files;
  if (options.folder.empty())
    files = {{options.projects}, {options.participants}, {}};
  else
    files = exchange::cordis_files(options.folder);
  if (!options.subjects.empty()) files.subjects = exchange::CordisInput{options.subjects};
  auto made = exchange::read_cordis(files);
  for (const std::string& message : made.report.messages()) fmt::print(stderr, "{}\n", message);
  fmt::print(stderr, "{} projects, {} organisations, {} participations\n", made.projects.size(),
             made.organisations.size(), made.participations.size());
  return made;
}

std::vector<std::string> telling_names(const exchange::CordisTables& tables) {
  std::vector<std::string> made;
  for (const auto& each : tables.organisations) made.push_back(each.name);
  const auto tell_apart = [&](const auto& more) {
    std::unordered_map<std::string, std::size_t> uses;
    for (const std::string& name : made) ++uses[name];
    for (std::size_t i = 0; i < made.size(); ++i)
      if (const std::string addition = more(i); uses[made[i]] > 1 && !addition.empty())
        made[i] += " (" + addition + ")";
  };
  tell_apart([&](std::size_t i) { return tables.organisations[i].country; });
  tell_apart([&](std::size_t i) { return tables.organisations[i].id; });
  tell_apart([&](std::size_t i) { return std::to_string(i + 1); });
  return made;
}

}  // namespace grono::cli
