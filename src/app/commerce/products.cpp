#include "app/commerce/products.hpp"

#include <algorithm>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/projects/inside.hpp"
#include "app/word_forms.hpp"
#include "base/error.hpp"
#include "cluster/names.hpp"
#include "store/ip_asset_store.hpp"
#include "store/offer_store.hpp"
#include "store/part_store.hpp"
#include "store/product_store.hpp"
#include "store/project_store.hpp"

namespace grono::app {
namespace {

using cluster::DisclosedKind;
using cluster::DisclosureChannel;
using cluster::Permission;
using cluster::Product;
using cluster::ProductId;

constexpr int kMostLinked = 100;

std::string words_of_product(const Product& product, const Installation& installation) {
  WordForms forms(*installation.lemmatiser());
  forms.add(product.title);
  forms.add(product.description);
  for (const std::string& tag : product.tags) forms.add(tag, "");
  if (product.device) forms.add(product.device->emdn, "");
  return forms.joined();
}

ProductView view_of_product(const Caller& caller, KnownNames& names, Product product,
                            DisclosureChannel channel) {
  ProductView made;
  note_commerce(caller, DisclosedKind::product, product, channel);
  made.owner = owner_of(caller, names, product);
  made.product = std::move(product);
  return made;
}

void add_links_of_product(store::Transaction& transaction, const Caller& caller, ProductView& view) {
  Product& product = view.product;
  if (product.project) {
    const auto project = store::ProjectStore(transaction).find(*product.project);
    if (project && sees_project(transaction, caller, *project)) {
      view.project_title = project->title;
    } else {
      product.project.reset();
      product.project_result.reset();
    }
  }
  const auto audiences = cluster::audiences_of(caller.actor);
  const store::PageRequest first{"", kMostLinked};
  store::IpAssetFilter assets{product.cluster, audiences};
  assets.product = product.id;
  for (const auto& each : store::IpAssetStore(transaction).list(assets, first).items) {
    note_commerce(caller, DisclosedKind::ip_asset, each, DisclosureChannel::commerce_page);
    view.protected_by.push_back({each.id.str(), each.title});
  }
  store::OfferFilter offers{product.cluster, audiences};
  offers.product = product.id;
  offers.open_on = today();
  for (const auto& each : store::OfferStore(transaction).list(offers, first).items) {
    note_commerce(caller, DisclosedKind::market_offer, each, DisclosureChannel::commerce_page);
    view.offers.push_back({each.id.str(), each.title});
  }
}

// A result of a project is taken on by somebody who is inside of it.
void check_origin(store::Transaction& transaction, const Caller& caller, const Product& product) {
  if (!product.project) return;
  const auto project = project_inside(transaction, caller, *product.project);
  if (project.cluster != product.cluster)
    throw InvalidInput("/project", "is a project of another cluster", "choose one of this cluster");
  if (!product.project_result) return;
  const auto part = store::PartStore(transaction).find(*product.project_result);
  if (!part || part->project != project.id || !part->as<cluster::Result>())
    throw InvalidInput("/project_result", "is no result of the project", "choose one of its results");
}

}  // namespace

ProductList list_products(store::Transaction& transaction, const Installation& installation,
                          const Caller& caller, std::string_view cluster, const ProductQuestion& question,
                          const store::PageRequest& page) {
  store::ProductFilter filter{read_cluster(transaction, cluster).id, cluster::audiences_of(caller.actor)};
  filter.kinds = question.kinds;
  filter.project = question.project;
  filter.words = forms_sought(*installation.lemmatiser(), question.text);
  if (question.project) {
    const auto project = store::ProjectStore(transaction).find(*question.project);
    if (!project || !sees_project(transaction, caller, *project)) return {};
  }
  return list_commerce<store::ProductStore>(transaction, filter, page, [&](KnownNames& names, Product product) {
    auto made = view_of_product(caller, names, std::move(product), DisclosureChannel::commerce);
    // Who asks for those of a project sees that; otherwise it is said on the page of the one.
    if (!question.project) {
      made.product.project.reset();
      made.product.project_result.reset();
    }
    return made;
  });
}

ProductView read_product(store::Transaction& transaction, const Caller& caller, ProductId id) {
  KnownNames names(transaction);
  auto view = view_of_product(caller, names, find_seen_commerce<store::ProductStore>(transaction, caller, id),
                              DisclosureChannel::commerce_page);
  add_links_of_product(transaction, caller, view);
  return view;
}

ProductView add_product(store::Transaction& transaction, const Installation& installation,
                        const Caller& caller, std::string_view cluster, const nlohmann::json& draft) {
  Product product = cluster::product_from_json(draft);
  product.cluster = read_cluster(transaction, cluster).id;
  require(caller, Permission::manage_commerce, cluster::managed(product));
  cluster::normalise(product, today());
  require_commerce_member(transaction, product.organisation, product.cluster);
  check_origin(transaction, caller, product);
  require_commerce_seen(sees_commerce(caller, product));
  product.id = new_id<ProductId>();
  store::ProductStore(transaction).insert(product, words_of_product(product, installation));
  return read_product(transaction, caller, product.id);
}

ProductView edit_product(store::Transaction& transaction, const Installation& installation,
                         const Caller& caller, ProductId id, std::int64_t version,
                         const nlohmann::json& draft) {
  const Product stored = find_managed_commerce<store::ProductStore>(transaction, caller, id);
  Product edited = cluster::product_from_json(draft, stored);
  cluster::normalise(edited, today());
  if (stored.is_withdrawn && !edited.is_withdrawn)
    require_commerce_member(transaction, edited.organisation, edited.cluster);
  require_commerce_seen(sees_commerce(caller, edited));
  edited.version = version;
  store::ProductStore(transaction).update(edited, words_of_product(edited, installation));
  return read_product(transaction, caller, id);
}

void delete_product(store::Transaction& transaction, const Caller& caller, ProductId id,
                    std::int64_t version) {
  delete_commerce<store::ProductStore>(transaction, caller, id, version);
}

ProductView restore_product(store::Transaction& transaction, const Caller& caller, ProductId id) {
  restore_commerce<store::ProductStore>(transaction, caller, id);
  return read_product(transaction, caller, id);
}

nlohmann::json to_json(const ProductView& view) {
  const Product& product = view.product;
  nlohmann::json made = cluster::to_json(product);
  if (const auto trl = cluster::current_trl(product.trl)) made["current_trl"] = *trl;
  if (product.device) {
    nlohmann::json& device = made["device"];
    device["notified_body"] = name_of(cluster::notified_body_part(product.device->device_class));
    device["stage"] = name_of(cluster::clinical_stage(*product.device));
    device["steps"] = nlohmann::json::array();
    for (const auto& step : cluster::market_steps(*product.device, today()))
      device["steps"].push_back(cluster::to_json(step));
  }
  if (!view.project_title.empty()) made["project_title"] = view.project_title;
  made["protected_by"] = to_json(view.protected_by);
  made["offers"] = to_json(view.offers);
  add_owner(made, view.owner);
  return made;
}

}  // namespace grono::app
