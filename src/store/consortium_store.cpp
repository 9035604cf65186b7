#include "store/consortium_store.hpp"

#include <map>

#include "base/error.hpp"
#include "store/conditions.hpp"
#include "store/sql.hpp"
#include "store/viewers.hpp"

namespace grono::store {
namespace {

using cluster::Consortium;
using cluster::ConsortiumId;
using soci::into;
using soci::use;

template <class Bind>
std::vector<Consortium> read_consortia(Transaction& transaction, const std::string& rest, const Bind& bind) {
  Consortium row;
  AsJson<cluster::LocalisedText> agreement;
  std::string seats, readiness;
  long long version = 0;
  auto temporary =
      (transaction.sql().prepare
           << "SELECT c.id, c.opportunity, c.cluster, c.name, c.stage, c.reason, c.seats, c.agreement, "
              "c.readiness, c.project, c.version, c.created_at, c.updated_at FROM consortium c WHERE " +
                  rest,
       into(row.id), into(row.opportunity), into(row.cluster), into(row.name), into(row.stage),
       into(row.dissolved_reason), into(seats), into(agreement), into(readiness), into(row.project),
       into(version), into(row.created_at), into(row.updated_at));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<Consortium> made;
  each_row(statement, [&] {
    row.seats = cluster::seats_from_stored(nlohmann::json::parse(seats));
    row.agreement = agreement.value;
    row.readiness = cluster::readiness_from_stored(nlohmann::json::parse(readiness));
    row.version = version;
    made.push_back(row);
  });
  return made;
}

// What goes on in it is for those in it; the log says that something happened.
void tell_of_consortium(Transaction& transaction, std::string_view action, const Consortium& consortium) {
  auto before = viewers_of(transaction, consortium.id.str());
  auto now = cluster::viewers(consortium);
  write_viewers(transaction, consortium.id.str(), now);
  transaction.changed({"consortium", consortium.id.str(), consortium.version, std::nullopt, std::move(now),
                       std::move(before)});
  transaction.audit(action, "consortium", consortium.id.str(), "{}", consortium.cluster);
}

}  // namespace

std::optional<Consortium> ConsortiumStore::find(ConsortiumId id) {
  auto found = read_consortia(transaction_, "c.id = :id", [&](auto& statement) { statement, use(id, "id"); });
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<Consortium> ConsortiumStore::list(cluster::ClusterId cluster,
                                              std::optional<cluster::OpportunityId> opportunity,
                                              const std::vector<cluster::Audience>& audiences, int most) {
  Conditions conditions("1 = 1");
  conditions.add_viewers(transaction_, "c.id", audiences);
  conditions.add("c.cluster = ", cluster.str());
  if (opportunity) conditions.add("c.opportunity = ", opportunity->str());
  return read_consortia(transaction_, conditions.text() + " ORDER BY c.id DESC LIMIT :most",
                        [&](auto& statement) {
                          conditions.bind(statement);
                          statement, use(most, "most");
                        });
}

std::vector<ConsortiumStore::OpenUntil> ConsortiumStore::forming_until(Date today) {
  ConsortiumId id;
  Date closes_on;
  soci::statement statement =
      (transaction_.sql().prepare
           << "SELECT c.id, o.closes_on FROM consortium c JOIN opportunity o ON o.id = c.opportunity "
              "WHERE c.stage = 'forming' AND o.closes_on >= :today AND o.deleted_at IS NULL",
       into(id), into(closes_on), use(today, "today"));
  std::map<ConsortiumId, Date> days;
  each_row(statement, [&] { days.emplace(id, closes_on); });
  std::vector<ConsortiumId> ids;
  for (const auto& [each, day] : days) ids.push_back(each);
  const std::string wanted = ids_parameter<ConsortiumId>(transaction_, ids);
  std::vector<OpenUntil> made;
  for (Consortium& each : read_consortia(transaction_, "c.id " + in_ids(transaction_) + " ORDER BY c.id",
                                         [&](auto& query) { query, use(wanted, "ids"); })) {
    const Date day = days.at(each.id);
    made.push_back({std::move(each), day});
  }
  return made;
}

void ConsortiumStore::insert(Consortium& consortium) {
  GRONO_INVARIANT(!consortium.id.is_nil());
  consortium.version = 1;
  consortium.created_at = consortium.updated_at = transaction_.now();
  const std::string seats = cluster::stored_seats(consortium.seats).dump();
  const std::string readiness = cluster::stored_readiness(consortium.readiness).dump();
  const AsJson<cluster::LocalisedText> agreement{consortium.agreement};
  const long long version = consortium.version;
  transaction_.sql()
      << "INSERT INTO consortium (id, opportunity, cluster, name, stage, reason, seats, agreement, readiness, "
         "project, version, created_at, updated_at) VALUES (:id, :opportunity, :cluster, :name, :stage, "
         ":reason, :seats, :agreement, :readiness, :project, :version, :created, :updated)",
      use(consortium.id, "id"), use(consortium.opportunity, "opportunity"),
      use(consortium.cluster, "cluster"), use(consortium.name, "name"), use(consortium.stage, "stage"),
      use(consortium.dissolved_reason, "reason"), use(seats, "seats"), use(agreement, "agreement"),
      use(readiness, "readiness"), use(consortium.project, "project"), use(version, "version"),
      use(consortium.created_at, "created"), use(consortium.updated_at, "updated");
  tell_of_consortium(transaction_, "consortium.created", consortium);
}

void ConsortiumStore::update(Consortium& consortium) {
  const long long expected = consortium.version;
  consortium.version = expected + 1;
  consortium.updated_at = transaction_.now();
  const std::string seats = cluster::stored_seats(consortium.seats).dump();
  const std::string readiness = cluster::stored_readiness(consortium.readiness).dump();
  const AsJson<cluster::LocalisedText> agreement{consortium.agreement};
  const long long version = consortium.version;
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE consortium SET name = :name, stage = :stage, reason = :reason, seats = :seats, "
              "agreement = :agreement, readiness = :readiness, project = :project, version = :version, "
              "updated_at = :updated WHERE id = :id AND version = :expected",
       use(consortium.name, "name"), use(consortium.stage, "stage"),
       use(consortium.dissolved_reason, "reason"), use(seats, "seats"), use(agreement, "agreement"),
       use(readiness, "readiness"), use(consortium.project, "project"), use(version, "version"),
       use(consortium.updated_at, "updated"), use(consortium.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the consortium was changed meanwhile");
  tell_of_consortium(transaction_, "consortium.updated", consortium);
}

}  // namespace grono::store
