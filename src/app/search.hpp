#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "app/caller.hpp"
#include "app/catalogue.hpp"
#include "app/installation.hpp"
#include "cluster/disclosure.hpp"
#include "store/page.hpp"

namespace grono::app {

/// Hits with the cards of what they name.
struct Found {
  std::vector<std::pair<matching::Hit, Card>> hits;
  std::size_t total = 0;
  std::optional<Facets> facets;
  std::optional<std::string> next;  ///< cursor of the page after
};

/// List of schema Hit.
[[nodiscard]] nlohmann::json hits_to_json(const Found& found,
                                          const cluster::Classifications& classifications);

enum class CatalogueSort { relevance, name, name_descending, newest };

/// A page of the catalogue. Not to be asked from within a transaction of the same thread.
/// @throws InvalidInput  the cursor, a filter
[[nodiscard]] Found find_in_catalogue(const Installation& installation, const Caller& caller,
                                      const Filter& filter, CatalogueSort sort,
                                      const store::PageRequest& page, bool with_facets);

/// Asks the catalogue, and puts the cards to the hits; the query's offset and limit decide which.
[[nodiscard]] Found find_with_cards(const Installation& installation, const Caller& caller,
                                    matching::Query query,
                                    cluster::DisclosureChannel channel = cluster::DisclosureChannel::search);

}  // namespace grono::app
