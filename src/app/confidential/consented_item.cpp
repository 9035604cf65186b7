#include "app/confidential/consented_item.hpp"

#include <array>

#include <nlohmann/json.hpp>

#include "app/clock.hpp"
#include "app/notify.hpp"
#include "app/people.hpp"
#include "cluster/names.hpp"
#include "store/confidential_store.hpp"
#include "store/organisation_store.hpp"
#include "store/viewers.hpp"

namespace grono::app {

using cluster::Capability;
using cluster::CapabilityId;
using cluster::ConfidentialMatch;
using cluster::ItemSide;
using cluster::MatchingConsent;
using cluster::Organisation;
using cluster::OrganisationId;

std::optional<OwnItem> find_item(const Organisation& organisation, CapabilityId id) {
  for (const auto& [side, items] :
       {std::pair(ItemSide::offer, &organisation.offers), std::pair(ItemSide::need, &organisation.needs)})
    for (const Capability& item : *items)
      if (item.id == id) return OwnItem{&item, side};
  return std::nullopt;
}

std::string digest_of(const Capability& item) {
  nlohmann::json made = {{"kind", cluster::name_of(item.kind)},
                         {"title", item.title},
                         {"description", item.description},
                         {"tags", item.tags},
                         {"visibility", cluster::name_of(item.visibility)},
                         {"named", nlohmann::json::array()}};
  if (item.trl_from) made["trl_from"] = *item.trl_from;
  if (item.trl_to) made["trl_to"] = *item.trl_to;
  for (const OrganisationId& each : item.named) made["named"].push_back(each.str());
  return digest(made.dump());
}

bool holds(const MatchingConsent& consent, const Organisation& organisation) {
  const auto found = find_item(organisation, consent.item);
  return !consent.ended_at && found && found->side == consent.side && cluster::is_matchable(*found->item) &&
         digest_of(*found->item) == consent.digest;
}

bool holds(store::Transaction& transaction, const std::optional<cluster::ConsentId>& id) {
  if (!id) return true;
  const auto consent = store::ConfidentialStore(transaction).find_consent(*id);
  if (!consent) return false;
  const auto owner = store::OrganisationStore(transaction).find(consent->organisation);
  return owner && !owner->merged_into && holds(*consent, *owner);
}

void tell_of_match(store::Transaction& transaction, const ConfidentialMatch& match) {
  using Kind = cluster::Audience::Kind;
  const std::array viewers = {cluster::Audience{Kind::people_of, match.need.organisation.uuid},
                              cluster::Audience{Kind::people_of, match.offer.organisation.uuid}};
  store::write_viewers(transaction, match.id.str(), viewers);
  Occasion occasion{cluster::NotificationKind::confidential_match, "confidential_match", match.id.str()};
  occasion.names_nobody = true;
  occasion.detail = {{"event", match.exchanged_at ? "match_agreed" : "match_found"}};
  for (const OrganisationId& side : {match.need.organisation, match.offer.organisation})
    notify(transaction, occasion, representatives_of(transaction, side));
}

}  // namespace grono::app
