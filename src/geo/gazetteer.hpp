#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "geo/lonlat.hpp"

namespace grono::geo {

/// A town or village. NUTS and LAU codes may be empty where the source has none.
struct Locality {
  std::string name;
  std::string country;  ///< ISO 3166-1 alpha-2
  std::string region;   ///< name of the first-level region (voivodeship)
  std::string nuts, lau;
  LonLat position;
  int population = 0;
};

/// Finds places by name without asking a network.
class Gazetteer {
 public:
  /// @throws InvalidInput  names the file and line
  [[nodiscard]] static Gazetteer load(const std::filesystem::path& file);

  /// The locality of that name (case and diacritics do not matter); where several bear it, the one that fits the hints,
  /// else no value: a wrong town is worse than none. A much larger one (10 times the next) counts as meant.
  /// @param region_or_code  name of the region, NUTS or LAU code or postal code; may be empty
  [[nodiscard]] std::optional<Locality> find(std::string_view name, std::string_view country,
                                             std::string_view region_or_code = {}) const;
  /// By the start of the name, largest first.
  [[nodiscard]] std::vector<Locality> starting_with(std::string_view prefix, std::size_t limit) const;
  [[nodiscard]] std::size_t size() const;

 private:
  std::vector<Locality> localities_;                     // largest first
  std::vector<std::pair<std::string, std::size_t>> by_name_;  // folded name -> locality, sorted
};

}  // namespace grono::geo
