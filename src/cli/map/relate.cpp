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
#include "mapping/complexity.hpp"
#include "mapping/relatedness.hpp"
#include "mapping/specialisation.hpp"
#include "mapping/strong_clusters.hpp"

namespace grono::cli::map {
namespace {

using mapping::Relatedness;

struct Wanted {
  FigureSource source;
  std::string lq, related, density, complexity, strong;
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

void write_matrix(const std::string& path, const char* corner, const std::vector<std::string>& rows,
                  const std::vector<std::string>& columns, const std::vector<double>& values) {
  std::string header = corner;
  for (const std::string& column : columns) {
    header += ',';
    add_text(header, column);
  }
  Lines lines(path, header);
  lines.write(rows.size(), [&](std::size_t row, std::string& text) {
    add_text(text, rows[row]);
    for (std::size_t column = 0; column < columns.size(); ++column) {
      text += ',';
      add_number(text, values[row * columns.size() + column]);
    }
    text += '\n';
  });
  lines.close();
}

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

void run(const Wanted& wanted) {
  if (wanted.lq.empty() && wanted.related.empty() && wanted.density.empty() && wanted.complexity.empty() &&
      wanted.strong.empty())
    throw InvalidInput("grono map relate", "nothing is asked for",
                       "give --lq, --strong, --out, --density or --complexity with a file");
  if (wanted.source.level.empty() != wanted.source.regions_file.empty())
    throw InvalidInput("--level", "it goes with --regions",
                       "give both, as --regions places.csv --level state");
  const Threads threads(wanted.threads);
  Timings timings;
  const FigureTable figures(wanted.source);
  timings.rows(figures.regions().size());
  timings.end_of("reading");
  Answers answers = compute(wanted, figures.table());
  timings.end_of("computing");
  write(wanted, figures, answers);
  timings.end_of("writing");
  if (answers.complexity && answers.complexity->eigenvalue - answers.complexity->next_eigenvalue < 1e-9)
    fmt::print(
        stderr,
        "grono: complexity is not determined: the specialisations part into groups with nothing in common\n");
  timings.print(wanted.timings, threads.count());
}

}  // namespace

void add_relate_command(CLI::App& map) {
  auto wanted = std::make_shared<Wanted>();
  auto* command = map.add_subcommand(
      "relate", "What regions are specialised in, which industries are related, how complex they are");
  static const std::map<std::string, Relatedness> kinds = {
      {"cosine", Relatedness::cosine},       {"association", Relatedness::association},
      {"jaccard", Relatedness::jaccard},     {"probability", Relatedness::probability},
      {"proximity", Relatedness::proximity}, {"colocation", Relatedness::colocation}};
  command
      ->add_option("file", wanted->source.file,
                   "CSV: a row a region, a column an industry; - is standard input")
      ->required();
  command->add_option("--long", wanted->source.long_columns,
                      "The file has a row a cell: its columns, as region,industry,employees");
  command->add_option("--regions", wanted->source.regions_file,
                      "CSV with a column region and one for each larger level");
  command->add_option("--level", wanted->source.level, "Column of --regions to add regions up to, as state");
  command->add_option("--lq", wanted->lq, "File for the location quotients");
  command->add_flag("--symmetric", wanted->is_symmetric, "Write (LQ - 1) / (LQ + 1) instead");
  command
      ->add_option("--shrinkage", wanted->shrinkage,
                   "Employees by which small regions are drawn to the average")
      ->capture_default_str();
  command->add_option("--strong", wanted->strong,
                      "File for the strong clusters: cells past a percentile of the quotients");
  command
      ->add_option("--percentile", wanted->rule.percentile, "Of the regions that have the industry, 0 to 1")
      ->capture_default_str();
  command->add_option("--min-lq", wanted->rule.min_quotient, "A strong cluster's quotient is above it")
      ->capture_default_str();
  command->add_option("--min-figure", wanted->min_figure, "Employees, say, of the smallest strong cluster")
      ->capture_default_str();
  command
      ->add_option("--relatedness", wanted->kind,
                   "cosine, association, jaccard, probability, proximity or colocation")
      ->transform(CLI::CheckedTransformer(kinds))
      ->default_str("proximity");
  command->add_option("--out", wanted->related, "File for the relatedness of every two industries");
  command->add_option("--density", wanted->density,
                      "File for the relatedness density of every region and industry");
  command->add_option("--complexity", wanted->complexity,
                      "File for the complexity of regions and industries");
  command->add_option("--threads", wanted->threads, "How many compute; 0 = all")->capture_default_str();
  command->add_flag("--timings", wanted->timings, "Seconds, threads and memory, as JSON on standard error");
  command->callback([wanted] { run(*wanted); });
}

}  // namespace grono::cli::map
