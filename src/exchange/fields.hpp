#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cluster/classification.hpp"

namespace grono::exchange {

/// What a column of a table of organisations can hold.
enum class Field {
  id,
  legal_name,
  short_name,
  kind,
  nip,
  regon,
  krs,
  eu_vat,
  website,
  founded,
  employees,
  turnover,
  description,        ///< in the target's language
  description_other,  ///< every other language, as JSON
  tags,
  activities,     ///< of the target's scheme
  main_activity,  ///< the same, and the first is the main one
  place_id,
  is_seat,
  address,  ///< street, postal code and town in one
  street,
  postal_code,
  locality,
  country,
  region,  ///< helps to tell towns of one name apart; not stored
  lau,
  nuts,
  latitude,
  longitude,
  coordinates,  ///< latitude and longitude in one
  position_source,
  other_places,  ///< all but the first, as JSON
  offers,
  needs,
  is_invented,
};
inline constexpr std::size_t kFields = static_cast<std::size_t>(Field::is_invented) + 1;

/// A field, and for text its language, for codes their scheme, where the column itself says it.
struct Target {
  Field field;
  std::string qualifier;
  bool operator==(const Target&) const = default;
};

/// "legal_name", "description_en", "activities_pkd_2025".
[[nodiscard]] std::string name_of(const Target& target);
/// No value for another name.
[[nodiscard]] std::optional<Target> target_named(std::string_view name);

/// Names of every field a column can be mapped to, the qualified ones for Polish, English and the schemes we
/// know.
[[nodiscard]] std::vector<std::string> field_names(const cluster::Classifications& classifications);

}  // namespace grono::exchange
