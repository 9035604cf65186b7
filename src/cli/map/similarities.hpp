#pragma once

#include <string>
#include <vector>

#include "cli/map/figure_table.hpp"
#include "mapping/links.hpp"
#include "mapping/similarity.hpp"

namespace grono::cli::map {

/// The tables from which the likeness of industries is measured, beside that of employment; empty = none.
struct SimilaritySource {
  std::string establishments;       ///< of the shape of the table
  std::string establishments_long;  ///< its columns where it has a row a cell
  std::string purchases;            ///< industries x industries
  std::string occupations;          ///< industries x occupations
  std::string occupations_long;     ///< its columns where it has a row a cell
  std::vector<std::string> only;    ///< names of those wanted; empty = all
};

/// Likeness of the table's industries, each under its name: lc-emp and coi of the table, lc-est, io and occ
/// where their tables are given; and last, of several, their composite. Industries are known by their names
/// in every table; of one that a table lacks its measure knows nothing, and how many these are is told on
/// standard error.
/// @throws InvalidInput  a name that is none, or one without its table; as the readers of the tables
[[nodiscard]] std::vector<mapping::Similarity> read_similarities(const SimilaritySource& source,
                                                                 const FigureSource& figures_from,
                                                                 const FigureTable& figures);

/// Links by occupation of the industries of a table, with their names.
struct NamedLinks {
  std::vector<std::string> industries;
  std::vector<double> values;  ///< industries x industries
};
[[nodiscard]] NamedLinks read_occupation_links(const SimilaritySource& source);
/// Input-output links likewise; or others of a table from industry to industry, whose names stand in its
/// first column and its first line.
[[nodiscard]] NamedLinks read_flow_links(const std::string& path,
                                         std::vector<double> (*links)(const mapping::Flows&));

}  // namespace grono::cli::map
