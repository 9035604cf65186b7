#include "app/commerce/deals.hpp"

#include <nlohmann/json.hpp>

#include "app/errors.hpp"
#include "server/filters.hpp"

namespace grono::server {
namespace {

using cluster::DealId;
using nlohmann::json;

Response deal_answer(const app::DealView& view, int status = 200) {
  return json_response(app::to_json(view), status).with_version(view.deal.version);
}

Response list_deals(Context& context) {
  app::DealQuestion question;
  question.kinds = named_from<cluster::DealKind>(context, "kind");
  question.stages = named_from<cluster::DealStage>(context, "stage");
  question.text = sought_text(context);
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    const auto found =
        app::list_deals(transaction, context.installation, context.caller(),
                        context.request.parameter("cluster"), question, context.request.page());
    for (const auto& view : found.page.items) made["items"].push_back(app::to_json(view));
    made["total"] = found.total;
    if (found.page.next) made["next"] = *found.page.next;
  });
  return json_response(made);
}

Response times_of_deals(Context& context) {
  json made;
  context.read([&](store::Transaction& transaction) {
    made = app::to_json(
        app::times_of_deals(transaction, context.caller(), context.request.parameter("cluster")));
  });
  return json_response(made);
}

Response begin_deal(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::manage_deal);
  const json draft = context.request.json();
  return context.create([&](store::Transaction& transaction) {
    const auto view = app::begin_deal(transaction, context.installation, context.caller(),
                                      context.request.parameter("cluster"), draft);
    return deal_answer(view, 201).with("Location", "/api/v1/deals/" + view.deal.id.str());
  });
}

Response read_deal(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    made = deal_answer(app::read_deal(transaction, context.caller(), context.id<DealId>()));
  });
  return made;
}

// Who may not see it gets no word of what is wrong with the request.
template <class Write>
Response write_deal_route(Context& context, const Write& write) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(app::read_deal(transaction, context.caller(), context.id<DealId>()));
    made = deal_answer(write(transaction));
  });
  return made;
}

Response edit_deal(Context& context) {
  return write_deal_route(context, [&](store::Transaction& transaction) {
    return app::edit_deal(transaction, context.installation, context.caller(), context.id<DealId>(),
                          context.expected_version(), context.request.json());
  });
}

Response move_deal(Context& context) {
  return write_deal_route(context, [&](store::Transaction& transaction) {
    return app::move_deal(transaction, context.installation, context.caller(), context.id<DealId>(),
                          context.expected_version(), context.request.json());
  });
}

Response take_back_step(Context& context) {
  return write_deal_route(context, [&](store::Transaction& transaction) {
    return app::take_back_step(transaction, context.installation, context.caller(), context.id<DealId>(),
                               context.expected_version());
  });
}

Response restore_deal(Context& context) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    made = deal_answer(app::restore_deal(transaction, context.caller(), context.id<DealId>()));
  });
  return made;
}

Response delete_deal(Context& context) {
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(app::read_deal(transaction, context.caller(), context.id<DealId>()));
    app::delete_deal(transaction, context.caller(), context.id<DealId>(), context.expected_version());
  });
  return empty_response(204);
}

}  // namespace

void add_deal_routes(RouteTable& table) {
  table.add("GET", "/clusters/{cluster}/deals", list_deals);
  table.add("POST", "/clusters/{cluster}/deals", begin_deal);
  table.add("GET", "/clusters/{cluster}/deals/times", times_of_deals);
  table.add("GET", "/deals/{id}", read_deal);
  table.add("PUT", "/deals/{id}", edit_deal);
  table.add("DELETE", "/deals/{id}", delete_deal);
  table.add("POST", "/deals/{id}/restoration", restore_deal);
  table.add("POST", "/deals/{id}/steps", move_deal);
  table.add("DELETE", "/deals/{id}/steps", take_back_step);
}

}  // namespace grono::server
