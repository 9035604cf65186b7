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

/// Reads two columns of a delimited text file (comma, semicolon or tab, told by its first line; quotes
/// doubled inside quotes) with names in its first line. Memory-mapped, and parsed in parallel where no cell
/// is quoted.
///
/// @param path     a file, or "-" for standard input
/// @param columns  names of the two, "x,y"; empty = lon and lat, or x and y of projected coordinates, in any
/// usual spelling
/// @throws InvalidInput  the file can't be read, has no such column, more than 4,294,967,294 rows, or no
/// usable row
/// @note   16 bytes a row and what the file takes; O(file)
[[nodiscard]] PointFile read_points(const std::string& path, const std::string& columns,
                                    mapping::Coordinates coordinates);

}  // namespace grono::cli::map
