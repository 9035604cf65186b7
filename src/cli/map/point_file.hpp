#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mapping/establishments.hpp"

namespace grono::cli::map {

/// Coordinates of a table's rows, and which rows have none that can be used.
struct PointFile {
  std::vector<double> x, y;        ///< of the usable rows, in input order
  std::vector<std::uint32_t> row;  ///< their rows, 0 = first after the header; empty where all are usable
  std::uint32_t rows = 0;          ///< all rows of the input
  std::vector<std::uint32_t> unusable;  ///< the first few rows that can't be used, 0 = first after the header
};

/// Reads two columns of a delimited text file, as `exchange::read_columns`.
///
/// @param path     a file, or "-" for standard input
/// @param columns  names of the two, "x,y"; empty = lon and lat, or x and y of projected coordinates, in any
/// usual spelling
/// @throws InvalidInput  as `exchange::read_columns`; more than 4,294,967,294 rows; rows, but none that is
/// usable
/// @note   O(bytes)
[[nodiscard]] PointFile read_points(const std::string& path, const std::string& columns,
                                    mapping::Coordinates coordinates);

}  // namespace grono::cli::map
