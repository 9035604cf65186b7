#include "app/commerce/products.hpp"

#include <algorithm>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/errors.hpp"
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

[[noreturn]] void no_such_product() {
  throw NotFound("there is no such product");
}

Product find_seen_product(store::Transaction& transaction, const Caller& caller, ProductId id) {
  auto found = store::ProductStore(transaction).find(id);
  if (!found || !sees_commerce(caller, *found)) no_such_product();
  return *std::move(found);
}

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
  if (product.organisation) {
    made.organisation_name = names.organisation(*product.organisation);
    made.is_owner_member = names.is_member(*product.organisation, product.cluster);
  }
  note_commerce(caller, DisclosedKind::product, product, channel);
  if (manages_commerce(caller, product)) made.may = {"edit", "delete"};
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
  ProductList made;
  if (question.project) {
    const auto project = store::ProjectStore(transaction).find(*question.project);
    if (!project || !sees_project(transaction, caller, *project)) return made;
  }
  store::ProductStore products(transaction);
  auto found = products.list(filter, page);
  KnownNames names(transaction);
  for (Product& each : found.items) {
    made.page.items.push_back(view_of_product(caller, names, std::move(each), DisclosureChannel::commerce));
    Product& listed = made.page.items.back().product;
    // Who asks for those of a project sees that; otherwise it is said on the page of the one.
    if (!question.project) {
      listed.project.reset();
      listed.project_result.reset();
    }
  }
  made.page.next = found.next;
  made.total = products.count(filter);
  return made;
}

ProductView read_product(store::Transaction& transaction, const Caller& caller, ProductId id) {
  KnownNames names(transaction);
  auto view = view_of_product(caller, names, find_seen_product(transaction, caller, id),
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
  const Product stored = find_seen_product(transaction, caller, id);
  require(caller, Permission::manage_commerce, cluster::managed(stored));
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
  require(caller, Permission::manage_commerce, cluster::managed(find_seen_product(transaction, caller, id)));
  store::ProductStore(transaction).remove(id, version);
}

ProductView restore_product(store::Transaction& transaction, const Caller& caller, ProductId id) {
  store::ProductStore products(transaction);
  if (const auto deleted = products.find_deleted(id)) {
    if (!sees_commerce(caller, *deleted)) no_such_product();
    require(caller, Permission::manage_commerce, cluster::managed(*deleted));
    products.restore(id);
  } else {
    require(caller, Permission::manage_commerce,
            cluster::managed(find_seen_product(transaction, caller, id)));
  }
  return read_product(transaction, caller, id);
}

nlohmann::json to_json(const ProductView& view) {
  const Product& product = view.product;
  nlohmann::json made = cluster::to_json(product);
  if (!view.organisation_name.empty()) made["organisation_name"] = view.organisation_name;
  made["is_owner_member"] = view.is_owner_member;
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
  // Who else was let in is between them and the owner.
  if (view.may.empty()) made["named"] = nlohmann::json::array();
  made["may"] = view.may;
  return made;
}

}  // namespace grono::app
