#include "cli/map/relate_specialisation.hpp"

#include <map>

#include <CLI/CLI.hpp>
#include <tbb/parallel_invoke.h>

#include "cli/map/cells.hpp"
#include "cli/map/lines.hpp"
#include "mapping/specialisation.hpp"

namespace grono::cli::map {
namespace {

using mapping::Relatedness;

void write_complexity(const std::string& path, const FigureTable& figures, const Specialisations& found) {
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
  write("region", figures.regions(), found.complexity->region, found.diversity);
  write("industry", figures.industries(), found.complexity->industry, found.ubiquity);
  lines.close();
}

// One row for each strong cell, with the rule it was found by.
void write_strong(const SpecialisationWanted& wanted, const FigureTable& figures,
                  const mapping::Strong& strong, const std::vector<double>& quotients) {
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

void write_quotients(const SpecialisationWanted& wanted, const FigureTable& figures,
                     const std::vector<double>& quotients) {
  if (!wanted.is_symmetric)
    return write_matrix(wanted.lq, "region", figures.regions(), figures.industries(), quotients);
  std::vector<double> symmetric;
  symmetric.reserve(quotients.size());
  for (const double quotient : quotients) symmetric.push_back(mapping::symmetric(quotient));
  write_matrix(wanted.lq, "region", figures.regions(), figures.industries(), symmetric);
}

}  // namespace

bool Specialisations::is_complexity_undetermined() const {
  return complexity && complexity->eigenvalue - complexity->next_eigenvalue < 1e-9;
}

Specialisations find_specialisations(const SpecialisationWanted& wanted, const mapping::RegionTable& table) {
  Specialisations made;
  made.quotients = mapping::location_quotients(table, wanted.shrinkage);
  const mapping::Specialisation specialised(made.quotients, table.regions, table.industries);
  // Side by side: each has stretches that one thread does alone.
  tbb::parallel_invoke(
      [&] {
        if (wanted.related.empty() && wanted.density.empty()) return;
        made.related = wanted.kind == Relatedness::colocation
                           ? mapping::colocation(table)
                           : mapping::relatedness(specialised, wanted.kind);
        if (!wanted.density.empty()) made.densities = mapping::relatedness_density(specialised, made.related);
      },
      [&] {
        if (!wanted.complexity.empty()) made.complexity = mapping::complexity(specialised);
      },
      [&] {
        if (wanted.strong.empty()) return;
        std::vector<std::uint8_t> qualifies;
        for (const double value : table.values) qualifies.push_back(value >= wanted.min_figure ? 1 : 0);
        made.strong =
            mapping::strong_clusters(made.quotients, table.regions, table.industries, qualifies, wanted.rule);
      });
  made.diversity = specialised.diversity();
  made.ubiquity = specialised.ubiquity();
  return made;
}

void write_specialisations(const SpecialisationWanted& wanted, const FigureTable& figures,
                           const Specialisations& found) {
  const auto& regions = figures.regions();
  const auto& industries = figures.industries();
  // Side by side: texts are made on many threads, but each file takes them in one after the other. Several
  // may go to standard output: these keep their order.
  if (!wanted.strong.empty()) write_strong(wanted, figures, found.strong, found.quotients);
  const auto quotients = [&] {
    if (!wanted.lq.empty()) write_quotients(wanted, figures, found.quotients);
  };
  const auto related = [&] {
    if (!wanted.related.empty())
      write_matrix(wanted.related, "industry", industries, industries, found.related);
  };
  const auto densities = [&] {
    if (!wanted.density.empty()) write_matrix(wanted.density, "region", regions, industries, found.densities);
  };
  if (wanted.lq == "-" || wanted.related == "-" || wanted.density == "-") {
    quotients();
    related();
    densities();
  } else {
    tbb::parallel_invoke(quotients, related, densities);
  }
  if (found.complexity) write_complexity(wanted.complexity, figures, found);
}

void add_specialisation_options(CLI::App& command, SpecialisationWanted& wanted) {
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

}  // namespace grono::cli::map
