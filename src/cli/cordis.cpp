#include <algorithm>
#include <iterator>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.hpp"
#include "cli/cordis_import.hpp"
#include "cli/cordis_input.hpp"
#include "cli/cordis_partners.hpp"
#include "cli/map/cells.hpp"
#include "cli/map/lines.hpp"

namespace grono::cli {
namespace {

using exchange::CordisTables;
using nlohmann::json;

struct TieOptions : CordisOptions {
  std::string organisations;
  bool is_json = false;
};

/// Two who took part in a project, and how much of it each spends on the other.
struct ProjectTie {
  const exchange::CordisProject* project = nullptr;
  const exchange::CordisParticipation *a = nullptr, *b = nullptr;
  double weight = 1;
};

std::vector<ProjectTie> ties_of(const CordisTables& tables) {
  std::vector<ProjectTie> made;
  const auto& all = tables.participations;
  for (std::size_t first = 0; first < all.size();) {
    std::size_t end = first;
    while (end < all.size() && all[end].project == all[first].project) ++end;
    for (std::size_t i = first; i < end; ++i)
      for (std::size_t k = i + 1; k < end; ++k)
        made.push_back({&tables.projects[all[first].project], &all[i], &all[k],
                        1 / static_cast<double>(end - first - 1)});
    first = end;
  }
  return made;
}

/// Until the project ends, or the first of the two leaves it.
std::optional<Date> end_of(const ProjectTie& tie) {
  auto made = tie.project->end;
  for (const auto& left : {tie.a->left, tie.b->left})
    if (left && *left >= tie.project->begin && (!made || *left < *made)) made = left;
  return made;
}

void write_ties(const std::string& path, const std::vector<ProjectTie>& ties,
                const std::vector<std::string>& names) {
  map::Lines lines(path, "a,b,kind,begin,end,weight,project,acronym,role_a,role_b");
  lines.write(ties.size(), [&](std::size_t i, std::string& text) {
    const ProjectTie& tie = ties[i];
    const auto end = end_of(tie);
    map::add_text(text, names[tie.a->organisation]);
    text += ',';
    map::add_text(text, names[tie.b->organisation]);
    fmt::format_to(std::back_inserter(text), ",project,{},{},", to_string(tie.project->begin),
                   end ? to_string(*end) : "");
    map::add_number(text, tie.weight);
    for (const std::string* each : {&tie.project->id, &tie.project->acronym, &tie.a->role, &tie.b->role}) {
      text += ',';
      map::add_text(text, *each);
    }
    text += '\n';
  });
  lines.close();
}

void write_organisations(const std::string& path, const CordisTables& tables,
                         const std::vector<std::string>& names) {
  std::vector<std::size_t> projects(names.size(), 0);
  for (const auto& each : tables.participations) ++projects[each.organisation];
  map::Lines lines(path, "name,id,country,city,activity_type,projects");
  lines.write(names.size(), [&](std::size_t i, std::string& text) {
    const auto& each = tables.organisations[i];
    for (const std::string* cell : {&names[i], &each.id, &each.country, &each.city, &each.activity_type}) {
      map::add_text(text, *cell);
      text += ',';
    }
    text += std::to_string(projects[i]) + '\n';
  });
  lines.close();
}

void write_text(const std::string& path, const json& content) {
  map::Lines lines(path, content.dump(2));
  lines.close();
}

json ties_json(const CordisTables& tables, const std::vector<ProjectTie>& ties,
               const std::vector<std::string>& names) {
  json made = {
      {"organisations", json::array()}, {"ties", json::array()}, {"notes", tables.report.messages()}};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const auto& each = tables.organisations[i];
    made["organisations"].push_back({{"name", names[i]},
                                     {"id", each.id},
                                     {"country", each.country},
                                     {"city", each.city},
                                     {"activity_type", each.activity_type}});
  }
  for (const ProjectTie& tie : ties) {
    const auto end = end_of(tie);
    made["ties"].push_back({{"a", names[tie.a->organisation]},
                            {"b", names[tie.b->organisation]},
                            {"kind", "project"},
                            {"begin", to_string(tie.project->begin)},
                            {"end", end ? json(to_string(*end)) : json(nullptr)},
                            {"weight", tie.weight},
                            {"project", tie.project->id},
                            {"acronym", tie.project->acronym},
                            {"role_a", tie.a->role},
                            {"role_b", tie.b->role}});
  }
  return made;
}

void make_ties(const TieOptions& options) {
  const CordisTables tables = read_cordis_tables(options);
  const auto names = telling_names(tables);
  const auto ties = ties_of(tables);
  if (options.is_json)
    write_text(options.output, ties_json(tables, ties, names));
  else
    write_ties(options.output, ties, names);
  if (!options.organisations.empty()) write_organisations(options.organisations, tables, names);
}

}  // namespace

void add_cordis_command(CLI::App& program, const std::shared_ptr<Common>& common) {
  auto* command = program.add_subcommand(
      "cordis",
      "The EU's projects as CORDIS publishes them: into the catalogue, ties, partner search; see docs/partner-search.md");
  command->require_subcommand(1);
  const auto options = std::make_shared<TieOptions>();
  auto* ties = command->add_subcommand("ties", "Who worked with whom in which project, for grono network");
  add_cordis_options(*ties, *options);
  ties->add_flag("--json", options->is_json, "JSON in place of CSV");
  ties->add_option("--organisations", options->organisations, "Everybody who took part, as CSV, for --nodes");
  ties->callback([options] { make_ties(*options); });
  add_cordis_import_command(*command, common);
  add_partner_commands(*command);
}

}  // namespace grono::cli
