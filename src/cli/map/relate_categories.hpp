#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/map/similarities.hpp"
#include "mapping/cluster_categories.hpp"

namespace CLI {
class App;
}

namespace grono::cli::map {

/// What is wanted of cluster categories; files that are empty are not.
struct CategoriesWanted {
  std::string categories, scores, links;  ///< files to write
  std::string given, review;              ///< a definition to compare with, and the file of its industries
  mapping::CategorySearch search;
  bool moves_outliers = false;
  double percentile = 0.95;  ///< of related categories

  [[nodiscard]] bool is_any() const {
    return !categories.empty() || !scores.empty() || !links.empty() || !review.empty();
  }
};

void add_category_options(CLI::App& command, CategoriesWanted& wanted);

/// What was found, to be written.
struct FoundCategories;

/// Finds and scores cluster categories of the table's industries.
/// @throws InvalidInput  as `read_similarities`, `mapping::cluster_categories`, `read_definition`
[[nodiscard]] std::shared_ptr<const FoundCategories> find_categories(const CategoriesWanted& wanted,
                                                                     const SimilaritySource& source,
                                                                     const FigureSource& figures_from,
                                                                     const FigureTable& figures);

/// Writes the files that are wanted, and tells on standard error how the best, and the given ones, score.
/// @param industries  of the table
void write_categories(const CategoriesWanted& wanted, const FoundCategories& found,
                      const std::vector<std::string>& industries);

}  // namespace grono::cli::map
