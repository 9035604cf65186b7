#include <nlohmann/json.hpp>

#include "app/clock.hpp"
#include "app/clusters.hpp"
#include "app/disclosures.hpp"
#include "app/documents.hpp"
#include "app/errors.hpp"
#include "app/ideas.hpp"
#include "app/projects/projects.hpp"
#include "app/commerce/owners.hpp"
#include "app/resources/resources.hpp"
#include "app/users.hpp"
#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "server/jobs.hpp"
#include "server/problem.hpp"
#include "server/render.hpp"
#include "store/audit_log.hpp"
#include "store/membership_store.hpp"
#include "store/organisation_store.hpp"
#include "store/ties.hpp"

namespace grono::server {
namespace {

using cluster::JsonReader;
using cluster::Permission;
using nlohmann::json;

json render(store::Transaction& transaction, const store::User& user, std::string_view language) {
  json made = {{"id", user.id.str()},
               {"email", user.email},
               {"display_name", user.display_name},
               {"language", user.language},
               {"grants", render_grants(transaction, user.grants, language)},
               {"is_disabled", user.is_disabled},
               {"created_at", to_string(user.created_at)},
               {"version", user.version}};
  if (user.last_seen_at) made["last_seen_at"] = to_string(*user.last_seen_at);
  return made;
}

Response list_users(Context& context) {
  app::require(context.caller(), Permission::manage_users);
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    const auto page = store::UserStore(transaction).list(context.request.query_value("q").value_or(""), context.request.page());
    for (const auto& user : page.items)
      made["items"].push_back(render(transaction, user, context.visitor.user->language));
    if (page.next) made["next"] = *page.next;
  });
  return json_response(made);
}

Response update_user(Context& context) {
  app::require(context.caller(), Permission::manage_users);
  const auto id = context.id<cluster::UserId>();
  const std::int64_t version = context.expected_version();
  const json body = context.request.json();
  JsonReader reader(body, "");
  app::UserChange change;
  if (reader.has("grants"))
    change.grants = reader.list("grants", [](const json& element, const std::string& pointer) {
      JsonReader grant(element, pointer);
      cluster::RoleGrant made;
      made.role = grant.required("role", grant.named<cluster::Role>("role"));
      made.cluster = grant.id<cluster::ClusterId>("cluster");
      made.organisation = grant.id<cluster::OrganisationId>("organisation");
      grant.ignore({"name"});
      grant.expect_nothing_else();
      return made;
    });
  if (reader.has("is_disabled")) change.is_disabled = reader.flag("is_disabled");
  reader.expect_nothing_else();
  const auto user = app::change_user(context.installation, context.caller(), id, version, change);
  json made;
  context.read([&](store::Transaction& transaction) {
    made = render(transaction, user, context.visitor.user->language);
  });
  return json_response(made).with_version(user.version);
}

Response password_link(Context& context) {
  app::require(context.caller(), Permission::manage_users);
  const auto id = context.id<cluster::UserId>();
  std::string token;
  context.write([&](store::Transaction& transaction) {
    if (!store::UserStore(transaction).find(id)) throw store::NotFound("there is no such account");
    token = app::make_login_link(transaction, id);
  });
  return json_response({{"path", "/login#link=" + token},
                        {"expires_at", to_string(app::now() + std::chrono::hours(24 * 7))}},
                       201);
}

// Of a cluster for its manager, of an organisation for its representative; without either for the administrator.
store::AuditFilter audit_filter(Context& context) {
  store::AuditFilter filter;
  cluster::Subject subject;
  std::vector<cluster::ClusterId> clusters;
  if (const auto written = context.request.query_value("cluster")) {
    const auto found = app::find_cluster(context.installation, *written);
    if (!found) throw InvalidInput("query/cluster", "is not known", "give its id or address");
    filter.cluster = subject.cluster = found->id;
  }
  if (const auto written = context.request.query_value("organisation")) {
    const auto id = cluster::OrganisationId::parse(*written);
    if (!id) throw InvalidInput("query/organisation", "is not an id", "give it as the program gave it");
    filter.organisation = subject.organisation = *id;
    if (!filter.cluster) {
      context.read([&](store::Transaction& transaction) { clusters = store::MembershipStore(transaction).clusters_of(*id); });
      subject.clusters_of_organisation = clusters;
    }
  }
  app::require(context.caller(), Permission::read_audit, subject);
  return filter;
}

// What the changes hold of offers and needs is shown to whoever reads them.
void note_changes(const app::Caller& caller, const json& changes, cluster::OrganisationId owner) {
  for (const auto& [field, kind] : {std::pair("offers", cluster::DisclosedKind::offer),
                                    std::pair("needs", cluster::DisclosedKind::need)}) {
    const auto change = changes.find(field);
    if (change == changes.end()) continue;
    for (const json& side : *change)
      if (side.is_array())
        for (const json& item : side) {
          const auto id = parse_uuid(item.value("id", ""));
          const auto visibility = cluster::value_of<cluster::Visibility>(item.value("visibility", "owner"));
          if (id && visibility)
            app::note_shown(caller, {*visibility, owner},
                            {owner, kind, *id, 0, cluster::DisclosureChannel::changes,
                             item.value("title", cluster::LocalisedText{})});
        }
  }
}

