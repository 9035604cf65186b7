#pragma once

#include <string>
#include <vector>

#include "network/graph.hpp"

namespace grono::cli {

/// Ties of a file, with the names of those tied.
struct TiesFile {
  std::vector<std::string> names;     ///< by node: in the order of the list of nodes, then as they first come
  std::vector<network::Tie> ties;     ///< one for each row
  int first_year = 0, last_year = 0;  ///< of all days in it; 0 where there is no tie
};

/// Reads a table with a row a tie; its columns are told in docs/network.md.
/// @param nodes  a table of those who are there whether they are tied or not; empty = there is none
/// @throws InvalidInput  as `exchange::read_columns`; a cell is not what it should be: names file and row
[[nodiscard]] TiesFile read_ties(const std::string& path, const std::string& nodes);

/// Weights of kinds as "project=1,deal=2"; kinds that are not named count 1.
/// @throws InvalidInput  not of that form
[[nodiscard]] network::KindWeights parse_kind_weights(const std::string& text);

}  // namespace grono::cli
