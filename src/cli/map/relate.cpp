#include <map>
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "base/error.hpp"
#include "cli/map/cells.hpp"
#include "cli/map/figure_table.hpp"
#include "cli/map/lines.hpp"
#include "cli/map/map.hpp"
#include "cli/map/relate_categories.hpp"
#include "cli/map/similarities.hpp"
#include "mapping/complexity.hpp"
#include "mapping/links.hpp"
#include "mapping/relatedness.hpp"
#include "mapping/shift_share.hpp"
#include "mapping/specialisation.hpp"
#include "mapping/strong_clusters.hpp"

namespace grono::cli::map {
namespace {

using mapping::Relatedness;

struct Wanted {
  FigureSource source;
  std::string lq, related, density, complexity, strong;
  std::string before, shift_share, flows, skill, input_output, occupation_links;
  SimilaritySource likeness;
  CategoriesWanted categories;
  mapping::StrongRule rule;
  double min_figure = 0;
  bool is_symmetric = false;
  double shrinkage = 0;
  Relatedness kind = Relatedness::proximity;
  unsigned threads = 0;
  bool timings = false;
};

/// What was asked for, computed; the rest is empty.
struct Answers {
  std::vector<double> quotients, related, densities;
  std::optional<mapping::Complexity> complexity;
  mapping::Strong strong;
  std::vector<std::uint32_t> diversity, ubiquity;
};

void write_complexity(const std::string& path, const FigureTable& figures, const Answers& answers) {
  Lines lines(path, "kind,name,complexity,specialisations");
  const auto write = [&](const char* kind, const std::vector<std::string>& names,
                         const std::vector<double>& values, const std::vector<std::uint32_t>& counts) {
    lines.write(names.size(), [&](std::size_t i, std::string& text) {
      text += kind;
      text += ',';
      add_text(text, names[i]);
      text += ',';
      add_number(text, values[i]);
      text += ',' + std::to_string(counts[i]) + '\n';
    });
  };
  write("region", figures.regions(), answers.complexity->region, answers.diversity);
  write("industry", figures.industries(), answers.complexity->industry, answers.ubiquity);
  lines.close();
}

// One row for each strong cell, with the rule it was found by.
void write_strong(const Wanted& wanted, const FigureTable& figures, const mapping::Strong& strong,
                  const std::vector<double>& quotients) {
  Lines lines(wanted.strong, "region,industry,figure,lq,threshold,percentile,min_lq,min_figure");
  const auto& industries = figures.industries();
  lines.write(strong.is_strong.size(), [&](std::size_t cell, std::string& text) {
    if (strong.is_strong[cell] == 0) return;
    const std::size_t industry = cell % industries.size();
    add_text(text, figures.regions()[cell / industries.size()]);
    add_text(text += ',', industries[industry]);
    for (const double value : {figures.table().values[cell], quotients[cell], strong.threshold[industry],
                               wanted.rule.percentile, wanted.rule.min_quotient, wanted.min_figure})
      add_number(text += ',', value);
    text += '\n';
  });
  lines.close();
}

Answers compute(const Wanted& wanted, const mapping::RegionTable& table) {
  Answers made;
  made.quotients = mapping::location_quotients(table, wanted.shrinkage);
  const mapping::Specialisation specialised(made.quotients, table.regions, table.industries);
  if (!wanted.related.empty() || !wanted.density.empty())
    made.related = wanted.kind == Relatedness::colocation ? mapping::colocation(table)
                                                          : mapping::relatedness(specialised, wanted.kind);
  if (!wanted.density.empty()) made.densities = mapping::relatedness_density(specialised, made.related);
  if (!wanted.complexity.empty()) made.complexity = mapping::complexity(specialised);
  if (!wanted.strong.empty()) {
    std::vector<std::uint8_t> qualifies;
    for (const double value : table.values) qualifies.push_back(value >= wanted.min_figure ? 1 : 0);
    made.strong =
        mapping::strong_clusters(made.quotients, table.regions, table.industries, qualifies, wanted.rule);
  }
  made.diversity = specialised.diversity();
  made.ubiquity = specialised.ubiquity();
  return made;
}

void write(const Wanted& wanted, const FigureTable& figures, Answers& answers) {
  const auto& regions = figures.regions();
  const auto& industries = figures.industries();
  if (!wanted.strong.empty()) write_strong(wanted, figures, answers.strong, answers.quotients);
  if (wanted.is_symmetric)
    for (double& quotient : answers.quotients) quotient = mapping::symmetric(quotient);
  if (!wanted.lq.empty()) write_matrix(wanted.lq, "region", regions, industries, answers.quotients);
  if (!wanted.related.empty())
    write_matrix(wanted.related, "industry", industries, industries, answers.related);
  if (!wanted.density.empty()) write_matrix(wanted.density, "region", regions, industries, answers.densities);
  if (answers.complexity) write_complexity(wanted.complexity, figures, answers);
}

/// The same cells in two years, added up alike.
struct Years {
  Years(const FigureSource& source, const std::string& earlier, const FigureTable& cells)
      : before({earlier, source.long_columns, "", "", ""}), now(cells) {
    if (before.regions() != now.regions() || before.industries() != now.industries())
      throw InvalidInput(earlier, "its regions or industries are not those of the table",
                         "give both years the same rows and columns, in one order");
    now.forget_unknown_in(before);
    before.forget_unknown_in(now);
    now.add_up(source);
    before.add_up(source);
  }
  FigureTable before, now;
};

// The change since an earlier table of the same regions and industries, cell by cell.
void write_shift_share(const std::string& path, const Years& years) {
  const FigureTable &before = years.before, &now = years.now;
  const auto found = mapping::shift_share(before.table(), now.table());
  Lines lines(path, "region,industry,before,after,change,everywhere,industry_mix,regional,growth");
  const std::size_t industries = now.industries().size();
  lines.write(found.region.size(), [&](std::size_t cell, std::string& text) {
    const double was = before.table().values[cell], is = now.table().values[cell];
    const double growth = was > 0 ? is / was - 1 : std::numeric_limits<double>::quiet_NaN();
    add_text(text, now.regions()[cell / industries]);
    add_text(text += ',', now.industries()[cell % industries]);
    for (const double value :
         {was, is, is - was, found.everywhere[cell], found.industry[cell], found.region[cell], growth})
      add_number(text += ',', value);
    text += '\n';
  });
  lines.close();
}

void write_links(const std::string& path, const NamedLinks& links) {
  write_matrix(path, "industry", links.industries, links.industries, links.values);
}

void require_pairs(const Wanted& wanted) {
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

bool is_anything(const Wanted& wanted) {
  for (const std::string* file :
       {&wanted.lq, &wanted.related, &wanted.density, &wanted.complexity, &wanted.strong, &wanted.shift_share,
        &wanted.skill, &wanted.input_output, &wanted.occupation_links})
    if (!file->empty()) return true;
  return wanted.categories.is_any();
}

// What does not come of the specialisations.
void write_others(const Wanted& wanted, const std::optional<Years>& years) {
  if (years) write_shift_share(wanted.shift_share, *years);
  if (!wanted.skill.empty())
    write_links(wanted.skill, read_flow_links(wanted.flows, mapping::skill_relatedness));
  if (!wanted.input_output.empty())
    write_links(wanted.input_output, read_flow_links(wanted.likeness.purchases, mapping::input_output_links));
  if (!wanted.occupation_links.empty())
    write_links(wanted.occupation_links, read_occupation_links(wanted.likeness));
}

void run(const Wanted& wanted) {
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
  Answers answers = compute(wanted, figures.table());
  const auto categories = wanted.categories.is_any()
                              ? find_categories(wanted.categories, wanted.likeness, wanted.source, figures)
                              : nullptr;
  timings.end_of("computing");
  write(wanted, figures, answers);
  write_others(wanted, years);
  if (categories) write_categories(wanted.categories, *categories, figures.industries());
  timings.end_of("writing");
  if (answers.complexity && answers.complexity->eigenvalue - answers.complexity->next_eigenvalue < 1e-9)
    fmt::print(
        stderr,
        "grono: complexity is not determined: the specialisations part into groups with nothing in common\n");
  timings.print(wanted.timings, threads.count());
}

void add_table_options(CLI::App& command, Wanted& wanted) {
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

void add_specialisation_options(CLI::App& command, Wanted& wanted) {
  command.add_option("--lq", wanted.lq, "File for the location quotients");
  command.add_flag("--symmetric", wanted.is_symmetric, "Write (LQ - 1) / (LQ + 1) instead");
  command
      .add_option("--shrinkage", wanted.shrinkage,
                  "Employees by which small regions are drawn to the average")
      ->capture_default_str();
  command.add_option("--strong", wanted.strong,
                     "File for the strong clusters: cells past a percentile of the quotients");
  command.add_option("--percentile", wanted.rule.percentile, "Of the regions that have the industry, 0 to 1")
      ->capture_default_str();
  command.add_option("--min-lq", wanted.rule.min_quotient, "A strong cluster's quotient is above it")
      ->capture_default_str();
  command.add_option("--min-figure", wanted.min_figure, "Employees, say, of the smallest strong cluster")
      ->capture_default_str();
}

void add_relatedness_options(CLI::App& command, Wanted& wanted) {
  static const std::map<std::string, Relatedness> kinds = {
      {"cosine", Relatedness::cosine},       {"association", Relatedness::association},
      {"jaccard", Relatedness::jaccard},     {"probability", Relatedness::probability},
      {"proximity", Relatedness::proximity}, {"colocation", Relatedness::colocation}};
  command
      .add_option("--relatedness", wanted.kind,
                  "cosine, association, jaccard, probability, proximity or colocation")
      ->transform(CLI::CheckedTransformer(kinds))
      ->default_str("proximity");
  command.add_option("--out", wanted.related, "File for the relatedness of every two industries");
  command.add_option("--density", wanted.density,
                     "File for the relatedness density of every region and industry");
  command.add_option("--complexity", wanted.complexity, "File for the complexity of regions and industries");
}

void add_link_options(CLI::App& command, Wanted& wanted) {
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
  auto wanted = std::make_shared<Wanted>();
  auto* command = map.add_subcommand(
      "relate",
      "What regions are specialised in, which industries are related, what cluster categories they make");
  add_table_options(*command, *wanted);
  add_specialisation_options(*command, *wanted);
  add_relatedness_options(*command, *wanted);
  add_link_options(*command, *wanted);
  add_category_options(*command, wanted->categories);
  add_run_options(*command, wanted->threads, wanted->timings);
  command->callback([wanted] { run(*wanted); });
}

}  // namespace grono::cli::map
