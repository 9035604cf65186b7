#include <algorithm>
#include <iterator>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/format.h>

#include "cli/map/lines.hpp"
#include "cli/map/map.hpp"
#include "cli/map/point_file.hpp"
#include "geo/earth_points.hpp"
#include "mapping/dbscan.hpp"
#include "mapping/hdbscan.hpp"

namespace grono::cli::map {
namespace {

struct Wanted {
  std::string file, method = "hdbscan", columns, output = "-", tree, selection = "excess-of-mass";
  double radius_m = 0;
  std::uint32_t min_points = 10, min_cluster_size = 10;
  unsigned threads = 0;
  bool projected = false, timings = false;
};

// The points as the methods take them, and the memory they lie in.
class Located {
 public:
  Located(const PointFile& file, bool projected) {
    if (projected) {
      points_ = {file.x, file.y, {}, false};
      return;
    }
    earth_ = geo::earth_points(file.x, file.y);
    points_ = {earth_.x, earth_.y, earth_.z, true};
  }
  [[nodiscard]] const mapping::Points& points() const { return points_; }

 private:
  geo::EarthPoints earth_;
  mapping::Points points_;
};

void warn_of_unusable(const PointFile& file) {
  if (file.unusable.empty()) return;
  std::string sample;
  for (const std::uint32_t row : file.unusable)
    sample += fmt::format("{}{}", sample.empty() ? "" : ", ", row + 1);
  fmt::print(stderr, "grono: {} of {} rows have no coordinates that can be used and no label; rows {}{}\n",
             file.rows - file.x.size(), file.rows, sample,
             file.rows - file.x.size() > file.unusable.size() ? ", …" : "");
}

// One line for every row of the input: what `append` says of its point, or nothing between the commas where
// it has none.
template <typename Append>
void write_rows(const PointFile& file, const std::string& path, const std::string& header,
                const Append& append) {
  Lines lines(path, header);
  if (file.row.empty()) {
    lines.write(file.rows, append);
  } else {
    const std::string nothing =
        std::string(static_cast<std::size_t>(std::count(header.begin(), header.end(), ',')), ',') + '\n';
    std::vector<std::uint32_t> point_of(file.rows, mapping::kNone);
    for (std::uint32_t point = 0; point < file.row.size(); ++point) point_of[file.row[point]] = point;
    lines.write(file.rows, [&](std::size_t row, std::string& text) {
      if (point_of[row] == mapping::kNone)
        text += nothing;
      else
        append(point_of[row], text);
    });
  }
  lines.close();
}

void write_tree(const PointFile& file, const std::string& path,
                const std::vector<mapping::SpanningEdge>& edges) {
  const auto row = [&](std::uint32_t point) { return file.row.empty() ? point : file.row[point]; };
  Lines lines(path, "a,b,distance");
  lines.write(edges.size(), [&](std::size_t i, std::string& text) {
    fmt::format_to(std::back_inserter(text), "{},{},{}\n", row(edges[i].a), row(edges[i].b),
                   edges[i].distance_m);
  });
  lines.close();
}

void run_dbscan(const Wanted& wanted, const PointFile& file, Timings& timings) {
  const auto found = [&] {
    const Located located(file, wanted.projected);
    return mapping::dbscan(located.points(), {wanted.radius_m, wanted.min_points});
  }();
  timings.end_of("computing");
  write_rows(file, wanted.output, "label", [&](std::size_t point, std::string& text) {
    fmt::format_to(std::back_inserter(text), "{}\n", found.label[point]);
  });
}

void run_hdbscan(const Wanted& wanted, const PointFile& file, Timings& timings) {
  const auto found = [&] {
    const Located located(file, wanted.projected);
    const auto selection = wanted.selection == "leaf" ? mapping::ClusterSelection::leaf
                                                      : mapping::ClusterSelection::excess_of_mass;
    return mapping::hdbscan(located.points(), {wanted.min_points, wanted.min_cluster_size, selection});
  }();
  timings.end_of("computing");
  write_rows(file, wanted.output, "label,probability,core_distance",
             [&](std::size_t point, std::string& text) {
               fmt::format_to(std::back_inserter(text), "{},{},{}\n", found.label[point],
                              found.probability[point], found.core_distance_m[point]);
             });
  if (!wanted.tree.empty()) write_tree(file, wanted.tree, found.edges);
}

void run(const Wanted& wanted) {
  const Threads threads(wanted.threads);
  Timings timings;
  const PointFile file =
      read_points(wanted.file, wanted.columns,
                  wanted.projected ? mapping::Coordinates::projected : mapping::Coordinates::lon_lat);
  warn_of_unusable(file);
  timings.rows(file.rows);
  timings.end_of("reading");
  if (wanted.method == "dbscan")
    run_dbscan(wanted, file, timings);
  else
    run_hdbscan(wanted, file, timings);
  timings.end_of("writing");
  timings.print(wanted.timings, threads.count());
}

}  // namespace

void add_density_command(CLI::App& map) {
  auto wanted = std::make_shared<Wanted>();
  auto* density = map.add_subcommand(
      "density", "Groups points by density: DBSCAN for one radius, HDBSCAN* for every scale");
  density->add_option("file", wanted->file, "CSV with a first line of names; - is standard input")
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
  density->add_flag("--projected", wanted->projected, "Coordinates are metres on a plane, not degrees");
  density->add_option("--columns", wanted->columns,
                      "Names of the two columns of coordinates, as x,y or lon,lat");
  density->add_option("--threads", wanted->threads,
                      "How many threads compute; 0 = as many as the machine has");
  density->add_flag("--timings", wanted->timings,
                    "Prints seconds, threads and memory as JSON on standard error");
  density->callback([wanted] { run(*wanted); });
}

}  // namespace grono::cli::map
