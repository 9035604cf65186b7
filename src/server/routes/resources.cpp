#include "app/resources/resources.hpp"

#include <nlohmann/json.hpp>

#include "app/errors.hpp"
#include "app/resources/bookings.hpp"
#include "app/resources/resource_use.hpp"
#include "app/written_text.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "server/filters.hpp"

namespace grono::server {
namespace {

using cluster::BookingId;
using cluster::ResourceId;
using nlohmann::json;

Response resource_answer(const app::ResourceView& view, int status = 200) {
  return json_response(app::to_json(view), status).with_version(view.resource.version);
}

Response booking_answer(const app::BookingView& view, int status = 200) {
  return json_response(app::to_json(view), status).with_version(view.booking.version);
}

Timestamp moment_from(const Context& context, std::string_view name) {
  const std::string where = "query/" + std::string(name);
  const auto written = context.request.query_value(name);
  if (!written) throw InvalidInput(where, "is missing", "give a moment such as 2026-11-23T08:00:00Z");
  const auto made = parse_timestamp(*written);
  if (!made)
    throw InvalidInput(where, "\"" + *written + "\" is no moment",
                       "give a moment such as 2026-11-23T08:00:00Z");
  return *made;
}

Response bookings_answer(const std::vector<app::BookingView>& found) {
  json made = {{"items", json::array()}};
  for (const app::BookingView& each : found) made["items"].push_back(app::to_json(each));
  return json_response(made);
}

Response list_resources(Context& context) {
  app::ResourceQuestion question;
  question.kinds = named_from<cluster::ResourceKind>(context, "kind");
  question.text = sought_text(context);
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    const auto found =
        app::list_resources(transaction, context.installation, context.caller(),
                            context.request.parameter("cluster"), question, context.request.page());
    for (const auto& view : found.page.items) made["items"].push_back(app::to_json(view));
    made["total"] = found.total;
    if (found.page.next) made["next"] = *found.page.next;
  });
  return json_response(made);
}

Response share_resource(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::manage_resource);
  const json draft = context.request.json();
  return context.create([&](store::Transaction& transaction) {
    const auto view = app::share_resource(transaction, context.installation, context.caller(),
                                          context.request.parameter("cluster"), draft);
    return resource_answer(view, 201).with("Location", "/api/v1/resources/" + view.resource.id.str());
  });
}

Response read_resource(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    made = resource_answer(app::read_resource(transaction, context.caller(), context.id<ResourceId>()));
  });
  return made;
}

Response edit_resource(Context& context) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    // Who may not see it gets no word of what is wrong with the request.
    static_cast<void>(app::read_resource(transaction, context.caller(), context.id<ResourceId>()));
    made = resource_answer(app::edit_resource(transaction, context.installation, context.caller(),
                                              context.id<ResourceId>(), context.expected_version(),
                                              context.request.json()));
  });
  return made;
}

Response delete_resource(Context& context) {
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(app::read_resource(transaction, context.caller(), context.id<ResourceId>()));
    app::delete_resource(transaction, context.caller(), context.id<ResourceId>(), context.expected_version());
  });
  return empty_response(204);
}

Response restore_resource(Context& context) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    made = resource_answer(app::restore_resource(transaction, context.caller(), context.id<ResourceId>()));
  });
  return made;
}

Response bookings_of_resource(Context& context) {
  std::vector<app::BookingView> found;
  context.read([&](store::Transaction& transaction) {
    found = app::bookings_of_resource(transaction, context.caller(), context.id<ResourceId>(),
                                      moment_from(context, "from"), moment_from(context, "to"));
  });
  return bookings_answer(found);
}

Response own_bookings(Context& context) {
  std::vector<app::BookingView> found;
  context.read([&](store::Transaction& transaction) {
    found = app::own_bookings(transaction, context.caller(), context.request.parameter("cluster"),
                              moment_from(context, "from"));
  });
  return bookings_answer(found);
}

Response book(Context& context) {
  const json draft = context.request.json();
  return context.create([&](store::Transaction& transaction) {
    const auto view = app::book(transaction, context.caller(), context.id<ResourceId>(), draft);
    return booking_answer(view, 201).with("Location", "/api/v1/bookings/" + view.booking.id.str());
  });
}

Response read_booking(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    made = booking_answer(app::read_booking(transaction, context.caller(), context.id<BookingId>()));
  });
  return made;
}

// One write, answered with the booking as it is then.
Response write_booking(Context& context, const std::function<app::BookingView(store::Transaction&)>& work) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(app::read_booking(transaction, context.caller(), context.id<BookingId>()));
    made = booking_answer(work(transaction));
  });
  return made;
}

Response decide_booking(Context& context) {
  return write_booking(context, [&](store::Transaction& transaction) {
    const json body = context.request.json();
    cluster::JsonReader reader(body, "");
    const auto state = reader.required("state", reader.named<cluster::BookingState>("state"));
    if (state != cluster::BookingState::confirmed && state != cluster::BookingState::refused)
      throw InvalidInput("/state", "is no answer to a request", "use confirmed or refused");
    std::string reason = app::written_text(reader, "reason", 2'000);
    reader.expect_nothing_else();
    return app::answer_booking(transaction, context.caller(), context.id<BookingId>(),
                               context.expected_version(), state == cluster::BookingState::confirmed,
                               std::move(reason));
  });
}

Response cancel_booking(Context& context) {
  return write_booking(context, [&](store::Transaction& transaction) {
    const json body = context.request.json();
    cluster::JsonReader reader(body, "");
    std::string reason = app::written_text(reader, "reason", 2'000);
    reader.expect_nothing_else();
    return app::cancel_booking(transaction, context.caller(), context.id<BookingId>(),
                               context.expected_version(), std::move(reason));
  });
}

Response use_of_resources(Context& context) {
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    for (const auto& each : app::use_of_resources(transaction, context.installation, context.caller(),
                                                  context.request.parameter("cluster"),
                                                  moment_from(context, "from"), moment_from(context, "to")))
      made["items"].push_back(app::to_json(each));
  });
  return json_response(made);
}

}  // namespace

void add_resource_routes(RouteTable& table) {
  table.add("GET", "/clusters/{cluster}/resources", list_resources);
  table.add("POST", "/clusters/{cluster}/resources", share_resource);
  table.add("GET", "/clusters/{cluster}/resources/use", use_of_resources);
  table.add("GET", "/clusters/{cluster}/bookings", own_bookings);
  table.add("GET", "/resources/{id}", read_resource);
  table.add("PUT", "/resources/{id}", edit_resource);
  table.add("DELETE", "/resources/{id}", delete_resource);
  table.add("POST", "/resources/{id}/restoration", restore_resource);
  table.add("GET", "/resources/{id}/bookings", bookings_of_resource);
  table.add("POST", "/resources/{id}/bookings", book);
  table.add("GET", "/bookings/{id}", read_booking);
  table.add("POST", "/bookings/{id}/answer", decide_booking);
  table.add("POST", "/bookings/{id}/cancellation", cancel_booking);
}

}  // namespace grono::server
