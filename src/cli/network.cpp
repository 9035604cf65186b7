#include <cmath>
#include <iterator>
#include <memory>
#include <optional>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/commands.hpp"
#include "cli/map/cells.hpp"
#include "cli/map/lines.hpp"
#include "cli/ties_file.hpp"
#include "network/brokers.hpp"
#include "network/communities.hpp"
#include "network/core.hpp"
#include "network/layout.hpp"
#include "network/years.hpp"

namespace grono::cli {
namespace {

struct NetworkOptions {
  std::string file, nodes, output = "-", edges, years, history, kinds;
  std::optional<int> year;
  double resolution = 1;
  std::uint64_t seed = 1;
  bool is_exact = false;

  [[nodiscard]] network::CommunitySearch search() const { return {resolution, seed}; }
};

/// Everything that is said of each node.
struct NodeFigures {
  std::vector<std::uint32_t> degree, core;
  std::vector<double> strength, constraint, core_score;
  network::Parts components;
  network::Communities communities;
  network::Betweenness betweenness;
  network::CorePeriphery periphery;
  std::vector<network::Place> places;
};

NodeFigures figures_of(const network::Graph& graph, const NetworkOptions& options) {
  network::BrokerSearch brokers;
  brokers.seed = options.seed;
  if (options.is_exact) brokers.most_work = HUGE_VAL;
  return {network::degrees(graph),
          network::coreness(graph),
          network::strengths(graph),
          network::constraint(graph),
          network::core_scores(graph),
          network::components(graph),
          network::communities(graph, options.search()),
          network::betweenness(graph, brokers),
          network::core_and_periphery(graph),
          network::layout(graph, {.seed = options.seed})};
}

void write_nodes(const NetworkOptions& options, const std::vector<std::string>& names,
                 const NodeFigures& found) {
  map::Lines lines(
      options.output,
      "name,degree,strength,component,community,betweenness,constraint,core,is_core,core_score,x,y");
  lines.write(names.size(), [&](std::size_t i, std::string& text) {
    map::add_text(text, names[i]);
    fmt::format_to(std::back_inserter(text), ",{},{},{},{},{},", found.degree[i], found.strength[i],
                   found.components.of[i] + 1, found.communities.parts.of[i] + 1, found.betweenness.of[i]);
    map::add_number(text, found.constraint[i]);
    fmt::format_to(std::back_inserter(text), ",{},{},{},{},{}\n", found.core[i], found.periphery.is_core[i],
                   found.core_score[i], found.places[i].x, found.places[i].y);
  });
  lines.close();
}

void write_edges(const std::string& path, const std::vector<std::string>& names,
                 const network::Graph& graph) {
  map::Lines lines(path, "a,b,weight");
  lines.write(graph.edges.size(), [&](std::size_t i, std::string& text) {
    map::add_text(text, names[graph.edges[i].a]);
    text += ',';
    map::add_text(text, names[graph.edges[i].b]);
    fmt::format_to(std::back_inserter(text), ",{}\n", graph.edges[i].weight);
  });
  lines.close();
}

void write_years(const std::string& path, const network::History& found) {
  map::Lines lines(
      path, "year,active,edges,begun,ended,density,components,largest,communities,modularity,core,core_fit");
  lines.write(found.years.size(), [&](std::size_t i, std::string& text) {
    const network::YearFigures& each = found.years[i];
    fmt::format_to(std::back_inserter(text), "{},{},{},{},{},{},{},{},{},{},{},", each.year, each.active,
                   each.edges, each.begun, each.ended, each.density, each.components, each.largest,
                   each.communities, each.modularity, each.core);
    map::add_number(text, each.core_fit);
    text += '\n';
  });
  lines.close();
}

void write_history(const std::string& path, const std::vector<std::string>& names,
                   const network::History& found) {
  map::Lines lines(path, "year,name,community");
  lines.write(found.years.size(), [&](std::size_t i, std::string& text) {
    for (std::size_t node = 0; node < names.size(); ++node) {
      if (found.community[i][node] == network::History::kNone) continue;
      fmt::format_to(std::back_inserter(text), "{},", found.years[i].year);
      map::add_text(text, names[node]);
      fmt::format_to(std::back_inserter(text), ",{}\n", found.community[i][node] + 1);
    }
  });
  lines.close();
}

void tell(const network::Graph& graph, const NodeFigures& found) {
  fmt::print(stderr, "{} nodes, {} edges; {} components, the largest of {}; {} isolated\n", graph.nodes,
             graph.edges.size(), found.components.sizes.size(),
             found.components.sizes.empty() ? 0 : found.components.sizes[0], network::isolated(graph).size());
  fmt::print(stderr, "{} communities, modularity {:.3f}; a core of {}, fit {:.3f}\n",
             found.communities.parts.sizes.size(), found.communities.modularity, found.periphery.core,
             found.periphery.fit);
  if (found.betweenness.sources < graph.nodes)
    fmt::print(stderr, "betweenness is estimated from {} of {} nodes; --exact follows the paths from all\n",
               found.betweenness.sources, graph.nodes);
}

void analyse(const NetworkOptions& options) {
  if (!(options.resolution > 0 && std::isfinite(options.resolution)))
    throw InvalidInput("--resolution", "is " + std::to_string(options.resolution), "give a number above 0");
  const TiesFile file = read_ties(options.file, options.nodes);
  const auto kinds = parse_kind_weights(options.kinds);
  const auto nodes = static_cast<std::uint32_t>(file.names.size());
  network::check(nodes, file.ties);
  const network::Period ever{network::year(file.first_year).first, network::year(9999).last};
  const auto graph =
      network::graph_of(nodes, file.ties, options.year ? network::year(*options.year) : ever, kinds);
  const NodeFigures found = figures_of(graph, options);
  write_nodes(options, file.names, found);
  if (!options.edges.empty()) write_edges(options.edges, file.names, graph);
  tell(graph, found);
  if (options.years.empty() && options.history.empty()) return;
  const auto history =
      network::history(nodes, file.ties, file.first_year, file.last_year, options.search(), kinds);
  if (!options.years.empty()) write_years(options.years, history);
  if (!options.history.empty()) write_history(options.history, file.names, history);
}

}  // namespace

void add_network_command(CLI::App& program) {
  auto* command = program.add_subcommand(
      "network", "Who works with whom: communities, brokers, core, picture, years; see docs/network.md");
  const auto options = std::make_shared<NetworkOptions>();
  command->add_option("file", options->file, "Ties, as CSV: a, b, begin, and end, kind, weight where known")
      ->required();
  command->add_option("--nodes", options->nodes, "CSV of those who are there, tied or not: name");
  command->add_option("-o,--output", options->output, "Figures of each node, as CSV; - for standard output")
      ->capture_default_str();
  command->add_option("--edges", options->edges, "Edges, as CSV");
  command->add_option("--years", options->years, "Figures of each year, as CSV");
  command->add_option("--history", options->history,
                      "Communities of each year with numbers they keep, as CSV");
  command->add_option("--year", options->year, "Only ties of that year, for nodes and edges")
      ->check(CLI::Range(1, 9999));
  command->add_option("--kinds", options->kinds,
                      "How much kinds of ties count, as project=1,deal=2; others count 1");
  command->add_option("--resolution", options->resolution, "More than 1 finds smaller communities")
      ->capture_default_str();
  command->add_option("--seed", options->seed, "The same seed gives the same")->capture_default_str();
  command->add_flag("--exact", options->is_exact, "Betweenness from all nodes, however long it takes");
  command->callback([options] { analyse(*options); });
}

}  // namespace grono::cli
