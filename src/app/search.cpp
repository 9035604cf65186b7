#include "app/search.hpp"

#include <charconv>
#include <map>
#include <set>
#include <unordered_map>

#include "app/disclosures.hpp"
#include "app/json.hpp"
#include "base/error.hpp"

namespace grono::app {
namespace {

// A search has no key that a page could begin after: its cursor is how many hits came before.
std::size_t offset_of(const std::string& cursor) {
  if (cursor.empty()) return 0;
  std::size_t offset = 0;
  const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), offset);
  if (error != std::errc() || end != cursor.data() + cursor.size() || offset == 0 || offset > 100'000'000)
    throw InvalidInput("query/cursor", "no page gave this cursor",
                       "take `next` of the page before, or begin anew");
  return offset;
}

matching::Query::Order order_of(CatalogueSort sort, bool has_words) {
  using Order = matching::Query::Order;
  switch (sort) {
    case CatalogueSort::relevance:
      return has_words ? Order::relevance : Order::name;
    case CatalogueSort::name:
      return Order::name;
    case CatalogueSort::name_descending:
      return Order::name_descending;
    case CatalogueSort::newest:
      return Order::newest;
  }
  return Order::relevance;
}

// Offers and needs of which a reason quotes something.
void note_quoted(const Installation& installation, const Caller& caller, const Found& found,
                 cluster::DisclosureChannel channel) {
  if (!caller.shown) return;
  std::map<cluster::OrganisationId, std::set<Uuid>> quoted;
  for (const auto& [hit, card] : found.hits)
    for (const matching::Reason& reason : hit.reasons)
      for (const matching::ItemRef& ref : reason.items) quoted[{ref.owner}].insert(ref.item);
  if (quoted.empty()) return;
  for (const SharedItem& each : installation.catalogue().shared_items(quoted))
    note_shown(caller, each.sharing(), {each.owner, each.kind, each.item, each.version, channel, {}});
}

}  // namespace

Found find_with_cards(const Installation& installation, const Caller& caller, matching::Query query,
                      cluster::DisclosureChannel channel) {
  Catalogue& catalogue = installation.catalogue();
  query.language = caller.language;
  matching::Result result = catalogue.find(query, caller.actor);
  std::unordered_map<cluster::OrganisationId, Card> cards;
  for (Card& card : catalogue.cards(result)) {
    const auto id = card.id;
    cards.emplace(id, std::move(card));
  }
  Found found;
  found.total = result.total;
  if (!query.facets.empty()) found.facets = catalogue.facets(result);
  for (matching::Hit& hit : result.hits)
    if (const auto card = cards.find({hit.id}); card != cards.end())
      found.hits.emplace_back(std::move(hit), std::move(card->second));
  note_quoted(installation, caller, found, channel);
  return found;
}

Found find_in_catalogue(const Installation& installation, const Caller& caller, const Filter& filter,
                        CatalogueSort sort, const store::PageRequest& page, bool with_facets) {
  matching::Query query = to_query(filter, installation.classifications());
  query.order = order_of(sort, !filter.text.empty());
  query.offset = offset_of(page.cursor);
  query.limit = static_cast<std::size_t>(page.limit);
  if (with_facets) ask_for_facets(query);
  const std::size_t end = query.offset + query.limit;
  Found found = find_with_cards(installation, caller, std::move(query));
  if (end < found.total) found.next = std::to_string(end);
  return found;
}

nlohmann::json hits_to_json(const Found& found, const cluster::Classifications& classifications) {
  nlohmann::json made = nlohmann::json::array();
  for (const auto& [hit, card] : found.hits) made.push_back(to_json(hit, card, classifications));
  return made;
}

}  // namespace grono::app
