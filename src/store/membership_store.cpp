#include "store/membership_store.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "cluster/json.hpp"
#include "store/bulk.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::ClusterId;
using cluster::Membership;
using cluster::MembershipEvent;
using cluster::OrganisationId;
using soci::into;
using soci::use;

const std::string kLivingOrganisation =
    "organisation IN (SELECT id FROM organisation WHERE deleted_at IS NULL AND merged_into IS NULL)";

// Memberships (with their events) for which `condition` holds, in the order of their making.
template <class Bind>
std::vector<Membership> read_memberships(Transaction& transaction, const std::string& condition, const Bind& bind) {
  std::vector<Membership> made;
  Membership row;
  MembershipEvent event;
  std::optional<cluster::UserId> by;
  auto temporary =
      (transaction.sql().prepare << "SELECT m.id, m.cluster, m.organisation, e.kind, e.happened_on, e.role, e.note, "
                                    "e.recorded_at, e.recorded_by FROM (SELECT * FROM membership WHERE " +
                                        condition +
                                        ") m JOIN membership_event e ON e.membership = m.id ORDER BY m.id, e.ordinal",
       into(row.id), into(row.cluster), into(row.organisation), into(event.kind), into(event.on), into(event.role),
       into(event.note), into(event.recorded_at), into(by));
  bind(temporary);
  soci::statement statement = temporary;
  each_row(statement, [&] {
    if (made.empty() || made.back().id != row.id) made.push_back(row);
    event.recorded_by = by;
    made.back().events.push_back(event);
  });
  return made;
}

std::string status_list(std::span<const cluster::MembershipStatus> statuses) {
  std::string made;
  for (const auto status : statuses) made += (made.empty() ? "'" : ",'") + std::string(name_of(status)) + "'";
  return made;
}

void audit_events(Transaction& transaction, const Membership& membership, std::size_t from) {
  const nlohmann::json events = cluster::to_json(membership)["events"];
  for (std::size_t i = from; i < membership.events.size(); ++i)
    transaction.audit("membership." + std::string(name_of(membership.events[i].kind)), "membership",
                      membership.id.str(), nlohmann::json{{"event", {{"after", events[i]}}}}.dump(), membership.cluster,
                      membership.organisation);
}

void write_events(Transaction& transaction, std::span<const Membership> memberships, std::size_t from) {
  BulkInsert bulk(transaction, "membership_event",
                  {"membership", "ordinal", "kind", "happened_on", "role", "note", "recorded_at", "recorded_by"});
  for (const Membership& each : memberships)
    for (std::size_t i = from; i < each.events.size(); ++i) {
      const MembershipEvent& event = each.events[i];
      const auto by = event.recorded_by ? std::optional(event.recorded_by->str()) : std::nullopt;
      bulk.row({each.id.str(), std::to_string(i), name_of(event.kind), to_string(event.on), name_of(event.role),
                event.note, to_string(event.recorded_at), by});
    }
  bulk.finish();
}

}  // namespace

