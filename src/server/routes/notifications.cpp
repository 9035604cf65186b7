#include "app/notifications.hpp"

#include <nlohmann/json.hpp>

#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "server/filters.hpp"

namespace grono::server {
namespace {

using cluster::NotificationKind;
using nlohmann::json;

Response list_notifications(Context& context) {
  app::NotificationQuestion question;
  question.kinds = named_from<NotificationKind>(context, "kind");
  question.only_unread = flag_from(context, "unread", false);
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    const auto found = app::list_notifications(transaction, context.caller(), question, context.request.page());
    for (const auto& view : found.page.items) made["items"].push_back(app::to_json(view));
    if (found.page.next) made["next"] = *found.page.next;
    made["total"] = found.total;
    made["unread"] = found.unread;
  });
  return json_response(made);
}

Response count_unread(Context& context) {
  json made;
  context.read([&](store::Transaction& transaction) {
    made = {{"unread", app::count_unread(transaction, context.caller())}};
  });
  return json_response(made);
}

Response mark(Context& context, bool is_read) {
  context.write([&](store::Transaction& transaction) {
    app::mark_notification(transaction, context.caller(), context.id<cluster::NotificationId>(), is_read);
  });
  return empty_response();
}

Response mark_all(Context& context) {
  const auto kinds = named_from<NotificationKind>(context, "kind");
  context.write([&](store::Transaction& transaction) {
    app::mark_all_notifications(transaction, context.caller(), kinds);
  });
  return empty_response();
}

Response read_settings(Context& context) {
  json made;
  context.read([&](store::Transaction& transaction) {
    made = cluster::to_json(app::notification_settings(transaction, context.caller()));
  });
  return json_response(made);
}

Response change_settings(Context& context) {
  app::require(context.caller(), cluster::Permission::manage_own_account);
  const json change = context.request.json();
  json made;
  context.write([&](store::Transaction& transaction) {
    made = cluster::to_json(app::change_notification_settings(transaction, context.caller(), change));
  });
  return json_response(made);
}

}  // namespace

void add_notification_routes(RouteTable& table) {
  table.add("GET", "/notifications", list_notifications);
  table.add("GET", "/notifications/unread", count_unread);
  table.add("PUT", "/notifications/read", mark_all);
  table.add("PUT", "/notifications/{id}/read", [](Context& context) { return mark(context, true); });
  table.add("DELETE", "/notifications/{id}/read", [](Context& context) { return mark(context, false); });
  table.add("GET", "/account/notification-settings", read_settings);
  table.add("PATCH", "/account/notification-settings", change_settings);
}

}  // namespace grono::server
