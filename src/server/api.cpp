#include "server/api.hpp"

#include "app/disclosures.hpp"
#include "server/problem.hpp"

namespace grono::server {
namespace {

constexpr std::string_view kBase = "/api/v1";
constexpr std::string_view kBearer = "Bearer ";

app::Visitor visitor_of(const app::Installation& installation, const Request& request) {
  const std::string_view authorization = request.header("authorization").value_or("");
  if (authorization.starts_with(kBearer))
    return app::visitor_by_token(installation, authorization.substr(kBearer.size()));
  if (const auto secret = request.cookie(kSessionCookie)) return app::visitor_by_session(installation, *secret);
  return {};
}

// A cookie is sent along by any page that makes a browser ask; the token only by ours.
void refuse_forged(const Request& request, const app::Visitor& visitor) {
  if (!visitor.session || request.method == "GET" || request.method == "HEAD") return;
  if (request.header("x-csrf-token") != visitor.session->csrf_token)
    throw HttpError(403, "X-CSRF-Token is missing or not the session's: reload the page");
}

}  // namespace

Response Api::answer(Request request) const noexcept {
  const std::string path = request.path;
  const text::Messages& messages = installation_.messages(request.language());
  try {
    Response made = routed(std::move(request));
    made.with("Cache-Control", "no-store");
    return made;
  } catch (...) {
    return problem_response(std::current_exception(), path, messages).with("Cache-Control", "no-store");
  }
}

Response Api::routed(Request request) const {
  const bool is_head = request.method == "HEAD";
  const auto match = routes_.find(is_head ? "GET" : request.method, std::string_view(request.path).substr(kBase.size()));
  if (request.body.size() > match.route->most_bytes)
    throw HttpError(413, "the body has " + std::to_string(request.body.size()) + " bytes; at most " +
                             std::to_string(match.route->most_bytes) + " are taken here");
  app::Visitor visitor = visitor_of(installation_, request);
  visitor.caller.language = request.language();
  // Logging in with an old cookie must work, and nothing can be forged by it.
  if (!(match.route->method == "POST" && match.route->pattern == "/session")) refuse_forged(request, visitor);
  request.parameters = match.parameters;
  const auto shown = visitor.caller.shown = std::make_shared<app::Shown>();
  Context context{std::move(request), installation_, jobs_, std::move(visitor)};
  Response made = match.route->handle(context);
  installation_.disclosures().write(context.caller(), shown->taken());
  return made;
}

std::string session_cookie(std::string_view secret, bool is_secure) {
  std::string made = std::string(kSessionCookie) + "=" + std::string(secret) + "; Path=/; HttpOnly; SameSite=Lax";
  if (secret.empty()) made += "; Max-Age=0";
  else made += "; Max-Age=1209600";
  if (is_secure) made += "; Secure";
  return made;
}

RouteTable all_routes() {
  RouteTable table;
  add_installation_routes(table);
  add_session_routes(table);
  add_reference_routes(table);
  add_administration_routes(table);
  add_invitation_routes(table);
  add_organisation_routes(table);
  add_cluster_routes(table);
  add_membership_routes(table);
  add_partner_routes(table);
  add_map_routes(table);
  add_discovery_routes(table);
  add_import_routes(table);
  add_export_routes(table);
  add_merge_routes(table);
  add_duplicate_routes(table);
  add_idea_routes(table);
  add_resource_routes(table);
  add_inquiry_routes(table);
  add_deal_routes(table);
  add_commerce_routes(table);
  add_matchmaking_routes(table);
  add_aid_routes(table);
  add_conduct_routes(table);
  add_market_routes(table);
  add_cooperation_routes(table);
  add_funded_project_routes(table);
  add_consortium_routes(table);
  add_agreement_template_routes(table);
  add_comment_routes(table);
  add_project_routes(table);
  add_document_routes(table);
  add_event_routes(table);
  add_notification_routes(table);
  add_confidential_routes(table);
  add_disclosure_routes(table);
  return table;
}

}  // namespace grono::server
