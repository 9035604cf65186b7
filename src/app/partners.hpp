#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/search.hpp"

namespace grono::app {

/// Whom a partner is sought for and what the partner shall have. Filters narrow; words, codes and tags rank.
struct PartnerQuery {
  std::string text;
  matching::Query::In seek = matching::Query::In::anything;  ///< where the words are to stand
  std::optional<cluster::ClusterId> cluster;
  std::optional<cluster::OrganisationId> on_behalf_of;  ///< its needs and offers count too
  std::vector<cluster::OrganisationKind> kinds;
  std::vector<cluster::SizeClass> sizes;
  std::vector<cluster::ActivityCode> activities;
  std::vector<cluster::CapabilityKind> capability_kinds;
  std::vector<std::string> tags, places;
  std::optional<int> trl_min;
  std::optional<geo::LonLat> near;
  std::optional<double> within_m;
  std::size_t limit = 20;
};

/// From schema PartnerQuery; looks the cluster up in the store.
/// @throws InvalidInput
[[nodiscard]] PartnerQuery partner_query_from(const nlohmann::json& body, const Installation& installation);

/// Best first, never the organisation on whose behalf it is asked. Not from within a transaction.
[[nodiscard]] Found find_partners(const Installation& installation, const Caller& caller,
                                  const PartnerQuery& query);

}  // namespace grono::app
