#pragma once

#include <string>
#include <vector>

#include "mapping/region_table.hpp"

namespace grono::cli::map {

/// Where a table of regions and industries comes from.
struct FigureSource {
  std::string file;
  std::string long_columns;  ///< "region,industry,employees": one row a cell; empty = one row a region
  std::string regions_file;  ///< CSV of what each region belongs to; empty = none
  std::string level;         ///< its column of larger regions
  std::string by;  ///< CSV of the category each industry belongs to; empty = industries stay as they are
};

/// Figures by region and industry with their names.
class FigureTable {
 public:
  /// The cells as they are in the file. Those without a number are not known, and their count is told on
  /// standard error. Cells that come twice are added.
  /// @throws InvalidInput  as `exchange::read_matrix`; a region or industry named twice
  explicit FigureTable(const FigureSource& source);

  /// Adds regions up to the source's level, and industries to its categories, where it names any.
  /// @throws InvalidInput  a region without a larger one; as `read_definition`
  void add_up(const FigureSource& source);
  /// Puts regions and industries into the order of another table, which has the same ones by name.
  /// @param file  of this table, for the message
  /// @throws InvalidInput  either has some that the other lacks: names them
  void arrange_as(const FigureTable& other, const std::string& file);
  /// Forgets cells that are not known in another table of the same shape, so that sums of both are of the
  /// same cells.
  void forget_unknown_in(const FigureTable& other);

  [[nodiscard]] mapping::RegionTable table() const;
  [[nodiscard]] const std::vector<std::string>& regions() const noexcept { return regions_; }
  [[nodiscard]] const std::vector<std::string>& industries() const noexcept { return industries_; }

 private:
  void read_wide(const FigureSource& source);
  void read_long(const FigureSource& source);
  void rise_to(const FigureSource& source);
  void gather(const FigureSource& source);

  std::vector<std::string> regions_, industries_;
  std::vector<double> values_;
};

}  // namespace grono::cli::map
