#include "app/aid/aid.hpp"

#include <nlohmann/json.hpp>

#include "app/aid/ledger.hpp"
#include "app/errors.hpp"
#include "app/written_text.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "server/filters.hpp"

namespace grono::server {
namespace {

using cluster::AidId;
using cluster::OrganisationId;
using nlohmann::json;

Response aid_answer(const app::AidView& view, int status = 200) {
  return json_response(app::to_json(view), status).with_version(view.aid.version);
}

Date required_day(const Context& context, std::string_view name) {
  if (const auto day = day_from(context, name)) return *day;
  throw InvalidInput("query/" + std::string(name), "is missing", "write it as 2026-11-23");
}

std::optional<OrganisationId> organisation_from(const Context& context) {
  const auto written = context.request.query_value("organisation");
  if (!written) return std::nullopt;
  const auto id = OrganisationId::parse(*written);
  if (!id) throw InvalidInput("query/organisation", "is not an id", "give it as the program gave it");
  return id;
}

Response list_ceilings(Context& context) {
  json made = {{"items", json::array()}};
  for (const auto& each : context.installation.aid_ceilings())
    made["items"].push_back(cluster::to_json(each));
  return json_response(made);
}

Response list_aid(Context& context) {
  app::AidQuestion question;
  question.states = named_from<cluster::AidState>(context, "state");
  question.scopes = named_from<cluster::AidScope>(context, "scope");
  question.organisation = organisation_from(context);
  if (context.request.query_value("declared")) question.is_declared = flag_from(context, "declared", false);
  question.from = day_from(context, "from");
  question.to = day_from(context, "to");
  question.text = sought_text(context);
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    const auto found = app::list_aid(transaction, context.installation, context.caller(),
                                     context.request.parameter("cluster"), question, context.request.page());
    for (const auto& view : found.page.items) made["items"].push_back(app::to_json(view));
    made["total"] = found.total;
    if (found.page.next) made["next"] = *found.page.next;
  });
  return json_response(made);
}

Response propose_aid(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::manage_aid);
  const json draft = context.request.json();
  return context.create([&](store::Transaction& transaction) {
    const auto view = app::propose_aid(transaction, context.installation, context.caller(),
                                       context.request.parameter("cluster"), draft);
    return aid_answer(view, 201).with("Location", "/api/v1/aid/" + view.aid.id.str());
  });
}

Response declare_aid(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::declare_aid);
  const json draft = context.request.json();
  return context.create([&](store::Transaction& transaction) {
    const auto view = app::declare_aid(transaction, context.installation, context.caller(),
                                       context.request.parameter("cluster"), draft);
    return aid_answer(view, 201).with("Location", "/api/v1/aid/" + view.aid.id.str());
  });
}

Response check_aid(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::manage_aid);
  json made;
  const json question = context.request.json();
  context.read([&](store::Transaction& transaction) {
    made = app::check_aid(transaction, context.installation, context.caller(),
                          context.request.parameter("cluster"), question);
  });
  return json_response(made);
}

Response report_aid(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::manage_aid);
  json made;
  const Date from = required_day(context, "from"), to = required_day(context, "to");
  context.read([&](store::Transaction& transaction) {
    made = {{"items", app::report_aid(transaction, context.installation, context.caller(),
                                      context.request.parameter("cluster"), from, to)}};
  });
  return json_response(made);
}

Response read_aid(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    made =
        aid_answer(app::read_aid(transaction, context.installation, context.caller(), context.id<AidId>()));
  });
  return made;
}

// One write, answered with the aid as it is then. Who may not see it gets no word of what is wrong with the
// request.
Response write_aid(Context& context, const std::function<app::AidView(store::Transaction&, AidId)>& work) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(
        app::read_aid(transaction, context.installation, context.caller(), context.id<AidId>()));
    made = aid_answer(work(transaction, context.id<AidId>()));
  });
  return made;
}

Response edit_aid(Context& context) {
  return write_aid(context, [&](store::Transaction& transaction, AidId id) {
    return app::edit_aid(transaction, context.installation, context.caller(), id, context.expected_version(),
                         context.request.json());
  });
}

Response grant_aid(Context& context) {
  return write_aid(context, [&](store::Transaction& transaction, AidId id) {
    return app::grant_aid(transaction, context.installation, context.caller(), id, context.expected_version(),
                          context.request.json());
  });
}

Response correct_aid(Context& context) {
  return write_aid(context, [&](store::Transaction& transaction, AidId id) {
    return app::correct_aid(transaction, context.installation, context.caller(), id,
                            context.expected_version(), context.request.json());
  });
}

Response withdraw_aid(Context& context) {
  return write_aid(context, [&](store::Transaction& transaction, AidId id) {
    const json body = context.request.json();
    cluster::JsonReader reader(body, "");
    std::string reason = app::written_text(reader, "reason", 2'000);
    reader.expect_nothing_else();
    return app::withdraw_aid(transaction, context.installation, context.caller(), id,
                             context.expected_version(), std::move(reason));
  });
}

Response aid_ledger(Context& context) {
  json made;
  const auto scopes = named_from<cluster::AidScope>(context, "scope");
  context.read([&](store::Transaction& transaction) {
    made = app::aid_ledger(transaction, context.installation, context.caller(), context.id<OrganisationId>(),
                           scopes.empty() ? cluster::AidScope::general : scopes.front());
  });
  return json_response(made);
}

Response links_answer(const app::LinkView& view) {
  return json_response(app::to_json(view)).with_version(view.statement.version);
}

Response read_links(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    made = links_answer(app::read_links(transaction, context.caller(), context.id<OrganisationId>()));
  });
  return made;
}

Response state_links(Context& context) {
  Response made;
  context.write([&](store::Transaction& transaction) {
    static_cast<void>(app::read_links(transaction, context.caller(), context.id<OrganisationId>()));
    made = links_answer(app::state_links(transaction, context.caller(), context.id<OrganisationId>(),
                                         context.expected_version(), context.request.json()));
  });
  return made;
}

}  // namespace

void add_aid_routes(RouteTable& table) {
  table.add("GET", "/aid/ceilings", list_ceilings);
  table.add("GET", "/clusters/{cluster}/aid", list_aid);
  table.add("POST", "/clusters/{cluster}/aid", propose_aid);
  table.add("POST", "/clusters/{cluster}/aid/declarations", declare_aid);
  table.add("POST", "/clusters/{cluster}/aid/check", check_aid);
  table.add("GET", "/clusters/{cluster}/aid/report", report_aid);
  table.add("GET", "/aid/{id}", read_aid);
  table.add("PUT", "/aid/{id}", edit_aid);
  table.add("POST", "/aid/{id}/grant", grant_aid);
  table.add("POST", "/aid/{id}/correction", correct_aid);
  table.add("POST", "/aid/{id}/withdrawal", withdraw_aid);
  table.add("GET", "/organisations/{id}/aid", aid_ledger);
  table.add("GET", "/organisations/{id}/linked-enterprises", read_links);
  table.add("PUT", "/organisations/{id}/linked-enterprises", state_links);
}

}  // namespace grono::server
