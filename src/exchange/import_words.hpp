#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "cluster/organisation.hpp"
#include "exchange/fields.hpp"

namespace grono::exchange {

/// The words people head their columns with and write into their cells, in Polish, English and as CORDIS
/// does. Case, diacritics and punctuation do not matter.
class ImportWords {
 public:
  /// Reads headers.csv, kinds.csv, name_words.csv and countries.csv.
  /// @throws InvalidInput  names the file and line
  [[nodiscard]] static ImportWords load(const std::filesystem::path& folder);

  [[nodiscard]] std::optional<Target> target(std::string_view header) const;
  /// Also our own spellings ("research_institute").
  [[nodiscard]] std::optional<cluster::OrganisationKind> kind(std::string_view word) const;
  /// What a name says its bearer is ("UNIVERSITÀ DI …"); none where it says nothing.
  [[nodiscard]] std::optional<cluster::OrganisationKind> kind_by_name(std::string_view name) const;
  /// The two letters of a country from its code or name.
  [[nodiscard]] std::optional<std::string> country(std::string_view word) const;
  /// Whether the place lies within the country's bounds, to a degree; no value where we do not know them.
  [[nodiscard]] std::optional<bool> is_in_country(geo::LonLat place, const std::string& code) const;

 private:
  std::unordered_map<std::string, Target> headers_;
  std::unordered_map<std::string, cluster::OrganisationKind> kinds_;
  std::vector<std::pair<std::string, cluster::OrganisationKind>> name_words_;  // how one begins, in order
  std::unordered_map<std::string, std::string> countries_;
  std::unordered_map<std::string, std::array<double, 4>> bounds_;  // west, south, east, north
};

}  // namespace grono::exchange
