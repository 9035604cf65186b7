#include <iterator>
#include <limits>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/map/cells.hpp"
#include "cli/map/lines.hpp"
#include "cli/map/map.hpp"
#include "cli/map/sites.hpp"
#include "mapping/marcon_puech.hpp"

namespace grono::cli::map {
namespace {

struct WantedM {
  std::string file, type, neighbour_type, output = "-";
  exchange::EstablishmentColumns columns;
  mapping::MOptions options;
  unsigned threads = 0;
  bool timings = false;
};

void write(const WantedM& wanted, const mapping::M& found) {
  Lines lines(wanted.output, "radius,m,references,local_low,local_high,global_low,global_high");
  const auto& bands = found.bands;
  lines.write(found.value.size(), [&](std::size_t i, std::string& text) {
    fmt::format_to(std::back_inserter(text), "{}", wanted.options.radii_m[i]);
    add_number(text += ',', found.value[i]);
    fmt::format_to(std::back_inserter(text), ",{}", found.references[i]);
    for (const auto* column : {&bands.local.low, &bands.local.high, &bands.global.low, &bands.global.high})
      add_number(text += ',', column->empty() ? std::numeric_limits<double>::quiet_NaN() : (*column)[i]);
    text += '\n';
  });
  lines.close();
}

void run(const WantedM& wanted) {
  const Threads threads(wanted.threads);
  Timings timings;
  const Sites sites(wanted.file, wanted.columns);
  const auto reference = sites.of_type(wanted.type);
  std::vector<std::uint32_t> neighbours;
  if (!wanted.neighbour_type.empty() && wanted.neighbour_type != wanted.type)
    neighbours = sites.of_type(wanted.neighbour_type, "--neighbour-type");
  timings.rows(sites.rows());
  timings.end_of("reading");
  const auto found =
      mapping::marcon_puech(sites.points(), sites.weights(), reference, neighbours, wanted.options);
  timings.end_of("computing");
  write(wanted, found);
  timings.end_of("writing");
  timings.print(wanted.timings, threads.count());
}

}  // namespace

void add_m_command(CLI::App& map) {
  auto wanted = std::make_shared<WantedM>();
  wanted->options.bands.draws = 0;
  auto* command =
      map.add_subcommand("m", "An industry around an industry, beside everywhere (Marcon and Puech)");
  command->add_option("file", wanted->file, "CSV of all establishments; - is standard input")->required();
  command->add_option("--type", wanted->type, "The industry: its value in the column of types")->required();
  command->add_option("--neighbour-type", wanted->neighbour_type,
                      "Industry counted around it; without it the same");
  command->add_option("--radii", wanted->options.radii_m, "Metres, ascending, as 1000,2000,5000")
      ->delimiter(',')
      ->required();
  add_site_options(*command, wanted->columns);
  command
      ->add_option("--draws", wanted->options.bands.draws,
                   "Labellings drawn at random for the bands; 0 = no bands")
      ->capture_default_str();
  command->add_option("--level", wanted->options.bands.level, "Of the bands")->capture_default_str();
  command->add_option("--seed", wanted->options.bands.seed, "Of the draws")->capture_default_str();
  command->add_option("-o,--output", wanted->output, "Where the radii go; - is standard output")
      ->capture_default_str();
  add_run_options(*command, wanted->threads, wanted->timings);
  command->callback([wanted] { run(*wanted); });
}

}  // namespace grono::cli::map
