#include "app/commerce/inquiries.hpp"

#include <nlohmann/json.hpp>

#include "server/filters.hpp"

namespace grono::server {
namespace {

using cluster::InquiryId;
using nlohmann::json;

Response inquiry_answer(const app::InquiryView& view) {
  return json_response(app::to_json(view)).with_version(view.inquiry.version);
}

Response list_inquiries(Context& context) {
  store::InquiryFilter filter;
  filter.kinds = named_from<cluster::InquiryKind>(context, "kind");
  filter.states = named_from<cluster::InquiryState>(context, "state");
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    const auto found = app::list_inquiries(transaction, context.caller(), context.request.parameter("cluster"),
                                           std::move(filter), context.request.page());
    for (const auto& view : found.page.items) made["items"].push_back(app::to_json(view));
    made["total"] = found.total;
    made["open"] = found.open;
    if (found.page.next) made["next"] = *found.page.next;
  });
  return json_response(made);
}

Response send_inquiry(Context& context) {
  const json draft = context.request.json();
  return context.create([&](store::Transaction& transaction) {
    const auto id = app::send_inquiry(transaction, context.request.parameter("cluster"), draft);
    return json_response({{"reference", id.str()}}, 201);
  });
}

Response read_inquiry(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    made = inquiry_answer(app::read_inquiry(transaction, context.caller(), context.id<InquiryId>()));
  });
  return made;
}

Response add_to_inquiry(Context& context) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    // Who may not see it gets no word of what is wrong with the request.
    static_cast<void>(app::read_inquiry(transaction, context.caller(), context.id<InquiryId>()));
    made = inquiry_answer(app::add_to_inquiry(transaction, context.caller(), context.id<InquiryId>(),
                                              context.expected_version(), context.request.json()));
  });
  return made;
}

Response delete_inquiry(Context& context) {
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(app::read_inquiry(transaction, context.caller(), context.id<InquiryId>()));
    app::delete_inquiry(transaction, context.caller(), context.id<InquiryId>(), context.expected_version());
  });
  return empty_response(204);
}

}  // namespace

void add_inquiry_routes(RouteTable& table) {
  table.add("GET", "/clusters/{cluster}/inquiries", list_inquiries);
  table.add("POST", "/clusters/{cluster}/inquiries", send_inquiry);
  table.add("GET", "/inquiries/{id}", read_inquiry);
  table.add("POST", "/inquiries/{id}/entries", add_to_inquiry);
  table.add("DELETE", "/inquiries/{id}", delete_inquiry);
}

}  // namespace grono::server
