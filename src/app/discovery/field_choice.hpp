#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cluster/classification.hpp"
#include "mapping/establishments.hpp"

namespace grono::app {

/// The program's lists of codes.
/// @throws InvalidInput  a classification that is none of them: names those it has
[[nodiscard]] cluster::Classifications lists_of(const std::filesystem::path& share,
                                                const std::string& classification);

/// A field of activities: all below some codes of one classification.
struct FieldChoice {
  std::string title;                  ///< as a person would call it
  std::vector<std::string> codes;     ///< as meant, with their dots
  std::vector<std::string> prefixes;  ///< as codes are compared
  std::string classification;         ///< "pkd_2025" …; empty where not stated
};

/// What `--field` says.
///
/// @param text            codes, separated by commas ("32.5,26.60"), with `classification` also sections
/// ("C"), or the
///                        title of a code there, or words of it
/// @param classification  the list the codes are of; empty = not known, codes are then compared as they stand
/// @param share           the program's share folder, for the lists
/// @throws InvalidInput  a classification that is none, a code or title that is not in it, words that several
/// titles
///                       hold: names them
[[nodiscard]] FieldChoice choose_field(const std::string& text, const std::string& classification,
                                       const std::filesystem::path& share);

/// Establishments of the field among all.
struct FieldRows {
  std::vector<std::uint32_t> rows;
  std::size_t unknown_codes =
      0;  ///< establishments whose code is not in the classification; 0 where it is not stated
};

/// @param stated  of each establishment, the classification of its code; may be empty
/// @throws InvalidInput  codes of several classifications side by side, or of another one than the field;
/// most codes
///                       not in the classification; none of the field
[[nodiscard]] FieldRows rows_of_field(const FieldChoice& field, const mapping::Dictionary& activity,
                                      const mapping::Dictionary& stated, const std::filesystem::path& share);

}  // namespace grono::app
