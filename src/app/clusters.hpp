#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/catalogue.hpp"
#include "app/installation.hpp"
#include "cluster/cluster.hpp"
#include "store/page.hpp"

namespace grono::app {

/// The cluster of that id or slug; no value where there is none. With a transaction: within it.
[[nodiscard]] std::optional<cluster::Cluster> find_cluster(store::Transaction& transaction,
                                                           std::string_view id_or_slug);
[[nodiscard]] std::optional<cluster::Cluster> find_cluster(const Installation& installation,
                                                           std::string_view id_or_slug);
/// @throws NotFound
[[nodiscard]] cluster::Cluster read_cluster(const Installation& installation, std::string_view id_or_slug);
[[nodiscard]] cluster::Cluster read_cluster(store::Transaction& transaction, std::string_view id_or_slug);

/// From schema ClusterDraft.
/// @throws Refused, InvalidInput (also: the coordinator is not known), AlreadyExists (the
/// slug)
cluster::Cluster create_cluster(store::Transaction& transaction, const Installation& installation,
                                const Caller& caller, const nlohmann::json& draft);
/// @throws Refused, NotFound, InvalidInput, VersionConflict, AlreadyExists
cluster::Cluster edit_cluster(store::Transaction& transaction, const Installation& installation,
                              const Caller& caller, std::string_view id_or_slug, std::int64_t version,
                              const nlohmann::json& draft);

/// How many joined and left in a year, and the members at its end.
struct MembershipYear {
  int year = 0;
  int joined = 0, left = 0, members = 0;
  bool operator==(const MembershipYear&) const = default;
};

/// From the first joining to `until`, each year once; empty where nobody has joined.
[[nodiscard]] std::vector<MembershipYear> membership_years(std::span<const cluster::Membership> memberships,
                                                           int until);

/// The cluster in figures, from what is public of its active members.
struct ClusterNumbers {
  std::size_t members = 0;
  std::int64_t employees = 0;       ///< sum of what is declared
  std::size_t employees_known = 0;  ///< by how many
  std::int64_t offers = 0, needs = 0;
  Facets by;
  std::vector<MembershipYear> years;
};

/// Not from within a transaction: it asks the catalogue. @throws NotFound
[[nodiscard]] ClusterNumbers cluster_numbers(const Installation& installation, std::string_view id_or_slug);

/// Schema Cluster: with titles of the codes.
[[nodiscard]] nlohmann::json to_json(const cluster::Cluster& cluster,
                                     const cluster::Classifications& classifications);
/// Schema ClusterNumbers.
[[nodiscard]] nlohmann::json to_json(const ClusterNumbers& numbers,
                                     const cluster::Classifications& classifications);
/// List of schema Count for the values of the facet "kind", "place", "activity", "competence" or "size":
/// those that do not speak for themselves with a label.
[[nodiscard]] nlohmann::json to_json(std::span<const FacetValue> values,
                                     const cluster::Classifications& classifications);

}  // namespace grono::app
