#include "app/commerce/ip_assets.hpp"

#include <algorithm>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/word_forms.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "store/ip_asset_store.hpp"
#include "store/organisation_store.hpp"
#include "store/product_store.hpp"

namespace grono::app {
namespace {

using cluster::DisclosedKind;
using cluster::DisclosureChannel;
using cluster::IpAsset;
using cluster::IpAssetId;
using cluster::Permission;
using cluster::Product;
using cluster::ProductId;

constexpr std::chrono::days kSoon{180};

std::string words_of_asset(const IpAsset& asset, const Installation& installation) {
  WordForms forms(*installation.lemmatiser());
  forms.add(asset.title);
  forms.add(asset.description);
  forms.add(asset.number, "");
  forms.add(asset.office, "");
  for (const cluster::IpOwner& each : asset.owners) forms.add(each.name, "");
  return forms.joined();
}

IpAssetView view_of_asset(store::Transaction& transaction, const Caller& caller, KnownNames& names,
                          IpAsset asset, DisclosureChannel channel) {
  IpAssetView made;
  for (const cluster::IpOwner& each : asset.owners)
    made.owner_names.push_back(each.organisation ? names.organisation(*each.organisation) : each.name);
  note_commerce(caller, DisclosedKind::ip_asset, asset, channel);
  const auto products =
      store::ProductStore(transaction).find(asset.products, cluster::audiences_of(caller.actor));
  asset.products.clear();
  for (const Product& each : products) {
    note_commerce(caller, DisclosedKind::product, each, channel);
    asset.products.push_back(each.id);
    made.protects.push_back({each.id.str(), each.title});
  }
  made.owner = owner_of(caller, names, asset);
  made.asset = std::move(asset);
  return made;
}

void check_owners(store::Transaction& transaction, const IpAsset& asset) {
  for (std::size_t i = 0; i < asset.owners.size(); ++i) {
    if (!asset.owners[i].organisation) continue;
    const auto found = store::OrganisationStore(transaction).find(*asset.owners[i].organisation);
    if (!found || found->merged_into)
      throw InvalidInput("/owners/" + std::to_string(i) + "/organisation", "there is no such organisation",
                         "choose one of the catalogue");
  }
}

// What somebody protects has to be theirs: a right that stands beside another's product says something of
// that.
void check_products(store::Transaction& transaction, const Caller& caller, const IpAsset& asset,
                    const std::vector<ProductId>& linked_before) {
  for (std::size_t i = 0; i < asset.products.size(); ++i) {
    if (std::find(linked_before.begin(), linked_before.end(), asset.products[i]) != linked_before.end())
      continue;
    const std::string where = "/products/" + std::to_string(i);
    const auto product = store::ProductStore(transaction).find(asset.products[i]);
    if (!product || product->cluster != asset.cluster || !sees_commerce(caller, *product))
      throw InvalidInput(where, "there is no such product", "choose one of the list");
    const bool is_of_owner = product->organisation && cluster::is_owned_by(asset, *product->organisation);
    if (!is_of_owner && !manages_commerce(caller, *product))
      throw InvalidInput(where, "is a product of somebody who owns no share",
                         "choose a product of one of the owners");
  }
}

}  // namespace

IpAssetList list_ip_assets(store::Transaction& transaction, const Installation& installation,
                           const Caller& caller, std::string_view cluster, const IpAssetQuestion& question,
                           const store::PageRequest& page) {
  store::IpAssetFilter filter{read_cluster(transaction, cluster).id, cluster::audiences_of(caller.actor)};
  filter.kinds = question.kinds;
  if (question.is_due_soon) {
    filter.due_from = today();
    filter.due_until = std::chrono::sys_days(today()) + kSoon;
  }
  filter.words = forms_sought(*installation.lemmatiser(), question.text);
  return list_commerce<store::IpAssetStore>(transaction, filter, page, [&](KnownNames& names, IpAsset asset) {
    return view_of_asset(transaction, caller, names, std::move(asset), DisclosureChannel::commerce);
  });
}

IpAssetView read_ip_asset(store::Transaction& transaction, const Caller& caller, IpAssetId id) {
  KnownNames names(transaction);
  return view_of_asset(transaction, caller, names, find_seen_commerce<store::IpAssetStore>(transaction, caller, id),
                       DisclosureChannel::commerce_page);
}

IpAssetView add_ip_asset(store::Transaction& transaction, const Installation& installation,
                         const Caller& caller, std::string_view cluster, const nlohmann::json& draft) {
  IpAsset asset = cluster::ip_asset_from_json(draft);
  asset.cluster = read_cluster(transaction, cluster).id;
  require(caller, Permission::manage_commerce, cluster::managed(asset));
  cluster::normalise(asset);
  require_commerce_member(transaction, asset.organisation, asset.cluster);
  check_owners(transaction, asset);
  check_products(transaction, caller, asset, {});
  require_commerce_seen(sees_commerce(caller, asset));
  asset.id = new_id<IpAssetId>();
  store::IpAssetStore(transaction).insert(asset, words_of_asset(asset, installation));
  return read_ip_asset(transaction, caller, asset.id);
}

IpAssetView edit_ip_asset(store::Transaction& transaction, const Installation& installation,
                          const Caller& caller, IpAssetId id, std::int64_t version,
                          const nlohmann::json& draft) {
  const IpAsset stored = find_managed_commerce<store::IpAssetStore>(transaction, caller, id);
  IpAsset edited = cluster::ip_asset_from_json(draft, stored);
  cluster::normalise(edited);
  check_owners(transaction, edited);
  check_products(transaction, caller, edited, stored.products);
  std::vector<ProductId> seen;
  for (const Product& each :
       store::ProductStore(transaction).find(stored.products, cluster::audiences_of(caller.actor)))
    seen.push_back(each.id);
  edited.products = with_unseen(std::move(edited.products), stored.products, seen);
  if (stored.is_withdrawn && !edited.is_withdrawn)
    require_commerce_member(transaction, edited.organisation, edited.cluster);
  require_commerce_seen(sees_commerce(caller, edited));
  edited.version = version;
  store::IpAssetStore(transaction).update(edited, words_of_asset(edited, installation));
  return read_ip_asset(transaction, caller, id);
}

void delete_ip_asset(store::Transaction& transaction, const Caller& caller, IpAssetId id,
                     std::int64_t version) {
  delete_commerce<store::IpAssetStore>(transaction, caller, id, version);
}

IpAssetView restore_ip_asset(store::Transaction& transaction, const Caller& caller, IpAssetId id) {
  restore_commerce<store::IpAssetStore>(transaction, caller, id);
  return read_ip_asset(transaction, caller, id);
}

nlohmann::json to_json(const IpAssetView& view) {
  nlohmann::json made = cluster::to_json(view.asset);
  for (std::size_t i = 0; i < view.asset.owners.size(); ++i)
    if (view.asset.owners[i].organisation) made["owners"][i]["organisation_name"] = view.owner_names[i];
  made["protects"] = to_json(view.protects);
  add_owner(made, view.owner);
  return made;
}

}  // namespace grono::app
