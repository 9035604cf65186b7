#include <iterator>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/map/cells.hpp"
#include "cli/map/lines.hpp"
#include "cli/map/map.hpp"
#include "exchange/column_table.hpp"
#include "mapping/ellison_glaeser.hpp"

namespace grono::cli::map {
namespace {

using exchange::ColumnWish;

struct WantedConcentration {
  std::string file, columns, output = "-", pairs;
  unsigned threads = 0;
  bool timings = false;
};

std::vector<ColumnWish> wishes(const std::string& columns) {
  std::vector<std::string> names = {"industry", "region", "employees"};
  if (!columns.empty()) {
    names = CLI::detail::split(columns, ',');
    if (names.size() != 3)
      throw InvalidInput("--columns", "three names are needed",
                         "give for example --columns industry,region,employees");
  }
  using Holds = ColumnWish::Holds;
  return {{Holds::texts, {names[0]}}, {Holds::texts, {names[1]}}, {Holds::numbers, {names[2]}}};
}

void write_industries(const std::string& path, const std::vector<std::string>& names,
                      const std::vector<mapping::Concentration>& found) {
  Lines lines(path, "industry,gamma,G,H,expectation,variance,z,maurel_sedillot,gini,theil,plants,employees");
  lines.write(found.size(), [&](std::size_t i, std::string& text) {
    const mapping::Concentration& each = found[i];
    add_text(text, names[i]);
    for (const double value : {each.gamma, each.raw, each.herfindahl, each.expectation, each.variance, each.z,
                               each.maurel_sedillot, each.gini, each.theil})
      add_number(text += ',', value);
    fmt::format_to(std::back_inserter(text), ",{},{}\n", each.plants, each.employees);
  });
  lines.close();
}

void write_pairs(const std::string& path, const std::vector<std::string>& names,
                 const std::vector<double>& found) {
  Lines lines(path, "industry_a,industry_b,coagglomeration");
  const std::size_t count = names.size();
  lines.write(count * count, [&](std::size_t at, std::string& text) {
    const std::size_t a = at / count, b = at % count;
    if (a >= b) return;
    add_text(text, names[a]);
    add_text(text += ',', names[b]);
    add_number(text += ',', found[at]);
    text += '\n';
  });
  lines.close();
}

void run(const WantedConcentration& wanted) {
  const Threads threads(wanted.threads);
  Timings timings;
  const auto table = exchange::read_columns(wanted.file, wishes(wanted.columns));
  const auto& industries = table.columns[0].texts;
  const auto& regions = table.columns[1].texts;
  timings.rows(table.rows);
  timings.end_of("reading");
  const mapping::Plants plants{industries.column, regions.column, table.columns[2].numbers};
  const auto industry_count = static_cast<std::uint32_t>(industries.texts.size());
  const auto region_count = static_cast<std::uint32_t>(regions.texts.size());
  const auto found = mapping::concentration(plants, industry_count, region_count);
  std::vector<double> pairs;
  if (!wanted.pairs.empty()) pairs = mapping::coagglomeration(plants, industry_count, region_count);
  timings.end_of("computing");
  write_industries(wanted.output, industries.texts, found);
  if (!wanted.pairs.empty()) write_pairs(wanted.pairs, industries.texts, pairs);
  timings.end_of("writing");
  timings.print(wanted.timings, threads.count());
}

}  // namespace

void add_concentration_command(CLI::App& map) {
  auto wanted = std::make_shared<WantedConcentration>();
  auto* command = map.add_subcommand(
      "concentration",
      "How concentrated each industry is, beyond the size of its plants (Ellison and Glaeser)");
  command->add_option("file", wanted->file, "CSV of plants: industry, region, employees; - is standard input")
      ->required();
  command->add_option("--columns", wanted->columns,
                      "Names of the three columns, as industry,region,employees");
  command->add_option("-o,--output", wanted->output, "Where the industries go; - is standard output")
      ->capture_default_str();
  command->add_option("--pairs", wanted->pairs, "File for the co-agglomeration of every two industries");
  add_run_options(*command, wanted->threads, wanted->timings);
  command->callback([wanted] { run(*wanted); });
}

}  // namespace grono::cli::map
