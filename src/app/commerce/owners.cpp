#include "app/commerce/owners.hpp"

#include "app/errors.hpp"
#include "base/error.hpp"
#include "store/ip_asset_store.hpp"
#include "store/offer_store.hpp"
#include "store/product_store.hpp"

namespace grono::app {
namespace {

using cluster::OrganisationId;

template <class Thing, class Store>
nlohmann::json changes_of_commerce(store::Transaction& transaction, const Caller& caller,
                                   cluster::DisclosedKind kind, std::string_view written,
                                   nlohmann::json changes) {
  const auto id = decltype(Thing::id)::parse(written);
  GRONO_INVARIANT(id);
  Store things(transaction);
  auto stored = things.find(*id);
  if (!stored) stored = things.find_deleted(*id);
  if (!stored || !sees_commerce(caller, *stored)) return nlohmann::json::object();
  note_commerce(caller, kind, *stored, cluster::DisclosureChannel::changes);
  // What it is linked with may be somebody's secret.
  for (const char* link : {"product", "products", "ip_assets", "project", "project_result"})
    changes.erase(link);
  return changes;
}

}  // namespace

nlohmann::json to_json(const std::vector<CommerceLink>& links) {
  nlohmann::json made = nlohmann::json::array();
  for (const CommerceLink& each : links) made.push_back({{"id", each.id}, {"title", each.title}});
  return made;
}

void add_owner(nlohmann::json& thing, const CommerceOwner& owner) {
  if (!owner.name.empty()) thing["organisation_name"] = owner.name;
  thing["is_owner_member"] = owner.is_member;
  // Who else was let in is between them and the owner.
  if (owner.may.empty()) thing["named"] = nlohmann::json::array();
  thing["may"] = owner.may;
}

void no_such_commerce(cluster::ProductId) {
  throw NotFound("there is no such product");
}
void no_such_commerce(cluster::IpAssetId) {
  throw NotFound("there is no such intellectual property");
}
void no_such_commerce(cluster::OfferId) {
  throw NotFound("there is no such offer");
}

void require_commerce_member(store::Transaction& transaction,
                             const std::optional<OrganisationId>& organisation, cluster::ClusterId cluster) {
  if (organisation) require_member(transaction, "/organisation", *organisation, cluster);
}

void require_commerce_seen(bool is_seen) {
  if (!is_seen)
    throw InvalidInput("/visibility", "you would not see it yourself",
                       "choose who sees it so that you are among them, or let its organisation do it");
}

void withdraw_commerce(store::Transaction& transaction, cluster::ClusterId cluster,
                       OrganisationId organisation) {
  store::ProductStore products(transaction);
  for (cluster::Product& each : products.of_organisation(organisation))
    if (each.cluster == cluster && !each.is_withdrawn) {
      each.is_withdrawn = true;
      products.update(each, std::nullopt);
    }
  store::IpAssetStore assets(transaction);
  for (cluster::IpAsset& each : assets.of_organisation(organisation))
    if (each.cluster == cluster && !each.is_withdrawn) {
      each.is_withdrawn = true;
      assets.update(each, std::nullopt);
    }
  store::OfferStore offers(transaction);
  for (cluster::MarketOffer& each : offers.of_organisation(organisation))
    if (each.cluster == cluster && each.state != cluster::MarketOfferState::withdrawn) {
      each.state = cluster::MarketOfferState::withdrawn;
      offers.update(each, std::nullopt);
    }
}

nlohmann::json commerce_changes_as_seen_by(store::Transaction& transaction, const Caller& caller,
                                           std::string_view kind, std::string_view id,
                                           nlohmann::json changes) {
  if (kind == "product")
    return changes_of_commerce<cluster::Product, store::ProductStore>(
        transaction, caller, cluster::DisclosedKind::product, id, std::move(changes));
  if (kind == "ip_asset")
    return changes_of_commerce<cluster::IpAsset, store::IpAssetStore>(
        transaction, caller, cluster::DisclosedKind::ip_asset, id, std::move(changes));
  GRONO_INVARIANT(kind == "market_offer");
  return changes_of_commerce<cluster::MarketOffer, store::OfferStore>(
      transaction, caller, cluster::DisclosedKind::market_offer, id, std::move(changes));
}

}  // namespace grono::app
