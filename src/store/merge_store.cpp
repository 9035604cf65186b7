#include "store/merge_store.hpp"

#include "base/error.hpp"
#include "cluster/json.hpp"
#include "store/moved_things.hpp"
#include "store/organisation_rows.hpp"
#include "store/organisation_store.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::MergeId;
using cluster::Organisation;
using cluster::OrganisationId;
using soci::into;
using soci::use;

/// What went over to the organisation that carries on, so that it can come back: {"memberships": [ids],
/// "grants": [{account, role}], "things": of `move_things`}.
struct Stored {
  Merge merge;
  long long keep_version = 0, merged_version = 0;
  nlohmann::json moved;
};

long long version_of(Transaction& transaction, OrganisationId id) {
  long long version = -1;
  soci::statement statement = (transaction.sql().prepare << "SELECT version FROM organisation WHERE id = :id AND "
                                                            "deleted_at IS NULL",
                               into(version), use(id, "id"));
  each_row(statement, [] {});
  return version;
}

template <class Bind>
std::vector<Stored> read_merges(Transaction& transaction, const std::string& rest, const Bind& bind) {
  std::vector<Stored> made;
  Stored row;
  std::string keep_before, merged_before, moved;
  auto temporary =
      (transaction.sql().prepare << "SELECT id, keep, merged, keep_before, merged_before, keep_version, "
                                    "merged_version, moved, at, account, undone_at FROM merge " +
                                        rest,
       into(row.merge.id), into(row.merge.keep), into(row.merge.merged), into(keep_before), into(merged_before),
       into(row.keep_version), into(row.merged_version), into(moved), into(row.merge.at), into(row.merge.by),
       into(row.merge.undone_at));
  bind(temporary);
  soci::statement statement = temporary;
  each_row(statement, [&] {
    row.merge.keep_before = cluster::organisation_from_snapshot(nlohmann::json::parse(keep_before));
    row.merge.merged_before = cluster::organisation_from_snapshot(nlohmann::json::parse(merged_before));
    row.moved = nlohmann::json::parse(moved);
    made.push_back(row);
  });
  for (Stored& each : made)
    each.merge.can_undo = !each.merge.undone_at && version_of(transaction, each.merge.keep) == each.keep_version &&
                          version_of(transaction, each.merge.merged) == each.merged_version;
  return made;
}

// Memberships that the other has no open one for go over; so do its people's roles.
nlohmann::json move_to(Transaction& transaction, OrganisationId from, OrganisationId to) {
  nlohmann::json moved = {{"memberships", nlohmann::json::array()}, {"grants", nlohmann::json::array()}};
  std::string id, account, role;
  soci::statement memberships =
      (transaction.sql().prepare << "SELECT id FROM membership WHERE organisation = :from AND NOT (status IN "
                                    "('applied', 'invited', 'active') AND cluster IN (SELECT cluster FROM membership "
                                    "WHERE organisation = :to AND status IN ('applied', 'invited', 'active')))",
       into(id), use(from, "from"), use(to, "to"));
  each_row(memberships, [&] { moved["memberships"].push_back(id); });
  for (const auto& each : moved["memberships"]) {
    const std::string membership = each;
    transaction.sql() << "UPDATE membership SET organisation = :to WHERE id = :id", use(to, "to"), use(membership, "id");
  }
  soci::statement grants = (transaction.sql().prepare << "SELECT account, role FROM role_grant WHERE "
                                                         "organisation = :from",
                            into(account), into(role), use(from, "from"));
  each_row(grants, [&] { moved["grants"].push_back({{"account", account}, {"role", role}}); });
  transaction.sql() << "UPDATE role_grant SET organisation = :to WHERE organisation = :from", use(to, "to"),
      use(from, "from");
  moved["things"] = move_things(transaction, from, to);
  return moved;
}

void move_back(Transaction& transaction, const nlohmann::json& moved, OrganisationId from, OrganisationId to) {
  move_things_back(transaction, moved.value("things", nlohmann::json::object()), to, from);
  for (const auto& each : moved["memberships"]) {
    const std::string membership = each;
    transaction.sql() << "UPDATE membership SET organisation = :to WHERE id = :id", use(to, "to"), use(membership, "id");
  }
  for (const auto& each : moved["grants"]) {
    const std::string account = each["account"], role = each["role"];
    transaction.sql() << "UPDATE role_grant SET organisation = :to WHERE account = :account AND role = :role AND "
                         "organisation = :from",
        use(to, "to"), use(account, "account"), use(role, "role"), use(from, "from");
  }
}

void audit_both(Transaction& transaction, std::string_view action, const Organisation& before,
                const Organisation& after) {
  transaction.audit(action, "organisation", after.id.str(),
                    cluster::differences(cluster::to_json(before), cluster::to_json(after)).dump(), std::nullopt,
                    after.id);
}

