#include <nlohmann/json.hpp>

#include "app/clusters.hpp"
#include "app/errors.hpp"
#include "app/invitations.hpp"
#include "app/json.hpp"
#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "server/api.hpp"
#include "server/render.hpp"
#include "store/cluster_store.hpp"
#include "store/membership_store.hpp"
#include "store/organisation_store.hpp"

namespace grono::server {
namespace {

using cluster::JsonReader;
using nlohmann::json;

json render(Context& context, store::Transaction& transaction, const store::Invitation& invitation) {
  json made = {{"id", invitation.id.str()},
               {"role", name_of(invitation.role)},
               {"created_at", to_string(invitation.created_at)},
               {"expires_at", to_string(invitation.expires_at)},
               {"is_used", invitation.used_at.has_value()}};
  if (!invitation.email.empty()) made["email"] = invitation.email;
  if (!invitation.note.empty()) made["note"] = invitation.note;
  if (invitation.organisation)
    if (const auto found = store::OrganisationStore(transaction).find(*invitation.organisation))
      made["organisation"] = app::summary(*found, context.installation.classifications());
  return made;
}

app::InvitationDraft draft_from(const json& body) {
  JsonReader reader(body, "");
  app::InvitationDraft made;
  made.email = reader.text("email").value_or("");
  made.organisation = reader.id<cluster::OrganisationId>("organisation");
  made.role = reader.named<cluster::Role>("role").value_or(cluster::Role::representative);
  made.note = reader.text("note").value_or("");
  made.by_mail = reader.flag("by_mail");
  reader.expect_nothing_else();
  if (made.role == cluster::Role::administrator || made.role == cluster::Role::guest)
    throw InvalidInput("/role", "can't be given by an invitation",
                       "use one of: manager, animator, representative, employee");
  if (made.email.size() > 254 || made.note.size() > 2000)
    throw InvalidInput(made.note.size() > 2000 ? "/note" : "/email", "is too long", "shorten it");
  return made;
}

Response create(Context& context, app::InvitationDraft draft) {
  if (context.visitor.user) draft.language = context.visitor.user->language;
  return context.create([&](store::Transaction& transaction) {
    const auto made = app::invite(transaction, context.caller(), std::move(draft));
    json answer = render(context, transaction, made.invitation);
    answer["path"] = "/join/" + made.secret;
    return json_response(answer, 201);
  });
}

Response list_invitations(Context& context) {
  const auto cluster = app::read_cluster(context.installation, context.request.parameter("cluster"));
  app::require(context.caller(), cluster::Permission::invite_member, {cluster.id, std::nullopt, {}});
  json items = json::array();
  context.read([&](store::Transaction& transaction) {
    for (const auto& each : store::InvitationStore(transaction).list_of_cluster(cluster.id))
      items.push_back(render(context, transaction, each));
  });
  return json_response({{"items", std::move(items)}});
}

Response invite_member(Context& context) {
  const auto cluster = app::read_cluster(context.installation, context.request.parameter("cluster"));
  app::require(context.caller(), cluster::Permission::invite_member, {cluster.id, std::nullopt, {}});
  app::InvitationDraft draft = draft_from(context.request.json());
  draft.cluster = cluster.id;
  return create(context, std::move(draft));
}

Response invite_colleague(Context& context) {
  const auto organisation = context.id<cluster::OrganisationId>();
  bool is_there = false;
  std::vector<cluster::ClusterId> clusters;
  context.read([&](store::Transaction& transaction) {
    is_there = store::OrganisationStore(transaction).find(organisation).has_value();
    clusters = store::MembershipStore(transaction).clusters_of(organisation);
  });
  if (!is_there) throw store::NotFound("there is no such organisation");
  app::require(context.caller(), cluster::Permission::invite_colleague, {std::nullopt, organisation, clusters});
  app::InvitationDraft draft = draft_from(context.request.json());
  draft.organisation = organisation;
  return create(context, std::move(draft));
}

Response read_invitation(Context& context) {
  json made;
  context.read([&](store::Transaction& transaction) {
    const auto invitation = app::read_invitation(transaction, context.request.parameter("token"));
    made = {{"role", name_of(invitation.role)}, {"expires_at", to_string(invitation.expires_at)}};
    if (!invitation.email.empty()) made["email"] = invitation.email;
    if (invitation.cluster)
      if (const auto found = store::ClusterStore(transaction).find(*invitation.cluster))
        made["cluster"] = {{"slug", found->slug}, {"name", found->name}};
    if (invitation.organisation)
      if (const auto found = store::OrganisationStore(transaction).find(*invitation.organisation))
        made["organisation"] = app::summary(*found, context.installation.classifications());
  });
  return json_response(made);
}

Response accept(Context& context) {
  const json body = context.request.json();
  JsonReader reader(body, "");
  app::Acceptance acceptance;
  acceptance.email = reader.required("email", reader.text("email"));
  acceptance.password = reader.required("password", reader.text("password"));
  acceptance.display_name = reader.required("display_name", reader.text("display_name"));
  acceptance.language = reader.text("language").value_or("pl");
  acceptance.organisation = reader.value("organisation");
  reader.expect_nothing_else();
  const auto session = app::accept_invitation(context.installation, context.request.parameter("token"), acceptance);
  context.visitor = session.visitor;
  return json_response(render_session(context), 201)
      .with("Set-Cookie", session_cookie(session.secret, context.request.header("x-forwarded-proto") == "https"));
}

Response withdraw(Context& context) {
  // The same place in the path: here it is the invitation's id, not its secret.
  app::withdraw_invitation(context.installation, context.caller(), context.id<cluster::InvitationId>("token"));
  return empty_response();
}

}  // namespace

void add_invitation_routes(RouteTable& table) {
  table.add("GET", "/clusters/{cluster}/invitations", list_invitations);
  table.add("POST", "/clusters/{cluster}/invitations", invite_member);
  table.add("POST", "/organisations/{id}/invitations", invite_colleague);
  table.add("GET", "/invitations/{token}", read_invitation);
  table.add("POST", "/invitations/{token}", accept);
  table.add("DELETE", "/invitations/{token}", withdraw);
}

}  // namespace grono::server
