#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "mapping/establishments.hpp"

namespace grono::cli::map {

/// Which columns of a table hold what; an empty name = the usual ones.
struct EstablishmentColumns {
  std::string coordinates;  ///< the two names, "x,y"
  std::string activity, employees, kind, classification;
  bool projected = false;  ///< metres, else degrees
};

/// Establishments of a table, and what became of its rows.
struct EstablishmentFile {
  mapping::Establishments establishments;
  mapping::Dictionary
      classification;  ///< of each, which list its activity code is of; empty where not stated
  std::size_t rows = 0;
  std::vector<std::size_t> unusable;  ///< the first few rows without coordinates or employees, 1 = first
  std::size_t unusable_rows = 0;
};

/// @throws InvalidInput  as `exchange::read_columns`; no row can be used
/// @note   O(bytes)
[[nodiscard]] EstablishmentFile read_establishments(const std::string& path,
                                                    const EstablishmentColumns& columns);

}  // namespace grono::cli::map
