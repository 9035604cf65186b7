#include "store/funded_project_store.hpp"

#include <map>

#include "base/error.hpp"
#include "store/bulk.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::FundedParticipation;
using cluster::FundedProject;
using cluster::FundedProjectId;
using cluster::OrganisationId;
using soci::into;
using soci::use;

std::optional<Money> money_of(const std::optional<long long>& hundredths) {
  return hundredths ? std::optional(Money{*hundredths}) : std::nullopt;
}

std::optional<std::string> hundredths_of(const std::optional<Money>& amount) {
  return amount ? std::optional(std::to_string(amount->hundredths)) : std::nullopt;
}

std::optional<std::string> day_text(const std::optional<Date>& day) {
  return day ? std::optional(to_string(*day)) : std::nullopt;
}

const std::string kOfSome = "p.id IN (SELECT t.project FROM funded_participation t WHERE t.organisation ";

// Projects without their participations. `objective` is a column, or nothing; `rest` follows WHERE.
template <class Bind>
std::vector<FundedProject> read_projects(Transaction& transaction, const std::string& objective,
                                         const std::string& rest, const Bind& bind) {
  FundedProject it;
  std::optional<long long> cost, contribution;
  auto temporary = (transaction.sql().prepare
                        << "SELECT p.id, p.source, p.number, p.programme, p.scheme, p.acronym, p.title, "
                           "p.begins_on, p.ends_on, p.total_cost, p.contribution, " +
                               objective + " FROM funded_project p WHERE " + rest,
                    into(it.id), into(it.source), into(it.number), into(it.programme), into(it.scheme),
                    into(it.acronym), into(it.title), into(it.begins_on), into(it.ends_on), into(cost),
                    into(contribution), into(it.objective));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<FundedProject> made;
  each_row(statement, [&] {
    it.total_cost = money_of(cost);
    it.contribution = money_of(contribution);
    made.push_back(it);
  });
  return made;
}

// Adds to each who took part.
void read_participations(Transaction& transaction, std::vector<FundedProject>& projects) {
  std::map<FundedProjectId, FundedProject*> by_id;
  std::vector<FundedProjectId> ids;
  for (FundedProject& each : projects) {
    by_id[each.id] = &each;
    ids.push_back(each.id);
  }
  const std::string wanted = ids_parameter<FundedProjectId>(transaction, ids);
  FundedProjectId project;
  FundedParticipation it;
  std::optional<long long> contribution;
  soci::statement statement =
      (transaction.sql().prepare
           << "SELECT t.project, t.id, t.number, t.organisation, t.name, t.country, t.role, "
              "t.contribution, t.left_on FROM funded_participation t WHERE t.project " +
                  in_ids(transaction) + " ORDER BY t.project, t.place",
       into(project), into(it.id), into(it.number), into(it.organisation), into(it.name), into(it.country),
       into(it.role), into(contribution), into(it.left_on), use(wanted, "ids"));
  each_row(statement, [&] {
    it.contribution = money_of(contribution);
    by_id.at(project)->participations.push_back(it);
  });
}

void remove_projects(Transaction& transaction, const std::vector<FundedProjectId>& ids) {
  if (ids.empty()) return;
  const std::string wanted = ids_parameter<FundedProjectId>(transaction, ids);
  transaction.sql() << "DELETE FROM funded_participation WHERE project " + in_ids(transaction),
      use(wanted, "ids");
  transaction.sql() << "DELETE FROM funded_project WHERE id " + in_ids(transaction), use(wanted, "ids");
}

void write_projects(Transaction& transaction, std::span<const FundedProject> projects) {
  BulkInsert rows(transaction, "funded_project",
                  {"id", "source", "number", "programme", "scheme", "acronym", "title", "objective",
                   "begins_on", "ends_on", "total_cost", "contribution"});
  for (const FundedProject& each : projects) {
    const auto ends = day_text(each.ends_on), cost = hundredths_of(each.total_cost),
               contribution = hundredths_of(each.contribution);
    rows.row({each.id.str(), each.source, each.number, each.programme, each.scheme, each.acronym, each.title,
              each.objective, to_string(each.begins_on), ends, cost, contribution});
  }
  rows.finish();
}

void write_participations(Transaction& transaction, std::span<const FundedProject> projects) {
  BulkInsert rows(transaction, "funded_participation",
                  {"id", "project", "place", "number", "organisation", "name", "country", "role",
                   "contribution", "left_on"});
  for (const FundedProject& project : projects)
    for (std::size_t place = 0; place < project.participations.size(); ++place) {
      const FundedParticipation& each = project.participations[place];
      const auto organisation = each.organisation ? std::optional(each.organisation->str()) : std::nullopt;
      const auto contribution = hundredths_of(each.contribution), left = day_text(each.left_on);
      rows.row({each.id.str(), project.id.str(), std::to_string(place), each.number, organisation, each.name,
                each.country, each.role, contribution, left});
    }
  rows.finish();
}

/// Where a page begins: behind the project that began on this day and has this id.
struct Behind {
  std::string day, id;
};
std::optional<Behind> behind(const std::string& cursor) {
  if (cursor.empty()) return std::nullopt;
  const auto slash = cursor.find('/');
  if (slash == std::string::npos || !parse_date(cursor.substr(0, slash)) ||
      !FundedProjectId::parse(cursor.substr(slash + 1)))
    throw InvalidInput("query/cursor", "is of no page", "take it from \"next\" of the page before");
  return Behind{cursor.substr(0, slash), cursor.substr(slash + 1)};
}

}  // namespace

