#include "app/commerce/market_offers.hpp"

#include <algorithm>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/errors.hpp"
#include "app/word_forms.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "store/ip_asset_store.hpp"
#include "store/offer_store.hpp"
#include "store/product_store.hpp"

namespace grono::app {
namespace {

using cluster::DisclosedKind;
using cluster::DisclosureChannel;
using cluster::IpAsset;
using cluster::IpAssetId;
using cluster::MarketOffer;
using cluster::MarketOfferState;
using cluster::OfferId;
using cluster::Permission;

[[noreturn]] void no_such_offer() {
  throw NotFound("there is no such offer");
}

MarketOffer find_seen_offer(store::Transaction& transaction, const Caller& caller, OfferId id) {
  auto found = store::OfferStore(transaction).find(id);
  if (!found || !sees_commerce(caller, *found)) no_such_offer();
  return *std::move(found);
}

std::string words_of_offer(const MarketOffer& offer, const Installation& installation) {
  WordForms forms(*installation.lemmatiser());
  forms.add(offer.title);
  forms.add(offer.description);
  forms.add(offer.advantages);
  forms.add(offer.seeks);
  for (const std::string& tag : offer.tags) forms.add(tag, "");
  return forms.joined();
}

OfferView view_of_offer(store::Transaction& transaction, const Caller& caller, KnownNames& names,
                        MarketOffer offer, DisclosureChannel channel) {
  OfferView made;
  if (offer.organisation) {
    made.organisation_name = names.organisation(*offer.organisation);
    made.is_owner_member = names.is_member(*offer.organisation, offer.cluster);
  }
  note_commerce(caller, DisclosedKind::market_offer, offer, channel);
  made.is_over = cluster::is_over(offer, today());
  if (const auto product =
          offer.product ? store::ProductStore(transaction).find(*offer.product) : std::nullopt) {
    made.trl = cluster::current_trl(product->trl);
    if (sees_commerce(caller, *product)) {
      made.product_title = product->title;
      note_commerce(caller, DisclosedKind::product, *product, channel);
    }
  }
  if (made.product_title.empty()) offer.product.reset();
  const auto assets =
      store::IpAssetStore(transaction).find(offer.ip_assets, cluster::audiences_of(caller.actor));
  offer.ip_assets.clear();
  for (const IpAsset& each : assets) {
    note_commerce(caller, DisclosedKind::ip_asset, each, channel);
    offer.ip_assets.push_back(each.id);
    made.assets.push_back({each.id.str(), each.title});
  }
  if (manages_commerce(caller, offer)) made.may = {"edit", "delete"};
  made.offer = std::move(offer);
  return made;
}

// One offers what one has.
void check_offered(store::Transaction& transaction, const Caller& caller, const MarketOffer& offer,
                   const MarketOffer& before) {
  if (offer.product && offer.product != before.product) {
    const auto product = store::ProductStore(transaction).find(*offer.product);
    if (!product || product->cluster != offer.cluster || !sees_commerce(caller, *product))
      throw InvalidInput("/product", "there is no such product", "choose one of the list");
    if (product->organisation != offer.organisation && !manages_commerce(caller, *product))
      throw InvalidInput("/product", "is a product of somebody else", "choose a product of who offers it");
  }
  for (std::size_t i = 0; i < offer.ip_assets.size(); ++i) {
    if (std::find(before.ip_assets.begin(), before.ip_assets.end(), offer.ip_assets[i]) !=
        before.ip_assets.end())
      continue;
    const std::string where = "/ip_assets/" + std::to_string(i);
    const auto asset = store::IpAssetStore(transaction).find(offer.ip_assets[i]);
    if (!asset || asset->cluster != offer.cluster || !sees_commerce(caller, *asset))
      throw InvalidInput(where, "there is no such intellectual property", "choose one of the list");
    const bool is_own = offer.organisation && cluster::is_owned_by(*asset, *offer.organisation);
    if (!is_own && !manages_commerce(caller, *asset))
      throw InvalidInput(where, "is owned by somebody else", "choose a right of who offers it");
  }
}

void check_term(const MarketOffer& offer, const MarketOffer& before) {
  if (offer.valid_until != before.valid_until && cluster::is_over(offer, today()))
    throw InvalidInput("/valid_until", "is over already", "give a day to come, or none");
}

}  // namespace

OfferList list_market_offers(store::Transaction& transaction, const Installation& installation,
                             const Caller& caller, std::string_view cluster, const OfferQuestion& question,
                             const store::PageRequest& page) {
  store::OfferFilter filter{read_cluster(transaction, cluster).id, cluster::audiences_of(caller.actor)};
  filter.kinds = question.kinds;
  filter.words = forms_sought(*installation.lemmatiser(), question.text);
  OfferList made;
  if (question.is_own) {
    for (const cluster::RoleGrant& grant : caller.actor.grants) {
      if (grant.organisation &&
          cluster::may(caller.actor, Permission::manage_commerce, {{}, grant.organisation, {}}))
        filter.organisations.push_back(*grant.organisation);
      if (grant.cluster && cluster::may(caller.actor, Permission::manage_commerce, {grant.cluster, {}, {}}))
        filter.clusters.push_back(*grant.cluster);
    }
    if (filter.organisations.empty() && filter.clusters.empty()) return made;
  } else {
    filter.open_on = today();
  }
  store::OfferStore offers(transaction);
  auto found = offers.list(filter, page);
  KnownNames names(transaction);
  for (MarketOffer& each : found.items)
    made.page.items.push_back(
        view_of_offer(transaction, caller, names, std::move(each), DisclosureChannel::commerce));
  made.page.next = found.next;
  made.total = offers.count(filter);
  return made;
}

OfferView read_market_offer(store::Transaction& transaction, const Caller& caller, OfferId id) {
  KnownNames names(transaction);
  return view_of_offer(transaction, caller, names, find_seen_offer(transaction, caller, id),
                       DisclosureChannel::commerce_page);
}

OfferView add_market_offer(store::Transaction& transaction, const Installation& installation,
                           const Caller& caller, std::string_view cluster, const nlohmann::json& draft) {
  MarketOffer offer = cluster::offer_from_json(draft);
  offer.cluster = read_cluster(transaction, cluster).id;
  require(caller, Permission::manage_commerce, cluster::managed(offer));
  cluster::normalise(offer);
  require_commerce_member(transaction, offer.organisation, offer.cluster);
  check_term(offer, {});
  check_offered(transaction, caller, offer, {});
  require_commerce_seen(sees_commerce(caller, offer));
  offer.id = new_id<OfferId>();
  store::OfferStore(transaction).insert(offer, words_of_offer(offer, installation));
  return read_market_offer(transaction, caller, offer.id);
}

OfferView edit_market_offer(store::Transaction& transaction, const Installation& installation,
                            const Caller& caller, OfferId id, std::int64_t version,
                            const nlohmann::json& draft) {
  const MarketOffer stored = find_seen_offer(transaction, caller, id);
  require(caller, Permission::manage_commerce, cluster::managed(stored));
  MarketOffer edited = cluster::offer_from_json(draft, stored);
  cluster::normalise(edited);
  check_term(edited, stored);
  check_offered(transaction, caller, edited, stored);
  KnownNames names(transaction);
  const auto seen =
      view_of_offer(transaction, caller, names, stored, DisclosureChannel::commerce_page).offer;
  if (!edited.product && stored.product && !seen.product) edited.product = stored.product;
  edited.ip_assets = with_unseen(std::move(edited.ip_assets), stored.ip_assets, seen.ip_assets);
  if (stored.state != MarketOfferState::open && edited.state == MarketOfferState::open)
    require_commerce_member(transaction, edited.organisation, edited.cluster);
  require_commerce_seen(sees_commerce(caller, edited));
  edited.version = version;
  store::OfferStore(transaction).update(edited, words_of_offer(edited, installation));
  return read_market_offer(transaction, caller, id);
}

void delete_market_offer(store::Transaction& transaction, const Caller& caller, OfferId id,
                         std::int64_t version) {
  require(caller, Permission::manage_commerce, cluster::managed(find_seen_offer(transaction, caller, id)));
  store::OfferStore(transaction).remove(id, version);
}

OfferView restore_market_offer(store::Transaction& transaction, const Caller& caller, OfferId id) {
  store::OfferStore offers(transaction);
  if (const auto deleted = offers.find_deleted(id)) {
    if (!sees_commerce(caller, *deleted)) no_such_offer();
    require(caller, Permission::manage_commerce, cluster::managed(*deleted));
    offers.restore(id);
  } else {
    require(caller, Permission::manage_commerce, cluster::managed(find_seen_offer(transaction, caller, id)));
  }
  return read_market_offer(transaction, caller, id);
}

nlohmann::json to_json(const OfferView& view) {
  nlohmann::json made = cluster::to_json(view.offer);
  if (!view.organisation_name.empty()) made["organisation_name"] = view.organisation_name;
  made["is_owner_member"] = view.is_owner_member;
  made["is_over"] = view.is_over;
  if (view.trl) made["trl"] = *view.trl;
  if (!view.product_title.empty()) made["product_title"] = view.product_title;
  made["assets"] = to_json(view.assets);
  // Who else was let in is between them and the owner.
  if (view.may.empty()) made["named"] = nlohmann::json::array();
  made["may"] = view.may;
  return made;
}

}  // namespace grono::app
