#include <algorithm>
#include <iterator>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/format.h>

#include "base/error.hpp"
#include "cli/map/lines.hpp"
#include "cli/map/map.hpp"
#include "cli/map/run_ranks.hpp"
#include "cli/map/sites.hpp"
#include "mapping/dbscan.hpp"
#include "mapping/hdbscan.hpp"

namespace grono::cli::map {
namespace {

struct WantedDensity {
  std::string file, method = "hdbscan", output = "-", tree, selection = "excess-of-mass";
  exchange::EstablishmentColumns columns;
  double radius_m = 0;
  std::uint32_t min_points = 10, min_cluster_size = 10;
  unsigned threads = 0;
  bool timings = false;
};

// One line for every row of the input: what `append` says of its point, or nothing between the commas where
// it has none.
template <typename Append>
void write_rows(const Sites& sites, const std::string& path, const std::string& header,
                const Append& append) {
  Lines lines(path, header);
  const auto& row_of = sites.all().row;
  if (row_of.empty()) {
    lines.write(sites.rows(), append);
  } else {
    const std::string nothing =
        std::string(static_cast<std::size_t>(std::count(header.begin(), header.end(), ',')), ',') + '\n';
    std::vector<std::uint32_t> point_of(sites.rows(), mapping::kNone);
    for (std::uint32_t point = 0; point < row_of.size(); ++point) point_of[row_of[point] - 1] = point;
    lines.write(sites.rows(), [&](std::size_t row, std::string& text) {
      if (point_of[row] == mapping::kNone)
        text += nothing;
      else
        append(point_of[row], text);
    });
  }
  lines.close();
}

// The same over processes: each writes the lines of its own rows, in their turn.
void write_labels_in_turn(const Sites& sites, const std::string& path, const std::vector<std::int32_t>& label,
                          mapping::Ranks& ranks) {
  if (path == "-")
    throw InvalidInput("-o", "several processes can't share the standard output", "give a file");
  // Rows that this process has read: from behind those of the process before to its last. Those between that
  // are not there can't be used.
  const auto& row_of = sites.all().row;
  const auto last_rows =
      mapping::all_gather(ranks, std::vector{row_of.empty() ? std::uint64_t{0} : row_of.back()});
  std::uint64_t from = 0;
  for (std::uint32_t rank = 0; rank < ranks.rank(); ++rank) from = std::max(from, last_rows[rank]);
  const bool is_last = ranks.rank() + 1 == ranks.size();
  const std::uint64_t to = is_last ? sites.rows() : std::max(from, last_rows[ranks.rank()]);
  for (std::uint32_t turn = 0; turn < ranks.size(); ++turn) {
    if (turn == ranks.rank()) {
      std::vector<std::int64_t> point_of(to - from, -1);
      for (std::size_t point = 0; point < row_of.size(); ++point)
        point_of[row_of[point] - 1 - from] = static_cast<std::int64_t>(point);
      auto lines = turn == 0 ? Lines(path, "label") : Lines(path, Lines::Continued{});
      lines.write(point_of.size(), [&](std::size_t i, std::string& text) {
        if (point_of[i] >= 0)
          fmt::format_to(std::back_inserter(text), "{}", label[static_cast<std::size_t>(point_of[i])]);
        text += '\n';
      });
      lines.close();
    }
    static_cast<void>(mapping::count_before(ranks, 0));  // the next one goes on behind it
  }
}

void write_tree(const Sites& sites, const std::string& path,
                const std::vector<mapping::SpanningEdge>& edges) {
  const auto& row_of = sites.all().row;
  const auto row = [&](std::uint32_t point) { return row_of.empty() ? point : row_of[point] - 1; };
  Lines lines(path, "a,b,distance");
  lines.write(edges.size(), [&](std::size_t i, std::string& text) {
    fmt::format_to(std::back_inserter(text), "{},{},{}\n", row(edges[i].a), row(edges[i].b),
                   edges[i].distance_m);
  });
  lines.close();
}

void run_dbscan(const WantedDensity& wanted, const Sites& sites, Timings& timings, mapping::Ranks& ranks) {
  const auto found = mapping::dbscan(sites.points(), {wanted.radius_m, wanted.min_points}, ranks);
  timings.end_of("computing");
  if (!ranks.is_alone()) {
    write_labels_in_turn(sites, wanted.output, found.label, ranks);
    return;
  }
  write_rows(sites, wanted.output, "label", [&](std::size_t point, std::string& text) {
    fmt::format_to(std::back_inserter(text), "{}\n", found.label[point]);
  });
}

void run_hdbscan(const WantedDensity& wanted, const Sites& sites, Timings& timings) {
  const auto selection = wanted.selection == "leaf" ? mapping::ClusterSelection::leaf
                                                    : mapping::ClusterSelection::excess_of_mass;
  const auto found =
      mapping::hdbscan(sites.points(), {wanted.min_points, wanted.min_cluster_size, selection});
  timings.end_of("computing");
  write_rows(sites, wanted.output, "label,probability,core_distance",
             [&](std::size_t point, std::string& text) {
               fmt::format_to(std::back_inserter(text), "{},{},{}\n", found.label[point],
                              found.probability[point], found.core_distance_m[point]);
             });
  if (!wanted.tree.empty()) write_tree(sites, wanted.tree, found.edges);
}

void run(const WantedDensity& wanted, mapping::Ranks& ranks) {
  if (!ranks.is_alone() && wanted.method != "dbscan")
    throw InvalidInput("--method", "HDBSCAN* of all points runs in one process",
                       "leave mpirun out, or take dbscan");
  const Threads threads(wanted.threads);
  Timings timings;
  const Sites sites(wanted.file, wanted.columns, ranks);
  timings.rows(sites.rows());
  timings.end_of("reading");
  if (wanted.method == "dbscan")
    run_dbscan(wanted, sites, timings, ranks);
  else
    run_hdbscan(wanted, sites, timings);
  timings.end_of("writing");
  if (ranks.rank() == 0) timings.print(wanted.timings, threads.count());
}

}  // namespace

void add_density_command(CLI::App& map) {
  auto wanted = std::make_shared<WantedDensity>();
  auto* density = map.add_subcommand(
      "density", "Groups points by density: DBSCAN for one radius, HDBSCAN* for every scale");
  density
      ->add_option("file", wanted->file,
                   "CSV with a first line of names, or GeoJSON of points; - is standard input")
      ->required();
  density->add_option("--method", wanted->method, "dbscan or hdbscan")
      ->check(CLI::IsMember({"dbscan", "hdbscan"}))
      ->capture_default_str();
  density->add_option("--radius", wanted->radius_m, "dbscan: metres within which points are neighbours");
  density
      ->add_option("--min-points", wanted->min_points, "Neighbours that make a point dense, itself counted")
      ->capture_default_str();
  density
      ->add_option("--min-cluster-size", wanted->min_cluster_size, "hdbscan: points of the smallest cluster")
      ->capture_default_str();
  density->add_option("--selection", wanted->selection, "hdbscan: excess-of-mass or leaf")
      ->check(CLI::IsMember({"excess-of-mass", "leaf"}))
      ->capture_default_str();
  density->add_option("-o,--output", wanted->output, "Where one line a row goes; - is standard output")
      ->capture_default_str();
  density->add_option("--tree", wanted->tree, "hdbscan: where the minimum spanning tree's edges go");
  add_coordinate_options(*density, wanted->columns);
  add_run_options(*density, wanted->threads, wanted->timings);
  density->callback([wanted] { on_run_ranks([&](mapping::Ranks& ranks) { run(*wanted, ranks); }); });
}

}  // namespace grono::cli::map
