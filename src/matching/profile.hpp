#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "geo/lonlat.hpp"

/// What the matching engine knows of an organisation: a value of its own, so that the engine knows no store and no
/// policy. `app` makes it from the cluster's model.
namespace grono::matching {

/// Who may see an item: the engine compares numbers and never asks why. An item is seen by a viewer who holds at least
/// one of its audiences. 0 is everyone.
using Audience = std::uint32_t;
inline constexpr Audience kEveryone = 0;

struct Text {
  std::string language;  ///< "pl", "en", ...: decides the lemmas
  std::string text;      ///< UTF-8
};

/// A code with its ancestors, nearest first, each prefixed by its scheme: {"pkd_2025:32.50.Z", "pkd_2025:32.50", ...}.
struct Code {
  std::vector<std::string> path;
  std::vector<Text> titles;
};

/// An offer or a need.
struct Item {
  Uuid id;
  std::vector<Text> title, description;
  std::vector<std::string> tags;
  std::optional<int> trl_from, trl_to;
  std::vector<std::string> labels;   ///< facets, as "competence:laboratory"
  std::vector<Audience> audiences;   ///< sorted
};

struct Profile {
  Uuid id;
  std::vector<Text> names;
  std::vector<Text> descriptions;
  std::vector<std::string> localities;
  std::vector<std::string> tags;
  std::vector<Code> codes;
  std::vector<geo::LonLat> positions;
  std::vector<std::string> labels;   ///< public facets, as "kind:university", "place:PL22", "size:micro"
  std::vector<Item> offers, needs;
  std::string sort_key;              ///< for sorting by name: bytes compare as names sort
  std::int64_t updated = 0;          ///< for sorting by the last change: larger is newer
};

}  // namespace grono::matching
