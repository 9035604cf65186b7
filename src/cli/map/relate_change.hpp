#pragma once

#include <string>

#include "cli/map/figure_table.hpp"

namespace grono::cli::map {

/// The same cells in two years, joined by the names of regions and industries and added up alike. A cell
/// counts that is known in both.
class Years {
 public:
  /// @param source   of the later table, with what its regions and industries are added up to
  /// @param earlier  file of the earlier one, in the same form
  /// @param now      cells of the later one, not added up
  /// @throws InvalidInput  as `FigureTable::arrange_as`, `FigureTable::add_up`
  Years(const FigureSource& source, const std::string& earlier, const FigureTable& now);

  /// Writes the change of every cell in three parts, and its growth.
  /// @throws InvalidInput  the file can't be written
  void write_shift_share(const std::string& path) const;

 private:
  FigureTable before_, now_;
};

}  // namespace grono::cli::map
