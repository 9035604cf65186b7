#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/map/figure_table.hpp"
#include "mapping/complexity.hpp"
#include "mapping/relatedness.hpp"
#include "mapping/strong_clusters.hpp"

namespace CLI {
class App;
}

namespace grono::cli::map {

/// What is wanted of regions' specialisations; files that are empty are not.
struct SpecialisationWanted {
  std::string lq, related, density, complexity, strong;  ///< files to write
  mapping::StrongRule rule;
  double min_figure = 0;  ///< of the smallest strong cluster
  bool is_symmetric = false;
  double shrinkage = 0;  ///< in the table's unit, as employees
  mapping::Relatedness kind = mapping::Relatedness::proximity;

  [[nodiscard]] bool is_any() const {
    return !(lq.empty() && related.empty() && density.empty() && complexity.empty() && strong.empty());
  }
};

void add_specialisation_options(CLI::App& command, SpecialisationWanted& wanted);

/// What was asked for, computed; the rest is empty. Tables are row-major.
struct Specialisations {
  std::vector<double> quotients, related, densities;
  std::optional<mapping::Complexity> complexity;
  mapping::Strong strong;
  std::vector<std::uint32_t> diversity, ubiquity;

  /// Whether complexity was asked for and its order is a matter of chance.
  [[nodiscard]] bool is_complexity_undetermined() const;
};

/// @throws InvalidInput  as `mapping::location_quotients`, `mapping::strong_clusters`
[[nodiscard]] Specialisations find_specialisations(const SpecialisationWanted& wanted,
                                                   const mapping::RegionTable& table);

/// Writes the files that are wanted, side by side.
/// @throws InvalidInput  one can't be written
void write_specialisations(const SpecialisationWanted& wanted, const FigureTable& figures,
                           const Specialisations& found);

}  // namespace grono::cli::map
