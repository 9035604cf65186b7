#include <nlohmann/json.hpp>

#include "app/accounts.hpp"
#include "app/clock.hpp"
#include "app/errors.hpp"
#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "server/api.hpp"
#include "server/render.hpp"
#include "store/token_store.hpp"

namespace grono::server {
namespace {

using cluster::JsonReader;
using nlohmann::json;

bool is_secure(const Request& request) { return request.header("x-forwarded-proto") == "https"; }

Response with_cookie(Context& context, const app::NewSession& session, int status) {
  context.visitor = session.visitor;
  return json_response(render_session(context), status)
      .with("Set-Cookie", session_cookie(session.secret, is_secure(context.request)));
}

Response get_session(Context& context) { return json_response(render_session(context)); }

Response log_in(Context& context) {
  const json body = context.request.json();
  JsonReader reader(body, "");
  const auto link = reader.text("link_token");
  const auto email = reader.text("email"), password = reader.text("password");
  reader.expect_nothing_else();
  if (link && !email && !password) return with_cookie(context, app::log_in_by_link(context.installation, *link), 200);
  if (link) throw InvalidInput("/link_token", "stands beside an e-mail or a password", "send one or the other");
  return with_cookie(context,
                     app::log_in(context.installation, reader.required("email", email),
                                 reader.required("password", password), context.request.address),
                     200);
}

Response log_out(Context& context) {
  app::log_out(context.installation, context.visitor);
  return empty_response().with("Set-Cookie", session_cookie("", is_secure(context.request)));
}

Response update_account(Context& context) {
  app::require(context.caller(), cluster::Permission::manage_own_account);
  const json body = context.request.json();
  JsonReader reader(body, "");
  app::AccountChange change{reader.text("display_name"), reader.text("language"), {}, {}};
  if (const json* password = reader.value("password")) {
    JsonReader inner(*password, "/password");
    change.current_password = inner.text("current");
    change.new_password = inner.required("new", inner.text("new"));
    inner.expect_nothing_else();
  }
  reader.expect_nothing_else();
  app::change_account(context.installation, context.visitor, change);
  return json_response(render_session(context));
}

json render(const store::ApiToken& token) {
  json made = {{"id", token.id.str()}, {"name", token.name}, {"created_at", to_string(token.created_at)}};
  if (token.last_used_at) made["last_used_at"] = to_string(*token.last_used_at);
  if (token.expires_on) made["expires_on"] = to_string(*token.expires_on);
  return made;
}

Response list_tokens(Context& context) {
  app::require(context.caller(), cluster::Permission::manage_own_account);
  json items = json::array();
  context.read([&](store::Transaction& transaction) {
    for (const auto& token : store::TokenStore(transaction).list_of(context.visitor.user->id))
      items.push_back(render(token));
  });
  return json_response({{"items", std::move(items)}});
}

Response create_token(Context& context) {
  app::require(context.caller(), cluster::Permission::manage_own_account);
  const json body = context.request.json();
  JsonReader reader(body, "");
  store::ApiToken token;
  token.name = reader.required("name", reader.text("name"));
  token.expires_on = reader.day("expires_on");
  reader.expect_nothing_else();
  if (token.name.empty() || token.name.size() > 100)
    throw InvalidInput("/name", "is empty or longer than 100 bytes", "say what the token is for");
  return context.create([&](store::Transaction& transaction) {
    const std::string secret = app::new_secret();
    token.id = app::new_id<cluster::TokenId>();
    token.user = context.visitor.user->id;
    token.digest = app::digest(secret);
    store::TokenStore(transaction).insert(token);
    json made = render(token);
    made["secret"] = secret;
    return json_response(made, 201);
  });
}

Response delete_token(Context& context) {
  app::require(context.caller(), cluster::Permission::manage_own_account);
  bool was_there = false;
  context.write([&](store::Transaction& transaction) {
    was_there = store::TokenStore(transaction).remove(context.id<cluster::TokenId>(), context.visitor.user->id);
  });
  if (!was_there) throw store::NotFound("you have no such token");
  return empty_response();
}

}  // namespace

void add_session_routes(RouteTable& table) {
  table.add("GET", "/session", get_session);
  table.add("POST", "/session", log_in);
  table.add("DELETE", "/session", log_out);
  table.add("PATCH", "/account", update_account);
  table.add("GET", "/account/tokens", list_tokens);
  table.add("POST", "/account/tokens", create_token);
  table.add("DELETE", "/account/tokens/{id}", delete_token);
}

}  // namespace grono::server
