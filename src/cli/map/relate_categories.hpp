#pragma once

#include <string>

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

/// Finds, scores and writes cluster categories of the table's industries, and tells on standard error how the
/// best, and the given ones, score.
/// @throws InvalidInput  as `read_similarities`, `mapping::cluster_categories`, `read_definition`
void write_categories(const CategoriesWanted& wanted, const SimilaritySource& source,
                      const FigureSource& figures_from, const FigureTable& figures);

}  // namespace grono::cli::map
