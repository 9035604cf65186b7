#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/catalogue.hpp"
#include "app/installation.hpp"

/// Questions to the catalogue: the list with its facets, partner search, neighbours, completions.
namespace grono::app {

/// Hits with the cards of what they name.
struct Found {
  std::vector<std::pair<matching::Hit, Card>> hits;
  std::size_t total = 0;
  std::optional<std::string> next;  ///< cursor of the page after
};

enum class CatalogueSort { relevance, name, name_descending, newest };

/// A page of the catalogue.
/// @throws InvalidInput  the cursor, a filter
[[nodiscard]] Found find_in_catalogue(const Installation& installation, const Caller& caller,
                                      const Filter& filter, CatalogueSort sort, std::string_view cursor,
                                      std::size_t limit);

/// Whom a partner is sought for and what the partner shall have. Filters narrow; words, codes and tags rank.
struct PartnerQuery {
  std::string text;
  matching::Query::In seek = matching::Query::In::anything;
  std::optional<cluster::ClusterId> cluster;
  std::optional<cluster::OrganisationId> on_behalf_of;
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
/// From schema PartnerQuery. @throws InvalidInput
[[nodiscard]] PartnerQuery partner_query_from(const nlohmann::json& body, const Installation& installation);

[[nodiscard]] Found find_partners(const Installation& installation, const Caller& caller,
                                  const PartnerQuery& query);

enum class Neighbourhood { similar, complementary, near };

/// Who is similar to an organisation, completes it or is near it; best first, never itself.
/// @throws NotFound
[[nodiscard]] Found find_neighbours(const Installation& installation, const Caller& caller,
                                    cluster::OrganisationId organisation, Neighbourhood by,
                                    std::optional<cluster::ClusterId> cluster, std::size_t limit);

/// A completion of what is being typed.
struct Suggestion {
  enum class Kind { organisation, activity, place } kind = Kind::organisation;
  std::string label;
  std::string value;  ///< id, "scheme:code" or name of the place: what the filter takes
};
[[nodiscard]] std::vector<Suggestion> suggest(const Installation& installation, const Caller& caller,
                                              std::string_view text,
                                              std::optional<cluster::ClusterId> cluster, std::size_t limit);

}  // namespace grono::app
