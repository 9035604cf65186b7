#include <nlohmann/json.hpp>

#include "app/commerce/ip_assets.hpp"
#include "app/commerce/market_offers.hpp"
#include "app/commerce/needs.hpp"
#include "app/commerce/products.hpp"
#include "app/errors.hpp"
#include "app/written_text.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "server/filters.hpp"

namespace grono::server {
namespace {

using cluster::IpAssetId;
using cluster::OfferId;
using cluster::ProductId;
using nlohmann::json;

Response commerce_answer(const app::ProductView& view, int status = 200) {
  return json_response(app::to_json(view), status).with_version(view.product.version);
}
Response commerce_answer(const app::IpAssetView& view, int status = 200) {
  return json_response(app::to_json(view), status).with_version(view.asset.version);
}
Response commerce_answer(const app::OfferView& view, int status = 200) {
  return json_response(app::to_json(view), status).with_version(view.offer.version);
}

std::string location_of(const app::ProductView& view) {
  return "/api/v1/products/" + view.product.id.str();
}
std::string location_of(const app::IpAssetView& view) {
  return "/api/v1/ip-assets/" + view.asset.id.str();
}
std::string location_of(const app::OfferView& view) {
  return "/api/v1/market-offers/" + view.offer.id.str();
}

template <class List>
Response commerce_page(const List& found) {
  json made = {{"items", json::array()}, {"total", found.total}};
  for (const auto& view : found.page.items) made["items"].push_back(app::to_json(view));
  if (found.page.next) made["next"] = *found.page.next;
  return json_response(made);
}

/// One read, answered with what it found.
template <class Work>
Response commerce_read(Context& context, const Work& work) {
  Response made;
  context.read([&](store::Transaction& transaction) { made = work(transaction); });
  return made;
}

/// Makes a thing. @param add  of the transaction and the draft
template <class Add>
Response commerce_create(Context& context, const Add& add) {
  app::require_somewhere(context.caller(), cluster::Permission::manage_commerce);
  const json draft = context.request.json();
  return context.create([&](store::Transaction& transaction) {
    const auto view =
        add(transaction, context.installation, context.caller(), context.request.parameter("cluster"), draft);
    return commerce_answer(view, 201).with("Location", location_of(view));
  });
}

/// Changes a thing. Who may not see it gets no word of what is wrong with the request.
template <class Id, class Read, class Edit>
Response commerce_edit(Context& context, const Read& read, const Edit& edit) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(read(transaction, context.caller(), context.id<Id>()));
    made = commerce_answer(edit(transaction, context.installation, context.caller(), context.id<Id>(),
                                context.expected_version(), context.request.json()));
  });
  return made;
}

template <class Id, class Read, class Remove>
Response commerce_delete(Context& context, const Read& read, const Remove& remove) {
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(read(transaction, context.caller(), context.id<Id>()));
    remove(transaction, context.caller(), context.id<Id>(), context.expected_version());
  });
  return empty_response(204);
}

template <class Id, class Restore>
Response commerce_restore(Context& context, const Restore& restore) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    made = commerce_answer(restore(transaction, context.caller(), context.id<Id>()));
  });
  return made;
}

Response list_products(Context& context) {
  app::ProductQuestion question;
  question.kinds = named_from<cluster::ProductKind>(context, "kind");
  question.text = sought_text(context);
  if (const auto written = context.request.query_value("project")) {
    question.project = cluster::ProjectId::parse(*written);
    if (!question.project)
      throw InvalidInput("query/project", "is not an id", "give it as the program gave it");
  }
  return commerce_read(context, [&](store::Transaction& transaction) {
    return commerce_page(app::list_products(transaction, context.installation, context.caller(),
                                            context.request.parameter("cluster"), question,
                                            context.request.page()));
  });
}
Response add_product(Context& context) {
  return commerce_create(context, app::add_product);
}
Response read_product(Context& context) {
  return commerce_read(context, [&](store::Transaction& transaction) {
    return commerce_answer(app::read_product(transaction, context.caller(), context.id<ProductId>()));
  });
}
Response edit_product(Context& context) {
  return commerce_edit<ProductId>(context, app::read_product, app::edit_product);
}
Response delete_product(Context& context) {
  return commerce_delete<ProductId>(context, app::read_product, app::delete_product);
}
Response restore_product(Context& context) {
  return commerce_restore<ProductId>(context, app::restore_product);
}