// Nothing where all that was changed is hidden from whoever reads: that it happened is hidden too.
std::optional<json> render(Context& context, store::Transaction& transaction, const store::AuditEntry& entry) {
  json made = {{"seq", entry.seq},
               {"at", to_string(entry.at)},
               {"via", entry.via},
               {"action", entry.action},
               {"subject_kind", entry.subject_kind},
               {"subject_id", entry.subject_id}};
  if (entry.by)
    if (const auto user = store::UserStore(transaction).find(*entry.by)) made["by"] = user->display_name;
  json changes = json::parse(entry.changes);
  const bool said_something = !changes.empty();
  if (entry.subject_kind == "idea")
    changes = app::idea_changes_as_seen_by(transaction, context.caller(), entry.subject_id, std::move(changes));
  if (entry.subject_kind == "project")
    changes = app::project_changes_as_seen_by(transaction, context.caller(), entry.subject_id, std::move(changes));
  if (entry.subject_kind == "document")
    changes = app::document_changes_as_seen_by(transaction, context.caller(), entry.subject_id, std::move(changes));
  if (entry.subject_kind == "resource")
    changes = app::resource_changes_as_seen_by(transaction, context.caller(), entry.subject_id, std::move(changes));
  if (entry.subject_kind == "product" || entry.subject_kind == "ip_asset" || entry.subject_kind == "market_offer")
    changes = app::commerce_changes_as_seen_by(transaction, context.caller(), entry.subject_kind, entry.subject_id,
                                               std::move(changes));
  if (entry.organisation) {
    changes = cluster::changes_as_seen_by(context.caller().actor, std::move(changes), *entry.organisation,
                                          store::ties_of(transaction, *entry.organisation));
    note_changes(context.caller(), changes, *entry.organisation);
    if (const auto found = store::OrganisationStore(transaction).find(*entry.organisation))
      made["subject_name"] = found->legal_name;
  }
  if (said_something && changes.empty()) return std::nullopt;
  made["changes"] = std::move(changes);
  return made;
}

Response audit(Context& context) {
  app::require(context.caller(), Permission::manage_own_account);
  const auto filter = audit_filter(context);
  json made = {{"items", json::array()}};
  context.read([&](store::Transaction& transaction) {
    // A page is full whatever is left out of it: a short one would tell of that.
    auto request = context.request.page();
    const auto most = static_cast<std::size_t>(request.limit);
    for (;;) {
      const auto page = store::AuditLog(transaction).list(filter, request);
      for (const auto& entry : page.items) {
        if (made["items"].size() == most) {
          made["next"] = std::to_string(made["items"].back()["seq"].get<std::int64_t>());
          return;
        }
        if (auto rendered = render(context, transaction, entry)) made["items"].push_back(*std::move(rendered));
      }
      if (!page.next) return;
      request.cursor = *page.next;
    }
  });
  return json_response(made);
}

// A job is for the one who started it, and for the administrator.
store::Job own_job(Context& context) {
  app::require(context.caller(), Permission::manage_own_account);
  const auto job = context.jobs.find(context.id<cluster::JobId>());
  const bool is_own = job && job->owner == context.visitor.user->id;
  if (!job || !(is_own || cluster::may(context.caller().actor, Permission::manage_users)))
    throw store::NotFound("there is no such job of yours");
  return *job;
}

Response get_job(Context& context) { return json_response(render_job(own_job(context), context)); }

Response cancel_job(Context& context) {
  const auto job = own_job(context);
  if (!context.jobs.cancel(context.caller().author(), job.id)) throw app::Conflict("the job is over already");
  return json_response(render_job(job, context), 202);
}

Response rejected_rows(Context& context) {
  const auto job = own_job(context);
  std::optional<std::string> csv;
  context.read([&](store::Transaction& transaction) { csv = store::JobStore(transaction).rejected_csv(job.id); });
  if (!csv) throw store::NotFound("no row was rejected, or the job is not done yet");
  return text_response(*csv, "text/csv; charset=utf-8")
      .with("Content-Disposition", "attachment; filename=\"rejected.csv\"");
}

}  // namespace

void add_administration_routes(RouteTable& table) {
  table.add("GET", "/users", list_users);
  table.add("PATCH", "/users/{id}", update_user);
  table.add("POST", "/users/{id}/password-link", password_link);
  table.add("GET", "/audit", audit);
  table.add("GET", "/jobs/{id}", get_job);
  table.add("DELETE", "/jobs/{id}", cancel_job);
  table.add("GET", "/jobs/{id}/rejected.csv", rejected_rows);
}

}  // namespace grono::server
