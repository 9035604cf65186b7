#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "cluster/organisation.hpp"

/// Conduct under competition law: meetings among competitors, and what may not be exchanged there.
namespace grono::cluster {

using OrganisationPair = std::pair<OrganisationId, OrganisationId>;

/// Two that compete, and how that is known.
struct Rivals {
  OrganisationId one, other;  ///< one < other
  bool is_declared = false;   ///< somebody has said that they must be kept apart
  std::vector<ActivityCode>
      shared;  ///< classes of activity that both are in: scheme "nace_2.0" or "nace_2.1", "32.50"
  bool operator==(const Rivals&) const = default;
};

/// The class of NACE that a code of NACE or PKD belongs to; none of codes that are wider, and of other lists.
[[nodiscard]] std::optional<ActivityCode> activity_class(const ActivityCode& code);

/// Everybody who competes with somebody else of the group: those declared, and those of the same class of
/// NACE. Classes are compared within one version of the list. @returns  by their ids
[[nodiscard]] std::vector<Rivals> rivals_among(std::span<const Organisation> group,
                                               std::span<const OrganisationPair> declared);

}  // namespace grono::cluster