void overwrite(Transaction& transaction, Organisation& organisation, std::int64_t expected) {
  organisation.version = expected + 1;
  organisation.updated_at = transaction.now();
  if (!overwrite_organisation(transaction, organisation, expected))
    throw VersionConflict("one of the organisations was changed meanwhile");
}

}  // namespace

std::optional<Merge> MergeStore::find(MergeId id) {
  auto found = read_merges(transaction_, "WHERE id = :id", [&](auto& statement) { statement, use(id, "id"); });
  return found.empty() ? std::nullopt : std::optional(std::move(found.front().merge));
}

Page<Merge> MergeStore::list(const PageRequest& page) {
  if (!page.cursor.empty() && !MergeId::parse(page.cursor))
    throw InvalidInput("query/cursor", "is of no page", "take it from \"next\" of the page before");
  const std::string before = page.cursor.empty() ? "g" : page.cursor;  // above every id
  const int most = page.limit + 1;
  Page<Merge> made;
  for (Stored& each : read_merges(transaction_, "WHERE id < :before ORDER BY id DESC LIMIT :most",
                           [&](auto& statement) { statement, use(before, "before"), use(most, "most"); }))
    made.items.push_back(std::move(each.merge));
  if (made.items.size() == static_cast<std::size_t>(most)) {
    made.items.pop_back();
    made.next = made.items.back().id.str();
  }
  return made;
}

Merge MergeStore::merge(MergeId id, Organisation& kept, const Organisation& merged) {
  OrganisationStore organisations(transaction_);
  const auto keep_before = organisations.find(kept.id), merged_before = organisations.find(merged.id);
  if (!keep_before || !merged_before || keep_before->version != kept.version ||
      merged_before->version != merged.version)
    throw VersionConflict("one of the organisations was changed meanwhile");
  if (keep_before->merged_into || merged_before->merged_into)
    throw AlreadyExists("one of the organisations has been merged already");

  // First the one that goes: its register numbers become free for the one that carries on.
  Organisation gone = *merged_before;
  gone.merged_into = kept.id;
  overwrite(transaction_, gone, merged_before->version);
  overwrite(transaction_, kept, keep_before->version);
  const nlohmann::json moved = move_to(transaction_, merged.id, kept.id);

  Merge made{id, kept.id, merged.id, *keep_before, *merged_before, transaction_.now(), transaction_.author().user,
             std::nullopt, true};
  const std::string keep_json = cluster::to_json(*keep_before).dump(),
                    merged_json = cluster::to_json(*merged_before).dump(), moved_json = moved.dump();
  const long long keep_version = kept.version, merged_version = gone.version;
  transaction_.sql() << "INSERT INTO merge (id, keep, merged, keep_before, merged_before, keep_version, "
                        "merged_version, moved, at, account) VALUES (:id, :keep, :merged, :keep_before, "
                        ":merged_before, :keep_version, :merged_version, :moved, :at, :account)",
      use(id, "id"), use(kept.id, "keep"), use(merged.id, "merged"), use(keep_json, "keep_before"),
      use(merged_json, "merged_before"), use(keep_version, "keep_version"), use(merged_version, "merged_version"),
      use(moved_json, "moved"), use(made.at, "at"), use(made.by, "account");
  audit_both(transaction_, "organisation.merged", *keep_before, kept);
  audit_both(transaction_, "organisation.merged_away", *merged_before, gone);
  return made;
}

Merge MergeStore::undo(MergeId id) {
  auto found = read_merges(transaction_, "WHERE id = :id", [&](auto& statement) { statement, use(id, "id"); });
  if (found.empty()) throw NotFound("there is no such merge");
  Stored& stored = found.front();
  if (!stored.merge.can_undo)
    throw VersionConflict("the merge can't be undone any more: one of the organisations was changed since");

  OrganisationStore organisations(transaction_);
  const Organisation keep_now = *organisations.find(stored.merge.keep), gone_now = *organisations.find(stored.merge.merged);
  move_back(transaction_, stored.moved, stored.merge.keep, stored.merge.merged);
  Organisation keep = stored.merge.keep_before, merged = stored.merge.merged_before;
  overwrite(transaction_, keep, stored.keep_version);
  overwrite(transaction_, merged, stored.merged_version);
  const Timestamp now = transaction_.now();
  transaction_.sql() << "UPDATE merge SET undone_at = :now WHERE id = :id", use(now, "now"), use(id, "id");
  audit_both(transaction_, "organisation.merge_undone", keep_now, keep);
  audit_both(transaction_, "organisation.merge_undone", gone_now, merged);
  stored.merge.undone_at = now;
  stored.merge.can_undo = false;
  return stored.merge;
}

}  // namespace grono::store
