#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "mapping/envelope.hpp"
#include "mapping/establishments.hpp"
#include "mapping/points.hpp"

namespace grono::cli::map {

/// A field among all establishments, as the measures of `grono map measure` look at it.
struct FieldCase {
  mapping::Points points;
  const mapping::Establishments* all = nullptr;
  std::vector<std::uint32_t> field;       ///< rows of the field's
  std::vector<double> weights;            ///< of all: employees, or 1 each
  std::vector<std::uint32_t> region;      ///< of each establishment; empty where regions are not known
  std::vector<std::string> region_names;  ///< the last is that of establishments in none
  std::vector<std::uint32_t> country;     ///< of each region
  std::vector<std::string> country_names;
  std::vector<double> radii_m;
  double reach_m = 0;  ///< how far curves go
  double area_m2 = 0;  ///< of the rectangle around all establishments
  mapping::BandOptions bands;
};

/// What a measure says.
struct Measured {
  std::string table;     ///< CSV with its first line; empty where there is no value
  std::string pl, en;    ///< one sentence
  bool is_there = true;  ///< else the sentences say why it could not be measured
};

/// One measure by its name on the command line and of its file.
struct MeasureKind {
  const char* name;
  std::function<Measured(const FieldCase&)> measure;
};

/// kd, m, ripley, gi, concentration (Ellison-Glaeser, Maurel-Sedillot, Gini, Herfindahl), coagglomeration,
/// theil, krugman.
[[nodiscard]] const std::vector<MeasureKind>& measure_kinds();

/// Numbers as Polish writes them.
[[nodiscard]] std::string with_decimal_commas(std::string text);

}  // namespace grono::cli::map
