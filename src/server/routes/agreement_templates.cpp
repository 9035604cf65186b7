#include "app/clock.hpp"
#include "app/consortia/agreement.hpp"

#include <nlohmann/json.hpp>

#include "app/errors.hpp"
#include "server/filters.hpp"

namespace grono::server {
namespace {

using nlohmann::json;

Response template_answer(const Context& context, const app::AgreementTemplateView& view) {
  return json_response(app::to_json(view, context.installation)).with_version(view.agreement.version);
}

Response read_agreement_template(Context& context) {
  Response made;
  context.read([&](store::Transaction& transaction) {
    made = template_answer(context,
                           app::read_agreement_template(transaction, context.installation, context.caller(),
                                                        context.request.parameter("cluster")));
  });
  return made;
}

Response agreement_template_versions(Context& context) {
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    for (const auto& view : app::agreement_template_versions(
             transaction, context.installation, context.caller(), context.request.parameter("cluster")))
      made["items"].push_back(app::version_to_json(view));
  });
  return json_response(made);
}

Response edit_agreement_template(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::manage_consortium);
  Response made;
  context.write([&](store::Transaction& transaction) {
    made = template_answer(context,
                           app::edit_agreement_template(transaction, context.installation, context.caller(),
                                                        context.request.parameter("cluster"),
                                                        context.expected_version(), context.request.json()));
  });
  return made;
}

Response reset_agreement_template(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::manage_consortium);
  Response made;
  context.write([&](store::Transaction& transaction) {
    made = template_answer(context, app::reset_agreement_template(
                                        transaction, context.installation, context.caller(),
                                        context.request.parameter("cluster"), context.expected_version()));
  });
  return made;
}

Response preview_agreement_template(Context& context) {
  app::require_somewhere(context.caller(), cluster::Permission::manage_consortium);
  json made;
  context.read([&](store::Transaction& transaction) {
    made["text"] = app::preview_agreement_template(transaction, context.installation, context.caller(),
                                                   context.request.parameter("cluster"),
                                                   context.request.json(), app::today());
  });
  return json_response(made);
}

}  // namespace

void add_agreement_template_routes(RouteTable& table) {
  table.add("GET", "/clusters/{cluster}/agreement-template", read_agreement_template);
  table.add("PUT", "/clusters/{cluster}/agreement-template", edit_agreement_template);
  table.add("DELETE", "/clusters/{cluster}/agreement-template", reset_agreement_template);
  table.add("GET", "/clusters/{cluster}/agreement-template/versions", agreement_template_versions);
  table.add("POST", "/clusters/{cluster}/agreement-template/preview", preview_agreement_template);
}

}  // namespace grono::server
