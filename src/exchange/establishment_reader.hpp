#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "mapping/establishments.hpp"
#include "mapping/ranks.hpp"

namespace grono::exchange {

/// A column of establishments that is wanted.
struct EstablishmentColumn {
  enum class Need : std::uint8_t { unused, if_there, required } need = Need::unused;
  std::string name;  ///< as the file calls it, and then it must be there; empty = the usual names
};

/// Which columns of a file hold what, and which of them are wanted. GeoJSON has coordinates in its geometry.
struct EstablishmentColumns {
  std::string coordinates;  ///< the two names, "x,y"; empty = the usual ones
  bool projected = false;   ///< metres on a plane, else degrees
  EstablishmentColumn activity, employees, kind, classification, name;
  std::optional<int> year = {};  ///< only rows of this year, told by `year_column`
  EstablishmentColumn year_column;
};

/// Why a row can't be used.
enum class Unusable : std::uint8_t { no_coordinates, off_the_earth, no_employees };
inline constexpr std::size_t kUnusableReasons = 3;

/// What became of a file's rows.
struct ReadingReport {
  static constexpr std::size_t kSampled = 5;
  struct Reason {
    std::uint64_t count = 0;
    std::vector<std::uint64_t> rows;  ///< the first few, 1 = first after the names
  };
  std::uint64_t rows = 0;
  std::array<Reason, kUnusableReasons> unusable;  ///< by `Unusable`
  std::uint64_t other_years = 0;                  ///< rows that were not asked for
  /// Rows in a thousand that stand on one place, where it is half of them or more: geocoded by a default, it
  /// seems.
  std::uint32_t on_one_place = 0;

  [[nodiscard]] std::uint64_t unusable_rows() const;
  /// One line each for a person, without a full stop; none where there is nothing to tell.
  [[nodiscard]] std::vector<std::string> messages() const;
};

/// Establishments of a file.
struct EstablishmentFile {
  mapping::Establishments establishments;
  mapping::Dictionary
      classification;        ///< of each, which list its activity code is of; empty where not stated
  mapping::Dictionary name;  ///< of each; empty where not asked for
  ReadingReport report;
};

/// Reads establishments of CSV or GeoJSON (see `read_columns`): memory-mapped, parsed in parallel, columns in
/// memory. Rows that can't be used are left out and told in the report; the rest keep their order.
///
/// @param path  a file, or "-" for standard input
/// @throws InvalidInput  as `read_columns`; no row of several can be used; longitude and latitude are swapped
/// (most rows
///                       are on the Earth only so); more than 4,294,967,294 rows
/// @note   O(bytes); 32 bytes a row with activity, employees and kind; while parts are joined, the file's
/// pages and one column more
[[nodiscard]] EstablishmentFile read_establishments(const std::string& path,
                                                    const EstablishmentColumns& columns);
/// The same of a text in memory. @param name  what messages call it
[[nodiscard]] EstablishmentFile read_establishments(std::string_view text, const std::string& name,
                                                    const EstablishmentColumns& columns);
/// The same over processes that each take a share of the rows: establishments are this one's, with their rows
/// in the whole file; the report is of all.
[[nodiscard]] EstablishmentFile read_establishments(const std::string& path,
                                                    const EstablishmentColumns& columns,
                                                    mapping::Ranks& ranks);

}  // namespace grono::exchange
