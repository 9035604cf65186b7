#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace grono::mapping {

/// What the coordinates of establishments are.
enum class Coordinates : std::uint8_t {
  lon_lat,    ///< degrees on WGS 84: x longitude, y latitude
  projected,  ///< metres on a plane: x east, y north
};

/// Texts that repeat, each kept once; a column holds the number of its text.
struct Dictionary {
  std::vector<std::string> texts;     ///< each once, in the order they first came
  std::vector<std::uint32_t> column;  ///< one for each establishment; empty where there is no such column
};

/// Establishments in columns: the same index everywhere is the same establishment. A column that the input
/// lacks is empty; the others have one entry for each establishment, in input order.
///
/// @invariant  x and y are finite and equally long; every weight is finite and >= 0
/// @note  32 bytes an establishment with activity, kind and weight
struct Establishments {
  Coordinates coordinates = Coordinates::lon_lat;
  std::vector<double> x, y;
  std::vector<double> weight;      ///< employees, or another weight
  Dictionary activity;             ///< code, as written
  Dictionary kind;                 ///< firm, hospital, research …, as written
  std::vector<std::uint64_t> row;  ///< row of the input, 1 = first after the header; empty where all rows
                                   ///< were usable and establishment i is row i + 1

  [[nodiscard]] std::size_t size() const noexcept { return x.size(); }
};

}  // namespace grono::mapping
