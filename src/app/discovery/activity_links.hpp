#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "mapping/establishments.hpp"
#include "mapping/ranks.hpp"

namespace grono::app {

/// Where the relatedness of activities is to come from.
struct RelatednessChoice {
  std::string file;   ///< a table, industry by industry; empty = from where the establishments stand
  double side_m = 0;  ///< of the areas in which activities stand together; 0 = chosen, see `activity_links`
};

/// What a classification calls an activity; either may be empty.
struct ActivityTitle {
  std::string pl, en;
};

/// The activities of all establishments, and how they are related.
struct ActivityLinks {
  enum class From : std::uint8_t { nothing, colocation, table } from = From::nothing;
  std::vector<std::string> names;                       ///< of each activity that is told of
  std::vector<ActivityTitle> titles;                    ///< of each; empty where no classification is stated
  std::map<std::string, std::uint32_t> number_of_code;  ///< compact codes of the table or the establishments
  std::vector<double> everywhere;                       ///< establishments of each, of all processes
  double all = 0;                                       ///< establishments with any activity
  std::vector<double> related;  ///< activities x activities; empty where nothing is known
  double mean_everywhere =
      std::numeric_limits<double>::quiet_NaN();  ///< of any two establishments that differ
  std::uint32_t areas = 0;                       ///< that were compared, of `side_m`; 0 with a table
  double side_m = 0;

  /// The activity of a code: itself, or in a table the longest code that it is below.
  [[nodiscard]] std::optional<std::uint32_t> activity_of(const std::string& code) const;
};

/// How the activities of all establishments are related: as a table says, or by the areas in which they stand
/// together (`mapping::colocated_activities`). The areas are squares with the largest side of 100, 50, 20,
/// 10, 5, 2 and 1 km that gives 200 areas with 20 establishments or more, or that which gives the most such
/// areas; with fewer than 30 nothing is known.
///
/// @throws InvalidInput  a table that can't be read, is not square, names an industry twice, or none of the
///                       establishments' activities
/// @note    the same for any number of threads and processes; a pass over the establishments for each side
/// tried
[[nodiscard]] ActivityLinks activity_links(const RelatednessChoice& choice,
                                           const mapping::Establishments& all,
                                           mapping::Ranks& ranks = mapping::alone());

/// Finds what a classification calls the activities.
/// @param share  the program's share folder, for the lists
/// @throws InvalidInput  a classification that is none
void add_titles(ActivityLinks& links, const std::string& classification, const std::filesystem::path& share);

}  // namespace grono::app