std::unordered_map<std::string, FundedProjectId> FundedProjectStore::ids(std::string_view source) {
  const std::string of(source);
  std::unordered_map<std::string, FundedProjectId> made;
  FundedProjectId id;
  std::string number;
  soci::statement statement =
      (transaction_.sql().prepare << "SELECT id, number FROM funded_project WHERE source = :source", into(id),
       into(number), use(of, "source"));
  each_row(statement, [&] { made.emplace(number, id); });
  return made;
}

void FundedProjectStore::put(std::span<const FundedProject> projects) {
  std::vector<FundedProjectId> ids;
  for (const FundedProject& each : projects) {
    GRONO_INVARIANT(!each.id.is_nil());
    ids.push_back(each.id);
  }
  remove_projects(transaction_, ids);
  write_projects(transaction_, projects);
  write_participations(transaction_, projects);
}

std::unordered_map<std::string, OrganisationId> FundedProjectStore::linked(std::string_view source) {
  const std::string of(source);
  std::unordered_map<std::string, OrganisationId> made;
  std::string number;
  OrganisationId organisation;
  soci::statement statement =
      (transaction_.sql().prepare
           << "SELECT DISTINCT t.number, t.organisation FROM funded_participation t "
              "JOIN funded_project p ON p.id = t.project "
              "WHERE p.source = :source AND t.organisation IS NOT NULL AND t.number <> ''",
       into(number), into(organisation), use(of, "source"));
  each_row(statement, [&] { made.emplace(number, organisation); });
  return made;
}

std::optional<FundedProject> FundedProjectStore::find(FundedProjectId id) {
  auto made = read_projects(transaction_, "p.objective", "p.id = :id",
                            [&](auto& statement) { statement, use(id, "id"); });
  if (made.empty()) return std::nullopt;
  read_participations(transaction_, made);
  return std::move(made.front());
}

Page<FundedProject> FundedProjectStore::list(std::span<const OrganisationId> organisations,
                                             const PageRequest& page) {
  const auto after = behind(page.cursor);
  const int most = page.limit + 1;
  const std::string wanted = ids_parameter(transaction_, organisations);
  Page<FundedProject> made;
  made.items = read_projects(
      transaction_, "p.objective",
      kOfSome + in_ids(transaction_) + ")" +
          (after ? " AND (p.begins_on < :day OR (p.begins_on = :day2 AND p.id < :after))" : "") +
          " ORDER BY p.begins_on DESC, p.id DESC LIMIT :most",
      [&](auto& statement) {
        statement, use(wanted, "ids");
        if (after) statement, use(after->day, "day"), use(after->day, "day2"), use(after->id, "after");
        statement, use(most, "most");
      });
  if (made.items.size() == static_cast<std::size_t>(most)) {
    made.items.pop_back();
    made.next = to_string(made.items.back().begins_on) + "/" + made.items.back().id.str();
  }
  read_participations(transaction_, made.items);
  return made;
}

std::int64_t FundedProjectStore::count(std::span<const OrganisationId> organisations) {
  const std::string wanted = ids_parameter(transaction_, organisations);
  long long count = 0;
  transaction_.sql() << "SELECT count(*) FROM funded_project p WHERE " + kOfSome + in_ids(transaction_) + ")",
      into(count), use(wanted, "ids");
  return count;
}

std::vector<FundedProject> FundedProjectStore::all(std::span<const OrganisationId> organisations) {
  const std::string wanted = ids_parameter(transaction_, organisations);
  auto made = read_projects(transaction_, "''", kOfSome + in_ids(transaction_) + ") ORDER BY p.id",
                            [&](auto& statement) { statement, use(wanted, "ids"); });
  read_participations(transaction_, made);
  return made;
}

void FundedProjectStore::for_each(const std::function<void(FundedProject&&)>& take) {
  constexpr int kProjectsOfBatch = 500;
  std::string after;
  for (;;) {
    auto batch = read_projects(
        transaction_, "p.objective", "p.id > :after ORDER BY p.id LIMIT :most",
        [&](auto& statement) { statement, use(after, "after"), use(kProjectsOfBatch, "most"); });
    if (batch.empty()) return;
    after = batch.back().id.str();
    read_participations(transaction_, batch);
    for (FundedProject& each : batch) take(std::move(each));
  }
}

FundedFingerprint FundedProjectStore::fingerprint() {
  long long projects = 0, participations = 0, linked = 0, merges = 0, undone = 0;
  std::string last;
  transaction_.sql()
      << "SELECT (SELECT count(*) FROM funded_project), (SELECT count(*) FROM funded_participation), "
         "(SELECT count(*) FROM funded_participation WHERE organisation IS NOT NULL), "
         "(SELECT count(*) FROM merge), (SELECT count(*) FROM merge WHERE undone_at IS NOT NULL), "
         "coalesce((SELECT max(id) FROM funded_participation), '')",
      into(projects), into(participations), into(linked), into(merges), into(undone), into(last);
  return {projects, participations, linked, last, merges, undone};
}

}  // namespace grono::store
