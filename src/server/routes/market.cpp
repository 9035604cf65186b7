#include <nlohmann/json.hpp>

#include "app/errors.hpp"
#include "app/market/collections.hpp"
#include "app/written_text.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "server/filters.hpp"

namespace grono::server {
namespace {

using cluster::CollectionId;
using nlohmann::json;

Response collection_answer(const app::CollectionView& view, int status = 200) {
  return json_response(app::to_json(view), status).with_version(view.collection.version);
}

Response list_collections(Context& context) {
  app::CollectionQuestion question;
  question.states = named_from<cluster::CollectionState>(context, "state");
  question.text = sought_text(context);
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    const auto found =
        app::list_collections(transaction, context.installation, context.caller(),
                              context.request.parameter("cluster"), question, context.request.page());
    for (const auto& view : found.page.items) made["items"].push_back(app::to_json(view));
    made["total"] = found.total;
    if (found.page.next) made["next"] = *found.page.next;
  });
  return json_response(made);
}

Response open_collection(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::manage_market_data);
  const json draft = context.request.json();
  return context.create([&](store::Transaction& transaction) {
    const auto view = app::open_collection(transaction, context.installation, context.caller(),
                                           context.request.parameter("cluster"), draft);
    return collection_answer(view, 201).with("Location",
                                             "/api/v1/market-collections/" + view.collection.id.str());
  });
}

Response read_collection(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    made = collection_answer(app::read_collection(transaction, context.caller(), context.id<CollectionId>()));
  });
  return made;
}

// One write, answered with the collection as it is then. Who may not see it gets no word of what is wrong
// with the request.
Response write_collection(Context& context,
                          const std::function<app::CollectionView(store::Transaction&, CollectionId)>& work) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(app::read_collection(transaction, context.caller(), context.id<CollectionId>()));
    made = collection_answer(work(transaction, context.id<CollectionId>()));
  });
  return made;
}

Response edit_collection(Context& context) {
  return write_collection(context, [&](store::Transaction& transaction, CollectionId id) {
    return app::edit_collection(transaction, context.installation, context.caller(), id,
                                context.expected_version(), context.request.json());
  });
}

Response give_figures(Context& context) {
  return write_collection(context, [&](store::Transaction& transaction, CollectionId id) {
    return app::give_figures(transaction, context.caller(), id, context.request.json());
  });
}

Response publish_collection(Context& context) {
  return write_collection(context, [&](store::Transaction& transaction, CollectionId id) {
    return app::publish_collection(transaction, context.installation, context.caller(), id,
                                   context.expected_version());
  });
}

Response close_collection(Context& context) {
  return write_collection(context, [&](store::Transaction& transaction, CollectionId id) {
    const json body = context.request.json();
    cluster::JsonReader reader(body, "");
    std::string reason = app::written_text(reader, "reason", 2'000);
    reader.expect_nothing_else();
    return app::close_collection(transaction, context.installation, context.caller(), id,
                                 context.expected_version(), std::move(reason));
  });
}

}  // namespace

void add_market_routes(RouteTable& table) {
  table.add("GET", "/clusters/{cluster}/market-collections", list_collections);
  table.add("POST", "/clusters/{cluster}/market-collections", open_collection);
  table.add("GET", "/market-collections/{id}", read_collection);
  table.add("PUT", "/market-collections/{id}", edit_collection);
  table.add("PUT", "/market-collections/{id}/figures", give_figures);
  table.add("POST", "/market-collections/{id}/publication", publish_collection);
  table.add("POST", "/market-collections/{id}/closure", close_collection);
}

}  // namespace grono::server
