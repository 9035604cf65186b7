#include "store/organisation_store.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "cluster/json.hpp"
#include "store/organisation_rows.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::Organisation;
using cluster::OrganisationId;
using soci::into;
using soci::use;

constexpr std::int64_t kBatch = 2'000;
const std::string kLiving = "deleted_at IS NULL AND merged_into IS NULL";

void audit_change(Transaction& transaction, std::string_view action, const Organisation* before,
                  const Organisation* after) {
  const auto json = [](const Organisation* each) {
    return each ? cluster::to_json(*each) : nlohmann::json(nlohmann::json::object());
  };
  const OrganisationId id = (after ? after : before)->id;
  transaction.audit(action, "organisation", id.str(), cluster::differences(json(before), json(after)).dump(),
                    std::nullopt, id);
}

// What everyone sees.
nlohmann::json public_part(Organisation organisation) {
  organisation = cluster::as_seen_by({}, std::move(organisation), {});
  nlohmann::json made = cluster::to_json(organisation);
  for (const char* field : {"version", "created_at", "updated_at"}) made.erase(field);
  return made;
}

}  // namespace

std::optional<Organisation> OrganisationStore::find(OrganisationId id) {
  auto found = find(std::span(&id, 1));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Organisation> OrganisationStore::find(std::span<const OrganisationId> ids) {
  if (ids.empty()) return {};
  auto found = read_organisations(
      transaction_, {"id" + in_ids(transaction_) + "AND deleted_at IS NULL", "", ids_parameter(transaction_, ids)});
  std::unordered_map<OrganisationId, Organisation*> by_id;
  for (Organisation& each : found) by_id.emplace(each.id, &each);
  std::vector<Organisation> made;
  made.reserve(found.size());
  for (const OrganisationId& id : ids)
    if (const auto at = by_id.find(id); at != by_id.end()) made.push_back(*at->second);
  return made;
}

bool OrganisationStore::is_deleted(OrganisationId id) {
  int count = 0;
  transaction_.sql() << "SELECT count(*) FROM organisation WHERE id = :id AND deleted_at IS NOT NULL", use(id, "id"),
      into(count);
  return count > 0;
}

std::vector<OrganisationId> OrganisationStore::find_by_registers(const cluster::Registers& registers) {
  std::vector<OrganisationId> made;
  const auto look = [&](const char* column, const std::optional<std::string>& number) {
    if (!number) return;
    OrganisationId id;
    soci::statement statement = (transaction_.sql().prepare << "SELECT id FROM organisation WHERE " +
                                                                   std::string(column) + " = :number AND " + kLiving,
                                 into(id), use(*number, "number"));
    each_row(statement, [&] {
      if (std::find(made.begin(), made.end(), id) == made.end()) made.push_back(id);
    });
  };
  look("nip", registers.nip);
  look("regon", registers.regon);
  look("krs", registers.krs);
  look("eu_vat", registers.eu_vat);
  return made;
}

void OrganisationStore::for_each(const std::function<void(Organisation&&)>& take) {
  OrganisationQuery query{kLiving, "", "", kBatch};
  for (;;) {
    auto batch = read_organisations(transaction_, query);
    if (batch.empty()) return;
    query.from = batch.back().id.str();
    for (Organisation& each : batch) take(std::move(each));
  }
}

std::int64_t OrganisationStore::count() {
  long long count = 0;
  transaction_.sql() << "SELECT count(*) FROM organisation WHERE " + kLiving, into(count);
  return count;
}

void OrganisationStore::insert(Organisation& organisation) { insert(std::span(&organisation, 1)); }

void OrganisationStore::insert(std::span<Organisation> organisations) {
  for (Organisation& each : organisations) {
    each.version = 1;
    each.created_at = each.updated_at = transaction_.now();
  }
  write_organisations(transaction_, organisations);
  for (const Organisation& each : organisations) audit_change(transaction_, "organisation.created", nullptr, &each);
}

void OrganisationStore::update(Organisation& organisation) {
  const auto before = find(organisation.id);
  const std::int64_t expected = organisation.version;
  if (!before || before->version != expected)
    throw VersionConflict("the organisation was changed or removed meanwhile");
  organisation.version = expected + 1;
  organisation.created_at = before->created_at;
  // Known to all, and what lists are sorted by: a change of what is hidden from some leaves it as it was.
  organisation.updated_at = public_part(*before) == public_part(organisation) ? before->updated_at : transaction_.now();
  // On PostgreSQL another transaction may have written between the look and now.
  if (!overwrite_organisation(transaction_, organisation, expected))
    throw VersionConflict("the organisation was changed meanwhile");
  audit_change(transaction_, "organisation.updated", &*before, &organisation);
}

void OrganisationStore::remove(OrganisationId id, std::int64_t expected_version) {
  const auto before = find(id);
  const long long expected = expected_version;
  const Timestamp now = transaction_.now();
  soci::statement statement =
      (transaction_.sql().prepare << "UPDATE organisation SET deleted_at = :now, version = version + 1 WHERE "
                                     "id = :id AND version = :expected AND deleted_at IS NULL",
       use(now, "now"), use(id, "id"), use(expected, "expected"));
  if (!before || run(statement) == 0) throw VersionConflict("the organisation was changed or removed meanwhile");
  audit_change(transaction_, "organisation.removed", &*before, nullptr);
}

Organisation OrganisationStore::restore(OrganisationId id) {
  const Timestamp now = transaction_.now();
  soci::statement statement =
      (transaction_.sql().prepare << "UPDATE organisation SET deleted_at = NULL, version = version + 1, "
                                     "updated_at = :now WHERE id = :id AND deleted_at IS NOT NULL",
       use(now, "now"), use(id, "id"));
  if (run(statement) == 0) throw NotFound("the organisation is not deleted");
  auto restored = find(id);
  audit_change(transaction_, "organisation.restored", nullptr, &*restored);
  return *restored;
}

std::vector<OrganisationId> OrganisationStore::changed_since(std::int64_t seq) {
  std::vector<OrganisationId> made;
  OrganisationId id;
  const long long from = seq;
  // Written so that the planner goes by `seq`: for IS NOT NULL, or DISTINCT, SQLite would read the whole index of
  // organisations instead of the few last entries.
  soci::statement statement =
      (transaction_.sql().prepare << "SELECT organisation FROM audit_entry WHERE seq > :seq AND "
                                     "coalesce(organisation, '') <> ''",
       into(id), use(from, "seq"));
  std::unordered_set<OrganisationId> seen;
  each_row(statement, [&] {
    if (seen.insert(id).second) made.push_back(id);
  });
  return made;
}

}  // namespace grono::store
