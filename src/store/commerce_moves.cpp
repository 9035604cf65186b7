#include "store/commerce_moves.hpp"

#include <algorithm>
#include <map>

#include "base/error.hpp"
#include "store/ip_asset_store.hpp"
#include "store/offer_store.hpp"
#include "store/product_store.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::IpAsset;
using cluster::MarketOffer;
using cluster::OrganisationId;
using cluster::Product;
using nlohmann::json;

void replace_named(std::vector<OrganisationId>& named, OrganisationId from, OrganisationId to) {
  std::replace(named.begin(), named.end(), from, to);
  std::sort(named.begin(), named.end());
  named.erase(std::unique(named.begin(), named.end()), named.end());
}

// Where both owned a part of it, the one that carries on owns the sum.
void join_owners(IpAsset& asset, OrganisationId from, OrganisationId to) {
  const auto owner_of = [&](OrganisationId id) {
    return std::find_if(asset.owners.begin(), asset.owners.end(),
                        [&](const cluster::IpOwner& each) { return each.organisation == id; });
  };
  const auto gone = owner_of(from);
  if (gone == asset.owners.end()) return;
  const auto kept = owner_of(to);
  if (kept == asset.owners.end()) {
    gone->organisation = to;
    return;
  }
  const auto both = sum(kept->share, gone->share);
  GRONO_INVARIANT(both);  // the sum of all of them was reckoned when they were written
  kept->share = *both;
  asset.owners.erase(gone);
}

template <class Thing>
json what_it_was(const Thing& thing) {
  json made = {{"named", texts_of(thing.named)}};
  if (thing.organisation) made["organisation"] = thing.organisation->str();
  return made;
}

template <class Thing>
void make_what_it_was(Thing& thing, const json& before) {
  thing.named = ids_of<OrganisationId>(before.at("named").get<std::vector<std::string>>());
  thing.organisation.reset();
  if (before.contains("organisation")) thing.organisation = OrganisationId::parse(before["organisation"].get<std::string>());
}

// Each once, though it may be found as owned and as naming.
template <class Thing, class Store>
auto concerned(Store& store, OrganisationId organisation) {
  std::map<decltype(Thing::id), Thing> made;
  for (Thing& each : store.of_organisation(organisation, true)) made.emplace(each.id, std::move(each));
  for (Thing& each : store.naming(organisation)) made.emplace(each.id, std::move(each));
  return made;
}

template <class Thing, class Store>
void move_things(Transaction& transaction, const char* kind, OrganisationId from, OrganisationId to, json& moved) {
  Store store(transaction);
  for (auto& [id, thing] : concerned<Thing>(store, from)) {
    json before = what_it_was(thing);
    if (thing.organisation == from) thing.organisation = to;
    replace_named(thing.named, from, to);
    if constexpr (std::is_same_v<Thing, IpAsset>) {
      before["owners"] = cluster::stored_owners(thing.owners);
      join_owners(thing, from, to);
    }
    store.hand_over(thing);
    moved.push_back({{"kind", kind}, {"id", id.str()}, {"version", thing.version}, {"before", std::move(before)}});
  }
}

template <class Thing, class Store>
void move_thing_back(Transaction& transaction, const json& each) {
  const auto id = decltype(Thing::id)::parse(each.at("id").get<std::string>());
  GRONO_INVARIANT(id);
  Store store(transaction);
  auto thing = store.find(*id);
  if (!thing) thing = store.find_deleted(*id);
  if (!thing || thing->version != each.at("version").get<std::int64_t>()) return;
  make_what_it_was(*thing, each.at("before"));
  if constexpr (std::is_same_v<Thing, IpAsset>) thing->owners = cluster::owners_from_stored(each.at("before").at("owners"));
  store.hand_over(*thing);
}

}  // namespace

json move_commerce(Transaction& transaction, OrganisationId from, OrganisationId to) {
  json moved = json::array();
  move_things<Product, ProductStore>(transaction, "product", from, to, moved);
  move_things<IpAsset, IpAssetStore>(transaction, "ip_asset", from, to, moved);
  move_things<MarketOffer, OfferStore>(transaction, "market_offer", from, to, moved);
  return moved;
}

void move_commerce_back(Transaction& transaction, const json& moved) {
  for (const json& each : moved) {
    const std::string kind = each.at("kind");
    if (kind == "product") move_thing_back<Product, ProductStore>(transaction, each);
    if (kind == "ip_asset") move_thing_back<IpAsset, IpAssetStore>(transaction, each);
    if (kind == "market_offer") move_thing_back<MarketOffer, OfferStore>(transaction, each);
  }
}

}  // namespace grono::store
