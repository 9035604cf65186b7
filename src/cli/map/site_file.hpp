#pragma once

#include <string>
#include <vector>

#include "geo/earth_points.hpp"
#include "mapping/establishments.hpp"
#include "mapping/points.hpp"

namespace grono::cli::map {

/// Which columns of a table hold what.
struct SiteColumns {
  std::string coordinates;    ///< names of the two, "x,y"; empty = the usual ones
  std::string type = "type";  ///< what each establishment does
  std::string weight;         ///< its employees, say; empty = none
  bool projected = false;     ///< metres, else degrees
};

/// Establishments of a table as the measures take them.
class SiteFile {
 public:
  /// Rows without coordinates (or weight) that can be used are left out and told on standard error.
  /// @throws InvalidInput  as `exchange::read_columns`; no row can be used
  SiteFile(const std::string& path, const SiteColumns& columns);

  [[nodiscard]] mapping::Points points() const;
  /// Numbers of the establishments of a type; `option` is where the user named it. @throws InvalidInput there
  /// is none: names some types there are
  [[nodiscard]] std::vector<std::uint32_t> of_type(const std::string& type,
                                                   const std::string& option = "--type") const;
  [[nodiscard]] const std::vector<double>& weights() const { return weights_; }
  [[nodiscard]] std::size_t rows() const { return rows_; }

 private:
  std::vector<double> x_, y_, weights_;
  mapping::Dictionary types_;
  geo::EarthPoints earth_;
  bool projected_;
  std::size_t rows_ = 0;
};

}  // namespace grono::cli::map
