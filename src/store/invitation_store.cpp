#include "store/invitation_store.hpp"

#include "cluster/json.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using soci::into;

template <class Bind>
std::vector<Invitation> read_invitations(Transaction& transaction, const std::string& condition, const Bind& bind) {
  std::vector<Invitation> made;
  Invitation row;
  auto temporary =
      (transaction.sql().prepare << "SELECT id, digest, cluster, organisation, role, email, note, created_by, "
                                    "created_at, expires_at, used_at, withdrawn_at FROM invitation WHERE " +
                                        condition + " ORDER BY id DESC",
       into(row.id), into(row.digest), into(row.cluster), into(row.organisation), into(row.role), into(row.email),
       into(row.note), into(row.created_by), into(row.created_at), into(row.expires_at), into(row.used_at),
       into(row.withdrawn_at));
  bind(temporary);
  soci::statement statement = temporary;
  each_row(statement, [&] { made.push_back(row); });
  return made;
}

std::optional<Invitation> only(std::vector<Invitation> found) {
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

void audit_change(Transaction& transaction, std::string_view action, const Invitation& invitation) {
  const auto grant = cluster::to_json(cluster::RoleGrant{invitation.role, std::nullopt, invitation.organisation});
  transaction.audit(action, "invitation", invitation.id.str(), nlohmann::json{{"grant", {{"after", grant}}}}.dump(),
                    invitation.cluster, invitation.organisation);
}

}  // namespace

bool is_open(const Invitation& invitation, Timestamp now) {
  return !invitation.used_at && !invitation.withdrawn_at && invitation.expires_at > now;
}

std::optional<Invitation> InvitationStore::find(cluster::InvitationId id) {
  return only(read_invitations(transaction_, "id = :id", [&](auto& statement) { statement, soci::use(id, "id"); }));
}

std::optional<Invitation> InvitationStore::find_by_digest(std::string_view digest) {
  const std::string key(digest);
  return only(read_invitations(transaction_, "digest = :digest", [&](auto& statement) { statement, soci::use(key, "digest"); }));
}

std::vector<Invitation> InvitationStore::list_of_cluster(cluster::ClusterId cluster) {
  return read_invitations(transaction_, "cluster = :cluster AND withdrawn_at IS NULL",
              [&](auto& statement) { statement, soci::use(cluster, "cluster"); });
}

std::vector<Invitation> InvitationStore::list_of_organisation(cluster::OrganisationId organisation) {
  return read_invitations(transaction_, "organisation = :organisation AND withdrawn_at IS NULL",
              [&](auto& statement) { statement, soci::use(organisation, "organisation"); });
}

void InvitationStore::insert(Invitation& invitation) {
  invitation.created_by = transaction_.author().user;
  invitation.created_at = transaction_.now();
  transaction_.sql() << "INSERT INTO invitation (id, digest, cluster, organisation, role, email, note, created_by, "
                        "created_at, expires_at) VALUES (:id, :digest, :cluster, :organisation, :role, :email, :note, "
                        ":by, :created, :expires)",
      soci::use(invitation.id, "id"), soci::use(invitation.digest, "digest"), soci::use(invitation.cluster, "cluster"),
      soci::use(invitation.organisation, "organisation"), soci::use(invitation.role, "role"), soci::use(invitation.email, "email"),
      soci::use(invitation.note, "note"), soci::use(invitation.created_by, "by"), soci::use(invitation.created_at, "created"),
      soci::use(invitation.expires_at, "expires");
  audit_change(transaction_, "invitation.created", invitation);
}

bool InvitationStore::use(cluster::InvitationId id, cluster::UserId by) {
  const Timestamp now = transaction_.now();
  soci::statement statement =
      (transaction_.sql().prepare << "UPDATE invitation SET used_at = :now, used_by = :by WHERE id = :id AND "
                                     "used_at IS NULL AND withdrawn_at IS NULL AND expires_at > :moment",
       soci::use(now, "now"), soci::use(by, "by"), soci::use(id, "id"), soci::use(now, "moment"));
  if (run(statement) == 0) return false;
  audit_change(transaction_, "invitation.used", *find(id));
  return true;
}

bool InvitationStore::withdraw(cluster::InvitationId id) {
  const Timestamp now = transaction_.now();
  soci::statement statement =
      (transaction_.sql().prepare << "UPDATE invitation SET withdrawn_at = :now WHERE id = :id AND used_at IS NULL "
                                     "AND withdrawn_at IS NULL AND expires_at > :moment",
       soci::use(now, "now"), soci::use(id, "id"), soci::use(now, "moment"));
  if (run(statement) == 0) return false;
  audit_change(transaction_, "invitation.withdrawn", *find(id));
  return true;
}

}  // namespace grono::store