Response list_ip_assets(Context& context) {
  app::IpAssetQuestion question;
  question.kinds = named_from<cluster::IpAssetKind>(context, "kind");
  question.is_due_soon = flag_from(context, "due_soon", false);
  question.text = sought_text(context);
  return commerce_read(context, [&](store::Transaction& transaction) {
    return commerce_page(app::list_ip_assets(transaction, context.installation, context.caller(),
                                             context.request.parameter("cluster"), question,
                                             context.request.page()));
  });
}
Response add_ip_asset(Context& context) {
  return commerce_create(context, app::add_ip_asset);
}
Response read_ip_asset(Context& context) {
  return commerce_read(context, [&](store::Transaction& transaction) {
    return commerce_answer(app::read_ip_asset(transaction, context.caller(), context.id<IpAssetId>()));
  });
}
Response edit_ip_asset(Context& context) {
  return commerce_edit<IpAssetId>(context, app::read_ip_asset, app::edit_ip_asset);
}
Response delete_ip_asset(Context& context) {
  return commerce_delete<IpAssetId>(context, app::read_ip_asset, app::delete_ip_asset);
}
Response restore_ip_asset(Context& context) {
  return commerce_restore<IpAssetId>(context, app::restore_ip_asset);
}

Response list_market_offers(Context& context) {
  app::OfferQuestion question;
  question.kinds = named_from<cluster::MarketOfferKind>(context, "kind");
  question.is_own = flag_from(context, "own", false);
  question.text = sought_text(context);
  return commerce_read(context, [&](store::Transaction& transaction) {
    return commerce_page(app::list_market_offers(transaction, context.installation, context.caller(),
                                                 context.request.parameter("cluster"), question,
                                                 context.request.page()));
  });
}
Response add_market_offer(Context& context) {
  return commerce_create(context, app::add_market_offer);
}
Response read_market_offer(Context& context) {
  return commerce_read(context, [&](store::Transaction& transaction) {
    return commerce_answer(app::read_market_offer(transaction, context.caller(), context.id<OfferId>()));
  });
}
Response edit_market_offer(Context& context) {
  return commerce_edit<OfferId>(context, app::read_market_offer, app::edit_market_offer);
}
Response take_down_market_offer(Context& context) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(app::read_market_offer(transaction, context.caller(), context.id<OfferId>()));
    const json body = context.request.json();
    cluster::JsonReader reader(body, "");
    std::string reason = app::written_text(reader, "reason", 2'000);
    reader.expect_nothing_else();
    made = commerce_answer(app::take_down_market_offer(transaction, context.caller(), context.id<OfferId>(),
                                                       context.expected_version(), std::move(reason)));
  });
  return made;
}
Response let_market_offer_stand(Context& context) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    made = commerce_answer(app::let_market_offer_stand(transaction, context.caller(), context.id<OfferId>(),
                                                       context.expected_version()));
  });
  return made;
}
Response delete_market_offer(Context& context) {
  return commerce_delete<OfferId>(context, app::read_market_offer, app::delete_market_offer);
}
Response restore_market_offer(Context& context) {
  return commerce_restore<OfferId>(context, app::restore_market_offer);
}

Response list_market_needs(Context& context) {
  app::NeedQuestion question;
  question.kinds = named_from<cluster::OrganisationKind>(context, "kind");
  question.text = sought_text(context);
  return commerce_read(context, [&](store::Transaction& transaction) {
    const auto found =
        app::list_market_needs(transaction, context.installation, context.caller(),
                               context.request.parameter("cluster"), question, context.request.page());
    json made = {{"items", json::array()}, {"total", found.total}};
    for (const auto& view : found.items) made["items"].push_back(app::to_json(view));
    if (found.next) made["next"] = *found.next;
    return json_response(made);
  });
}

}  // namespace

void add_commerce_routes(RouteTable& table) {
  table.add("GET", "/clusters/{cluster}/products", list_products);
  table.add("POST", "/clusters/{cluster}/products", add_product);
  table.add("GET", "/products/{id}", read_product);
  table.add("PUT", "/products/{id}", edit_product);
  table.add("DELETE", "/products/{id}", delete_product);
  table.add("POST", "/products/{id}/restoration", restore_product);
  table.add("GET", "/clusters/{cluster}/ip-assets", list_ip_assets);
  table.add("POST", "/clusters/{cluster}/ip-assets", add_ip_asset);
  table.add("GET", "/ip-assets/{id}", read_ip_asset);
  table.add("PUT", "/ip-assets/{id}", edit_ip_asset);
  table.add("DELETE", "/ip-assets/{id}", delete_ip_asset);
  table.add("POST", "/ip-assets/{id}/restoration", restore_ip_asset);
  table.add("GET", "/clusters/{cluster}/market-offers", list_market_offers);
  table.add("POST", "/clusters/{cluster}/market-offers", add_market_offer);
  table.add("GET", "/market-offers/{id}", read_market_offer);
  table.add("PUT", "/market-offers/{id}", edit_market_offer);
  table.add("DELETE", "/market-offers/{id}", delete_market_offer);
  table.add("POST", "/market-offers/{id}/taken-down", take_down_market_offer);
  table.add("DELETE", "/market-offers/{id}/taken-down", let_market_offer_stand);
  table.add("POST", "/market-offers/{id}/restoration", restore_market_offer);
  table.add("GET", "/clusters/{cluster}/market-needs", list_market_needs);
}

}  // namespace grono::server
