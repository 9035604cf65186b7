#include "app/comments.hpp"

#include <nlohmann/json.hpp>

#include "app/people.hpp"
#include "server/filters.hpp"

namespace grono::server {
namespace {

using nlohmann::json;

/// "idea", "project" or "task": what the id in the path is of.
using CommentedKind = const char*;

app::Discussed thing_of(const Context& context, store::Transaction& transaction, CommentedKind kind) {
  return app::discussed(transaction, context.caller(), kind, context.request.parameter("id"));
}

Response list_comments(Context& context, CommentedKind kind) {
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    const auto thing = thing_of(context, transaction, kind);
    const auto page = app::list_comments(transaction, context.caller(), thing, context.request.page());
    for (const auto& view : page.items) made["items"].push_back(app::to_json(view));
    if (page.next) made["next"] = *page.next;
  });
  return json_response(made);
}

Response add_comment(Context& context, CommentedKind kind) {
  return context.create([&](store::Transaction& transaction) {
    // Who may not see it gets no word of what is wrong with the request.
    const auto thing = thing_of(context, transaction, kind);
    const auto view = app::add_comment(transaction, context.caller(), thing, context.request.json());
    return json_response(app::to_json(view), 201);
  });
}

Response people(Context& context, CommentedKind kind) {
  const std::string text = sought_text(context);
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    const auto thing = thing_of(context, transaction, kind);
    for (const auto& each : app::people_to_mention(transaction, context.caller(), thing, text)) {
      json item = {{"id", each.id.str()}, {"name", each.name}};
      if (!each.organisation.empty()) item["organisation"] = each.organisation;
      made["items"].push_back(std::move(item));
    }
  });
  return json_response(made);
}

Response edit_comment(Context& context) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    made = json_response(app::to_json(app::edit_comment(
        transaction, context.caller(), context.id<cluster::CommentId>(), context.request.json())));
  });
  return made;
}

Response delete_comment(Context& context) {
  context.write([&](store::Transaction& transaction) {
    app::delete_comment(transaction, context.caller(), context.id<cluster::CommentId>());
  });
  return empty_response(204);
}

Response restore_comment(Context& context) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    made = json_response(app::to_json(
        app::restore_comment(transaction, context.caller(), context.id<cluster::CommentId>())));
  });
  return made;
}

}  // namespace

void add_comment_routes(RouteTable& table) {
  const auto add = [&](const std::string& base, const char* mentionable, CommentedKind kind) {
    table.add("GET", base + "/comments", [=](Context& context) { return list_comments(context, kind); });
    table.add("POST", base + "/comments", [=](Context& context) { return add_comment(context, kind); });
    table.add("GET", base + mentionable, [=](Context& context) { return people(context, kind); });
  };
  add("/ideas/{id}", "/people", "idea");
  add("/projects/{id}", "/mentionable", "project");
  add("/tasks/{id}", "/mentionable", "task");
  table.add("PATCH", "/comments/{id}", edit_comment);
  table.add("DELETE", "/comments/{id}", delete_comment);
  table.add("POST", "/comments/{id}/restoration", restore_comment);
}

}  // namespace grono::server
