#pragma once

#include <string>
#include <vector>

#include "exchange/establishment_reader.hpp"
#include "geo/earth_points.hpp"
#include "mapping/points.hpp"

namespace CLI {
class App;
}

namespace grono::cli::map {

/// Adds --columns and --projected.
void add_coordinate_options(CLI::App& command, exchange::EstablishmentColumns& columns);
/// Adds those, --type-column and --weight-column.
void add_site_options(CLI::App& command, exchange::EstablishmentColumns& columns);
/// What was left out, on standard error.
void print_report(const exchange::ReadingReport& report);

/// Establishments of a file as the measures take them. What is left out is told on standard error.
class Sites {
 public:
  /// @throws InvalidInput  as `exchange::read_establishments`
  /// @param ranks  processes that each take a share of the rows; the first tells what is left out
  Sites(const std::string& path, const exchange::EstablishmentColumns& columns,
        mapping::Ranks& ranks = mapping::alone());

  [[nodiscard]] const mapping::Points& points() const { return points_; }
  [[nodiscard]] const mapping::Establishments& all() const { return file_.establishments; }
  [[nodiscard]] const mapping::Dictionary& classification() const { return file_.classification; }
  [[nodiscard]] const std::vector<double>& weights() const { return file_.establishments.weight; }
  [[nodiscard]] std::size_t rows() const { return file_.report.rows; }
  /// Numbers of the establishments of a type; `option` is where the user named it. @throws InvalidInput there
  /// is none: names some types there are
  [[nodiscard]] std::vector<std::uint32_t> of_type(const std::string& type,
                                                   const std::string& option = "--type") const;

 private:
  exchange::EstablishmentFile file_;
  geo::EarthPoints earth_;
  mapping::Points points_;
};

}  // namespace grono::cli::map
