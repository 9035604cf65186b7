#include <memory>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "base/error.hpp"
#include "cli/map/figure_table.hpp"
#include "cli/map/lines.hpp"
#include "cli/map/map.hpp"
#include "cli/map/relate_categories.hpp"
#include "cli/map/relate_change.hpp"
#include "cli/map/relate_specialisation.hpp"
#include "cli/map/similarities.hpp"
#include "mapping/links.hpp"

namespace grono::cli::map {
namespace {

struct WantedRelate {
  FigureSource source;
  SpecialisationWanted specialisation;
  std::string before, shift_share, flows, skill, input_output, occupation_links;
  SimilaritySource likeness;
  CategoriesWanted categories;
  unsigned threads = 0;
  bool timings = false;
};

void write_links(const std::string& path, const NamedLinks& links) {
  write_matrix(path, "industry", links.industries, links.industries, links.values);
}

void require_pairs(const WantedRelate& wanted) {
  const auto go_together = [](const std::string& a, const std::string& b, const char* names) {
    if (a.empty() != b.empty()) throw InvalidInput(names, "they go together", "give both, each with a file");
  };
  go_together(wanted.before, wanted.shift_share, "--before and --shift-share");
  go_together(wanted.flows, wanted.skill, "--flows and --skill");
  const auto needs = [](const std::string& file, const std::string& table, const char* names) {
    if (!file.empty() && table.empty())
      throw InvalidInput(names, "the first needs the table of the second", "give both, each with a file");
  };
  needs(wanted.input_output, wanted.likeness.purchases, "--input-output and --purchases");
  needs(wanted.occupation_links, wanted.likeness.occupations, "--occupation-links and --occupations");
  needs(wanted.categories.review, wanted.categories.given, "--given-review and --given-categories");
  if (wanted.source.level.empty() != wanted.source.regions_file.empty())
    throw InvalidInput("--level", "it goes with --regions",
                       "give both, as --regions places.csv --level state");
}

bool is_anything(const WantedRelate& wanted) {
  for (const std::string* file :
       {&wanted.shift_share, &wanted.skill, &wanted.input_output, &wanted.occupation_links})
    if (!file->empty()) return true;
  return wanted.specialisation.is_any() || wanted.categories.is_any();
}

// What does not come of the specialisations.
void write_others(const WantedRelate& wanted, const std::optional<Years>& years) {
  if (years) years->write_shift_share(wanted.shift_share);
  if (!wanted.skill.empty())
    write_links(wanted.skill, read_flow_links(wanted.flows, mapping::skill_relatedness));
  if (!wanted.input_output.empty())
    write_links(wanted.input_output, read_flow_links(wanted.likeness.purchases, mapping::input_output_links));
  if (!wanted.occupation_links.empty())
    write_links(wanted.occupation_links, read_occupation_links(wanted.likeness));
}

void run(const WantedRelate& wanted) {
  require_pairs(wanted);
  if (!is_anything(wanted))
    throw InvalidInput(
        "grono map relate", "nothing is asked for",
        "give --lq, --strong, --out, --density, --complexity, --shift-share, --skill, --input-output, "
        "--occupation-links or --categories with a file");
  const Threads threads(wanted.threads);
  Timings timings;
  FigureTable figures(wanted.source);
  std::optional<Years> years;
  if (!wanted.before.empty()) years.emplace(wanted.source, wanted.before, figures);
  figures.add_up(wanted.source);
  timings.rows(figures.regions().size());
  timings.end_of("reading");
  const Specialisations specialisations = find_specialisations(wanted.specialisation, figures.table());
  const auto categories = wanted.categories.is_any()
                              ? find_categories(wanted.categories, wanted.likeness, wanted.source, figures)
                              : nullptr;
  timings.end_of("computing");
  write_specialisations(wanted.specialisation, figures, specialisations);
  write_others(wanted, years);
  if (categories) write_categories(wanted.categories, *categories, figures.industries());
  timings.end_of("writing");
  if (specialisations.is_complexity_undetermined())
    fmt::print(
        stderr,
        "grono: complexity is not determined: the specialisations part into groups with nothing in common\n");
  timings.print(wanted.timings, threads.count());
}

void add_table_options(CLI::App& command, WantedRelate& wanted) {
  command
      .add_option("file", wanted.source.file,
                  "CSV: a row a region, a column an industry; - is standard input")
      ->required();
  command.add_option("--long", wanted.source.long_columns,
                     "The file has a row a cell: its columns, as region,industry,employees");
  command.add_option("--regions", wanted.source.regions_file,
                     "CSV with a column region and one for each larger level");
  command.add_option("--level", wanted.source.level, "Column of --regions to add regions up to, as state");
  command.add_option(
      "--by", wanted.source.by,
      "CSV with the columns industry and category: industries are added up to categories first");
}

void add_link_options(CLI::App& command, WantedRelate& wanted) {
  command.add_option("--before", wanted.before, "The same table of an earlier year");
  command.add_option("--shift-share", wanted.shift_share,
                     "File for the change since then, in three parts, and the growth");
  command.add_option("--flows", wanted.flows,
                     "Table of people who change from industry (row) to industry (column)");
  command.add_option("--skill", wanted.skill, "File for the skill relatedness that follows from them");
  command.add_option("--purchases", wanted.likeness.purchases,
                     "Table of what industries (rows) sell to industries (columns)");
  command.add_option("--input-output", wanted.input_output,
                     "File for the input-output links that follow from them");
  command.add_option("--occupations", wanted.likeness.occupations,
                     "Table of staff: a row an industry, a column an occupation");
  command.add_option("--occupations-long", wanted.likeness.occupations_long,
                     "It has a row a cell: its columns, as industry,occupation,employees");
  command.add_option("--occupation-links", wanted.occupation_links,
                     "File for the links by occupation that follow from it");
  command.add_option("--establishments", wanted.likeness.establishments,
                     "Table of establishments by region and industry, for --categories");
  command.add_option("--establishments-long", wanted.likeness.establishments_long,
                     "It has a row a cell: its columns, as region,industry,establishments");
  command
      .add_option("--similarities", wanted.likeness.only,
                  "Which of lc-emp, lc-est, coi, io, occ make and score categories; all there are tables for")
      ->delimiter(',');
}

}  // namespace

void add_relate_command(CLI::App& map) {
  auto wanted = std::make_shared<WantedRelate>();
  auto* command = map.add_subcommand(
      "relate",
      "What regions are specialised in, which industries are related, what cluster categories they make");
  add_table_options(*command, *wanted);
  add_specialisation_options(*command, wanted->specialisation);
  add_link_options(*command, *wanted);
  add_category_options(*command, wanted->categories);
  add_run_options(*command, wanted->threads, wanted->timings);
  command->callback([wanted] { run(*wanted); });
}

}  // namespace grono::cli::map
