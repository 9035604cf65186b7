#include "cli/map/sites.hpp"

#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include "base/error.hpp"

namespace grono::cli::map {

using Need = exchange::EstablishmentColumn::Need;

void add_coordinate_options(CLI::App& command, exchange::EstablishmentColumns& columns) {
  command.add_option("--columns", columns.coordinates,
                     "Names of the two columns of coordinates, as lon,lat or x,y");
  command.add_flag("--projected", columns.projected, "Coordinates are metres on a plane, not degrees");
}

void add_site_options(CLI::App& command, exchange::EstablishmentColumns& columns) {
  columns.activity = {Need::required, "type"};
  add_coordinate_options(command, columns);
  command.add_option("--type-column", columns.activity.name, "Column of types")->capture_default_str();
  command.add_option("--weight-column", columns.employees.name, "Column of weights, as employees");
}

void print_report(const exchange::ReadingReport& report) {
  for (const std::string& message : report.messages()) fmt::print(stderr, "grono: {}\n", message);
}

Sites::Sites(const std::string& path, const exchange::EstablishmentColumns& columns, mapping::Ranks& ranks)
    : file_(exchange::read_establishments(path, columns, ranks)) {
  if (ranks.rank() == 0) print_report(file_.report);
  const mapping::Establishments& all = file_.establishments;
  points_ = {all.x, all.y, {}, false};
  if (columns.projected) return;
  earth_ = geo::earth_points(all.x, all.y);
  points_ = {earth_.x, earth_.y, earth_.z, true};
}

std::vector<std::uint32_t> Sites::of_type(const std::string& type, const std::string& option) const {
  constexpr std::ptrdiff_t kShown = 8;
  const mapping::Dictionary& types = file_.establishments.activity;
  std::vector<std::uint32_t> made;
  for (std::uint32_t site = 0; site < types.column.size(); ++site)
    if (types.texts[types.column[site]] == type) made.push_back(site);
  if (made.empty()) {
    const auto shown = std::min(std::ssize(types.texts), kShown);
    throw InvalidInput(
        option, fmt::format("no establishment is of type \"{}\"", type),
        fmt::format("the types are {}{}", fmt::join(types.texts.begin(), types.texts.begin() + shown, ", "),
                    shown < std::ssize(types.texts) ? ", …" : ""));
  }
  return made;
}

}  // namespace grono::cli::map
