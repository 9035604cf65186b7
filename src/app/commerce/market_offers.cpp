#include "app/commerce/market_offers.hpp"

#include <algorithm>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/notify.hpp"
#include "app/people.hpp"
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
  made.owner = owner_of(caller, names, offer);
  if (offer.organisation && cluster::may(caller.actor, Permission::take_down_offer, {offer.cluster, {}, {}}))
    made.owner.may.push_back(offer.taken_down ? "let_stand" : "take_down");
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

// By who runs the cluster. @param how  what becomes of the offer
template <class How>
OfferView judge_offer(store::Transaction& transaction, const Caller& caller, OfferId id, std::int64_t version,
                      const How& how) {
  auto offer = find_seen_commerce<store::OfferStore>(transaction, caller, id);
  require(caller, Permission::take_down_offer, {offer.cluster, {}, {}});
  how(offer);
  offer.version = version;
  store::OfferStore(transaction).update(offer, std::nullopt);
  Occasion occasion{cluster::NotificationKind::offer_judged, "market_offer", id.str()};
  occasion.detail = {{"event", offer.taken_down ? "offer_taken_down" : "offer_let_stand"}};
  notify(transaction, occasion, representatives_of(transaction, *offer.organisation));
  return read_market_offer(transaction, caller, id);
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
  if (question.is_own) {
    for (const cluster::RoleGrant& grant : caller.actor.grants) {
      if (grant.organisation &&
          cluster::may(caller.actor, Permission::manage_commerce, {{}, grant.organisation, {}}))
        filter.organisations.push_back(*grant.organisation);
      if (grant.cluster && cluster::may(caller.actor, Permission::manage_commerce, {grant.cluster, {}, {}}))
        filter.clusters.push_back(*grant.cluster);
    }
    if (filter.organisations.empty() && filter.clusters.empty()) return {};
  } else {
    filter.open_on = today();
  }
  return list_commerce<store::OfferStore>(transaction, filter, page, [&](KnownNames& names, MarketOffer offer) {
    return view_of_offer(transaction, caller, names, std::move(offer), DisclosureChannel::commerce);
  });
}

OfferView read_market_offer(store::Transaction& transaction, const Caller& caller, OfferId id) {
  KnownNames names(transaction);
  return view_of_offer(transaction, caller, names, find_seen_commerce<store::OfferStore>(transaction, caller, id),
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
  const MarketOffer stored = find_managed_commerce<store::OfferStore>(transaction, caller, id);
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

OfferView take_down_market_offer(store::Transaction& transaction, const Caller& caller, OfferId id,
                                 std::int64_t version, std::string reason) {
  return judge_offer(transaction, caller, id, version, [&](MarketOffer& offer) {
    cluster::take_down(offer, std::move(reason), transaction.now());
  });
}

OfferView let_market_offer_stand(store::Transaction& transaction, const Caller& caller, OfferId id,
                                 std::int64_t version) {
  return judge_offer(transaction, caller, id, version, cluster::let_stand);
}

void delete_market_offer(store::Transaction& transaction, const Caller& caller, OfferId id,
                         std::int64_t version) {
  delete_commerce<store::OfferStore>(transaction, caller, id, version);
}

OfferView restore_market_offer(store::Transaction& transaction, const Caller& caller, OfferId id) {
  restore_commerce<store::OfferStore>(transaction, caller, id);
  return read_market_offer(transaction, caller, id);
}

nlohmann::json to_json(const OfferView& view) {
  nlohmann::json made = cluster::to_json(view.offer);
  made["is_over"] = view.is_over;
  if (view.trl) made["trl"] = *view.trl;
  if (!view.product_title.empty()) made["product_title"] = view.product_title;
  made["assets"] = to_json(view.assets);
  add_owner(made, view.owner);
  return made;
}

}  // namespace grono::app
