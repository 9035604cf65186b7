#include <algorithm>
#include <iterator>
#include <unordered_map>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/cordis_history.hpp"
#include "cli/map/cells.hpp"
#include "cli/map/lines.hpp"
#include "exchange/cordis_reader.hpp"
#include "matching/partners/partner_search.hpp"
#include "text/fold.hpp"

namespace grono::cli {
namespace {

namespace partners = matching::partners;
using exchange::CordisTables;
using nlohmann::json;

struct CordisOptions {
  std::string folder, projects, participants, subjects;
  std::string output = "-", organisations;
  bool is_json = false;
  std::string given, about, before;
  std::size_t best = 20;
};

CordisTables read_tables(const CordisOptions& options) {
  if (options.projects.empty() != options.participants.empty())
    throw InvalidInput("--projects and --participants", "only one of them is given",
                       "give both, or a folder");
  if (options.projects.empty() == options.folder.empty())
    throw InvalidInput("folder", "is given beside single tables, or nothing is",
                       "give a folder, or --projects and --participants");
  exchange::CordisFiles files;
  if (options.folder.empty())
    files = {options.projects, options.participants, {}};
  else
    files = exchange::cordis_files(options.folder);
  if (!options.subjects.empty()) files.subjects = options.subjects;
  auto made = exchange::read_cordis(files);
  for (const std::string& message : made.report.messages()) fmt::print(stderr, "{}\n", message);
  fmt::print(stderr, "{} projects, {} organisations, {} participations\n", made.projects.size(),
             made.organisations.size(), made.participations.size());
  return made;
}

/// Names that tell organisations apart: with country and number only where they must be.
std::vector<std::string> telling_names(const CordisTables& tables) {
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

void make_ties(const CordisOptions& options) {
  const CordisTables tables = read_tables(options);
  const auto names = telling_names(tables);
  const auto ties = ties_of(tables);
  if (options.is_json)
    write_text(options.output, ties_json(tables, ties, names));
  else
    write_ties(options.output, ties, names);
  if (!options.organisations.empty()) write_organisations(options.organisations, tables, names);
}

partners::Organisation organisation_called(const std::string& name, const CordisTables& tables,
                                           const std::vector<std::string>& names) {
  const std::string key = text::name_key(name);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (tables.organisations[i].id == name || names[i] == name) return static_cast<partners::Organisation>(i);
    if (text::name_key(tables.organisations[i].name) == key) found.push_back(i);
  }
  if (found.empty())
    throw InvalidInput("--given", "\"" + name + "\" took part in no project of the tables",
                       "write the name or the number as it stands there, or leave it out");
  if (found.size() > 1)
    throw InvalidInput("--given", "\"" + name + "\" is the name of several organisations",
                       "give the number, or the name with its country as \"" + names[found[0]] + "\"");
  return static_cast<partners::Organisation>(found[0]);
}

// The day asked for; without one, that after the last project began.
Date day_of_asking(const CordisOptions& options, const partners::ProjectHistory& history) {
  if (options.before.empty())
    return std::chrono::sys_days(history.projects().back().begin) + std::chrono::days(1);
  const auto made = parse_date(options.before);
  if (!made) throw InvalidInput("--before", "\"" + options.before + "\" is no day", "write it as 2026-05-31");
  return *made;
}

void write_partners(const CordisOptions& options, const CordisTables& tables,
                    const std::vector<std::string>& names, const std::vector<partners::FoundPartner>& found) {
  if (options.is_json) {
    json made = json::array();
    for (const auto& each : found) {
      const auto& its = tables.organisations[each.organisation];
      json traits;
      for (std::size_t i = 0; i < partners::kTraits; ++i)
        traits[std::string(partners::name_of(static_cast<partners::Trait>(i)))] = each.traits[i];
      made.push_back({{"name", names[each.organisation]},
                      {"id", its.id},
                      {"country", its.country},
                      {"score", each.score},
                      {"traits", traits}});
    }
    write_text(options.output, made);
    return;
  }
  std::string header = "place,name,id,country,score";
  for (std::size_t i = 0; i < partners::kTraits; ++i)
    header += fmt::format(",{}", partners::name_of(static_cast<partners::Trait>(i)));
  map::Lines lines(options.output, header);
  lines.write(found.size(), [&](std::size_t i, std::string& text) {
    const auto& its = tables.organisations[found[i].organisation];
    text += std::to_string(i + 1);
    for (const std::string* cell : {&names[found[i].organisation], &its.id, &its.country}) {
      text += ',';
      map::add_text(text, *cell);
    }
    fmt::format_to(std::back_inserter(text), ",{:.4f}", found[i].score);
    for (const double each : found[i].traits) fmt::format_to(std::back_inserter(text), ",{:.4f}", each);
    text += '\n';
  });
  lines.close();
}

void seek_partners(const CordisOptions& options) {
  const CordisTables tables = read_tables(options);
  const auto names = telling_names(tables);
  if (tables.projects.empty()) throw InvalidInput("folder", "holds no project", "give tables of projects");
  const auto history = history_of(tables);
  const partners::TopicIndex index(history);
  const Date day = day_of_asking(options, history);
  const auto words = partners::topic_words(options.about);
  partners::PartnerQuestion question{{}, words};
  if (!options.given.empty()) question.given = organisation_called(options.given, tables, names);
  const auto fitted = partners::fit(history, index, day);
  const partners::Moment moment(history, index, day);
  fmt::print(stderr, "{} candidates known before {}; weights learned from {} questions of the past\n",
             moment.candidates().size(), to_string(day), fitted.questions);
  write_partners(options, tables, names,
                 partners::find_partners(moment, question, fitted.weights, options.best));
}

void add_tables(CLI::App& command, const std::shared_ptr<CordisOptions>& options) {
  command.add_option("folder", options->folder,
                     "Folder with project.csv, organization.csv and, perhaps, euroSciVoc.csv");
  command.add_option("--projects", options->projects, "Table of projects, in place of the folder");
  command.add_option("--participants", options->participants,
                     "Table of who took part, in place of the folder");
  command.add_option("--subjects", options->subjects, "Table of the projects' EuroSciVoc subjects");
  command.add_option("-o,--output", options->output, "- for standard output")->capture_default_str();
  command.add_flag("--json", options->is_json, "JSON in place of CSV");
}

}  // namespace

void add_cordis_command(CLI::App& program) {
  auto* command = program.add_subcommand(
      "cordis",
      "The EU's projects as CORDIS publishes them: ties, partner search; see docs/partner-search.md");
  command->require_subcommand(1);
  const auto options = std::make_shared<CordisOptions>();
  auto* ties = command->add_subcommand("ties", "Who worked with whom in which project, for grono network");
  add_tables(*ties, options);
  ties->add_option("--organisations", options->organisations, "Everybody who took part, as CSV, for --nodes");
  ties->callback([options] { make_ties(*options); });
  auto* seek = command->add_subcommand("partners", "Whom to ask into a project");
  add_tables(*seek, options);
  seek->add_option("--given", options->given, "The partner who is there already: name or number");
  seek->add_option("--about", options->about, "What the project is about: title, abstract, topic")
      ->required();
  seek->add_option("--before", options->before, "Only what began before that day, as 2026-05-31");
  seek->add_option("--best", options->best, "How many")->check(CLI::Range(1, 100'000))->capture_default_str();
  seek->callback([options] { seek_partners(*options); });
}

}  // namespace grono::cli
