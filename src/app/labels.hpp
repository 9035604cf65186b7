#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cluster/classification.hpp"
#include "cluster/cluster.hpp"
#include "cluster/organisation.hpp"

/// The labels by which the search index filters and counts. Profiles bear them, filters ask for them: both
/// are made here, so that they agree.
namespace grono::app::labels {

inline constexpr std::string_view kKind = "kind:";
inline constexpr std::string_view kSize = "size:";
inline constexpr std::string_view kCompetence = "competence:";
inline constexpr std::string_view kLocality =
    "place:locality:";  ///< of the three kinds of place the one that is counted
inline constexpr std::string_view kDivision = "activity:2:";  ///< the level of a code list that is counted

[[nodiscard]] std::string of(cluster::OrganisationKind kind);
[[nodiscard]] std::string of(cluster::SizeClass size);
[[nodiscard]] std::string of(cluster::ClusterId cluster);
[[nodiscard]] std::string of(cluster::CapabilityKind kind);
[[nodiscard]] std::string of_tag(std::string_view tag);

/// Country, NUTS code at every level, LAU code and locality.
[[nodiscard]] std::vector<std::string> of(const cluster::Place& place);
/// The code and everything above it.
[[nodiscard]] std::vector<std::string> of(const cluster::ActivityCode& code,
                                          const cluster::Classifications& classifications);

/// What a filter's value asks for: a NUTS code is two capitals and what follows, a LAU code is digits,
/// everything else is the name of a locality.
[[nodiscard]] std::string sought_place(std::string_view value);
/// @param value  "pkd_2025:32.5"
/// @throws InvalidInput  where = "query/activity": no scheme in front, or one that is not known, or no such
/// code
[[nodiscard]] std::string sought_activity(std::string_view value,
                                          const cluster::Classifications& classifications);
/// @param value  a kind of capability, or "tag:" and a tag
/// @throws InvalidInput  where = "query/competence": neither
[[nodiscard]] std::string sought_competence(std::string_view value);

}  // namespace grono::app::labels
