#include "server/render.hpp"

#include "app/changes.hpp"
#include "cluster/json.hpp"
#include "cluster/names.hpp"
#include "server/problem.hpp"
#include "store/cluster_store.hpp"
#include "store/organisation_store.hpp"

namespace grono::server {

using nlohmann::json;

json render_grants(store::Transaction& transaction, const std::vector<cluster::RoleGrant>& grants,
                   std::string_view language) {
  json made = json::array();
  for (const cluster::RoleGrant& grant : grants) {
    json each = cluster::to_json(grant);
    if (grant.cluster) {
      if (const auto found = store::ClusterStore(transaction).find(*grant.cluster))
        if (const auto name = cluster::in_language(found->name, language)) each["name"] = name->text;
    } else if (grant.organisation) {
      if (const auto found = store::OrganisationStore(transaction).find(*grant.organisation))
        each["name"] = found->legal_name;
    }
    made.push_back(std::move(each));
  }
  return made;
}

json render_session(const Context& context) {
  const auto& visitor = context.visitor;
  const cluster::Actor& actor = visitor.caller.actor;
  json permissions = json::array();
  for (const auto& [name, permission] : cluster::named_values<cluster::Permission>())
    if (cluster::may_somewhere(actor, permission)) permissions.push_back(name);
  json made = {{"role", name_of(cluster::furthest_role(actor))},
               {"grants", json::array()},
               {"permissions", std::move(permissions)}};
  if (!visitor.user) return made;
  made["user"] = {{"id", visitor.user->id.str()},
                  {"email", visitor.user->email},
                  {"display_name", visitor.user->display_name},
                  {"language", visitor.user->language},
                  {"must_set_password", !visitor.user->password_hash.has_value()}};
  context.read([&](store::Transaction& transaction) {
    made["grants"] = render_grants(transaction, visitor.user->grants, visitor.user->language);
  });
  if (visitor.session) {
    made["csrf_token"] = visitor.session->csrf_token;
    made["last_event"] = context.installation.changes().last_id();
  }
  return made;
}

void say_issues(nlohmann::json& found, const Context& context) {
  const auto say_all = [&](const char* list) {
    const auto issues = found.find(list);
    if (issues == found.end()) return;
    for (nlohmann::json& each : *issues)
      say(each, {"problem", "mend"}, context.installation.messages(context.caller().language));
  };
  say_all("issues");
  say_all("problems");
}

nlohmann::json render_job(const store::Job& job, const Context& context) {
  nlohmann::json made = {{"id", job.id.str()},
                         {"kind", job.kind},
                         {"state", name_of(job.state)},
                         {"stage", name_of(job.stage)},
                         {"done", job.done},
                         {"total", job.total},
                         {"created_at", to_string(job.created_at)},
                         {"updated_at", to_string(job.updated_at)}};
  if (job.result) {
    made["result"] = nlohmann::json::parse(*job.result);
    made["result"]["has_rejected"] = job.has_rejected;
    say_issues(made["result"], context);
    if (made["result"].contains("cordis")) say_issues(made["result"]["cordis"], context);
  }
  if (job.error) {
    made["error"] = nlohmann::json::parse(*job.error);
    say(made["error"], context.installation.messages(context.caller().language));
  }
  return made;
}

}  // namespace grono::server
