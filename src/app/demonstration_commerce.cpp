#include "app/clock.hpp"
#include "app/commerce/deals.hpp"
#include "app/commerce/inquiries.hpp"
#include "app/commerce/ip_assets.hpp"
#include "app/commerce/market_offers.hpp"
#include "app/commerce/products.hpp"
#include "app/demonstration_parts.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "cluster/rules.hpp"
#include "store/inquiry_store.hpp"
#include "store/organisation_store.hpp"

namespace grono::app {
namespace {

using nlohmann::json;

cluster::Capability need_from(const json& described) {
  cluster::JsonReader reader(described, "");
  cluster::Capability made;
  made.kind = reader.required("kind", reader.named<cluster::CapabilityKind>("kind"));
  made.title = reader.localised("title");
  made.description = reader.localised("description");
  made.trl_from = reader.small_integer("trl_from");
  made.trl_to = reader.small_integer("trl_to");
  made.tags = reader.texts("tags");
  made.visibility = reader.required("visibility", reader.named<cluster::Visibility>("visibility"));
  reader.expect_nothing_else();
  return made;
}

void add_need(const DemonstrationSite& site, json described) {
  const auto id = id_in<cluster::OrganisationId>(site, described, "organisation");
  described.erase("organisation");
  store::OrganisationStore store(site.transaction);
  auto organisation = store.find(id).value();
  organisation.needs.push_back(need_from(described));
  cluster::give_missing_ids(organisation, new_uuid);
  cluster::normalise(organisation, site.installation.classifications());
  store.update(organisation);
}

void add_described_product(const DemonstrationSite& site, json draft) {
  const auto key = taken<std::string>(draft, "key", "");
  auto then = site.at(draft);
  const auto view = add_product(then, site.installation, site.manager(), site.cluster.id.str(), draft);
  site.names.know("product " + key, view.product.id.str());
}

void add_described_asset(const DemonstrationSite& site, json draft) {
  const auto key = taken<std::string>(draft, "key", "");
  auto then = site.at(draft);
  const auto view = add_ip_asset(then, site.installation, site.manager(), site.cluster.id.str(), draft);
  site.names.know("asset " + key, view.asset.id.str());
}

void add_described_offer(const DemonstrationSite& site, json draft) {
  const auto key = taken<std::string>(draft, "key", "");
  auto then = site.at(draft);
  const auto view = add_market_offer(then, site.installation, site.manager(), site.cluster.id.str(), draft);
  site.names.know("offer " + key, view.offer.id.str());
}

// Answers of that time were sent then: nobody gets a mail from here.
void add_inquiry(const DemonstrationSite& site, json draft) {
  const auto key = taken<std::string>(draft, "key", "");
  json entries = taken<json>(draft, "entries", json::array());
  auto then = site.at(draft);
  const auto id = send_inquiry(then, site.cluster.id.str(), draft);
  site.names.know("inquiry " + key, id.str());
  for (json& each : entries) {
    auto later = site.at(each);
    cluster::JsonReader reader(each, "");
    cluster::InquiryEntry entry;
    entry.kind = reader.required("kind", reader.named<cluster::InquiryEntryKind>("kind"));
    entry.text = reader.text("text").value_or("");
    entry.organisation = reader.id<cluster::OrganisationId>("organisation");
    reader.expect_nothing_else();
    entry.at = later.now();
    store::InquiryStore store(later);
    auto inquiry = store.find(id).value();
    cluster::apply(inquiry, std::move(entry));
    store.update(inquiry);
  }
}

void add_deal(const DemonstrationSite& site, json draft) {
  auto then = site.at(draft);
  static_cast<void>(begin_deal(then, site.installation, site.manager(), site.cluster.id.str(), draft));
}

}  // namespace

void found_demonstration_commerce(const DemonstrationSite& site) {
  json all = site.names.read("commerce.json");
  const auto each_of = [&](const char* list, void (*add)(const DemonstrationSite&, json)) {
    // Each may name those before it.
    for (json& each : all[list]) add(site, site.names.filled(std::move(each)));
  };
  each_of("needs", add_need);
  each_of("products", add_described_product);
  each_of("ip_assets", add_described_asset);
  each_of("market_offers", add_described_offer);
  each_of("inquiries", add_inquiry);
  each_of("deals", add_deal);
}

}  // namespace grono::app
