#pragma once

#include <string>
#include <vector>

#include "mapping/category_relations.hpp"

namespace grono::cli::map {

/// Which industries make which cluster categories, with the categories' names.
struct Definition {
  mapping::Categories categories;  ///< of the industries that were asked for
  std::vector<std::string> names;  ///< of the categories
};

/// Reads a table with a row an industry: columns `industry` (or `naics`, `code`) and `category` (or
/// `cluster`). Industries that are not in it, or without a category there, are in none, and their number is
/// told on standard error; others than those asked for are passed over.
/// @throws InvalidInput  as `exchange::read_columns`; an industry in two categories; none of the industries
/// is in it
[[nodiscard]] Definition read_definition(const std::string& path, const std::vector<std::string>& industries);

}  // namespace grono::cli::map