std::optional<Membership> MembershipStore::find(cluster::MembershipId id) {
  auto found = read_memberships(transaction_, "id = :id", [&](auto& statement) { statement, use(id, "id"); });
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::optional<Membership> MembershipStore::find_open(ClusterId cluster, OrganisationId organisation) {
  auto found = read_memberships(transaction_,
                    "cluster = :cluster AND organisation = :organisation AND status IN ('applied','invited','active')",
                    [&](auto& statement) {
                      statement, use(cluster, "cluster"), use(organisation, "organisation");
                    });
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

Page<Membership> MembershipStore::list_of_cluster(ClusterId cluster,
                                                  std::span<const cluster::MembershipStatus> statuses,
                                                  const PageRequest& page) {
  if (!page.cursor.empty() && !cluster::MembershipId::parse(page.cursor))
    throw InvalidInput("query/cursor", "is of no page", "take it from \"next\" of the page before");
  const int most = page.limit + 1;
  Page<Membership> made;
  made.items = read_memberships(transaction_,
                    "cluster = :cluster AND id > :cursor AND " + kLivingOrganisation +
                        (statuses.empty() ? "" : " AND status IN (" + status_list(statuses) + ")") +
                        " ORDER BY id LIMIT :most",
                    [&](auto& statement) {
                      statement, use(cluster, "cluster"), use(page.cursor, "cursor"), use(most, "most");
                    });
  if (made.items.size() == static_cast<std::size_t>(most)) {
    made.items.pop_back();
    made.next = made.items.back().id.str();
  }
  return made;
}

std::vector<Membership> MembershipStore::list_of_organisation(OrganisationId organisation) {
  return read_memberships(transaction_, "organisation = :organisation",
              [&](auto& statement) { statement, use(organisation, "organisation"); });
}

void MembershipStore::for_each_of_cluster(ClusterId cluster, const std::function<void(Membership&&)>& take) {
  for (Membership& each : read_memberships(transaction_, "cluster = :cluster AND " + kLivingOrganisation,
                               [&](auto& statement) { statement, use(cluster, "cluster"); }))
    take(std::move(each));
}

std::vector<ClusterId> MembershipStore::clusters_of(OrganisationId organisation) {
  std::vector<ClusterId> made;
  ClusterId id;
  soci::statement statement =
      (transaction_.sql().prepare << "SELECT cluster FROM membership WHERE organisation = :organisation AND "
                                     "status = 'active' ORDER BY cluster",
       into(id), use(organisation, "organisation"));
  each_row(statement, [&] { made.push_back(id); });
  return made;
}

std::vector<OrganisationId> MembershipStore::active_members(ClusterId cluster) {
  std::vector<OrganisationId> made;
  OrganisationId id;
  soci::statement statement =
      (transaction_.sql().prepare << "SELECT organisation FROM membership WHERE cluster = :cluster AND "
                                     "status = 'active' AND " +
                                         kLivingOrganisation + " ORDER BY organisation",
       into(id), use(cluster, "cluster"));
  each_row(statement, [&] { made.push_back(id); });
  return made;
}

void MembershipStore::for_each_active(const std::function<void(OrganisationId, ClusterId)>& take) {
  OrganisationId organisation;
  ClusterId cluster;
  soci::statement statement = (transaction_.sql().prepare << "SELECT organisation, cluster FROM membership WHERE "
                                                             "status = 'active' ORDER BY organisation",
                               into(organisation), into(cluster));
  each_row(statement, [&] { take(organisation, cluster); });
}

void MembershipStore::insert(Membership& membership) { insert(std::span(&membership, 1)); }

void MembershipStore::insert(std::span<Membership> memberships) {
  for (Membership& each : memberships) {
    GRONO_INVARIANT(!each.id.is_nil() && !each.events.empty());
    for (MembershipEvent& event : each.events) {
      if (event.recorded_at == Timestamp{}) event.recorded_at = transaction_.now();
      if (!event.recorded_by) event.recorded_by = transaction_.author().user;
    }
  }
  BulkInsert bulk(transaction_, "membership", {"id", "cluster", "organisation", "status"});
  for (const Membership& each : memberships)
    bulk.row({each.id.str(), each.cluster.str(), each.organisation.str(), name_of(cluster::status(each))});
  bulk.finish();
  write_events(transaction_, memberships, 0);
  for (const Membership& each : memberships) audit_events(transaction_, each, 0);
}

Membership MembershipStore::record(cluster::MembershipId id, MembershipEvent event) {
  // Of two at once the second waits here, and then sees what the first has recorded.
  soci::statement lock = (transaction_.sql().prepare << "UPDATE membership SET status = status WHERE id = :id",
                          use(id, "id"));
  if (run(lock) == 0) throw NotFound("there is no such membership");
  Membership membership = *find(id);
  event.recorded_at = transaction_.now();
  event.recorded_by = transaction_.author().user;
  cluster::record(membership, std::move(event));
  const auto status = cluster::status(membership);
  transaction_.sql() << "UPDATE membership SET status = :status WHERE id = :id", use(status, "status"), use(id, "id");
  const std::size_t newest = membership.events.size() - 1;
  write_events(transaction_, std::span(&membership, 1), newest);
  audit_events(transaction_, membership, newest);
  return membership;
}

}  // namespace grono::store
