#include "base/error.hpp"
#include "cluster/json.hpp"
#include "store/consortium_store.hpp"
#include "store/newest_first.hpp"
#include "store/sql.hpp"
#include "store/viewers.hpp"

namespace grono::store {
namespace {

using cluster::Opportunity;
using cluster::OpportunityId;
using soci::into;
using soci::use;

template <class Bind>
std::vector<Opportunity> read_opportunities(Transaction& transaction, const std::string& rest,
                                            const Bind& bind) {
  Opportunity row;
  AsJson<cluster::LocalisedText> title, description;
  std::string requirements;
  long long version = 0;
  auto temporary = (transaction.sql().prepare
                        << "SELECT o.id, o.cluster, o.kind, o.title, o.description, o.website, o.closes_on, "
                           "o.currency, o.requirements, o.visibility, o.version, o.created_at, o.updated_at "
                           "FROM opportunity o WHERE " +
                               rest,
                    into(row.id), into(row.cluster), into(row.kind), into(title), into(description),
                    into(row.website), into(row.closes_on), into(row.currency), into(requirements),
                    into(row.visibility), into(version), into(row.created_at), into(row.updated_at));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<Opportunity> made;
  each_row(statement, [&] {
    row.title = title.value;
    row.description = description.value;
    row.requirements = nlohmann::json::parse(requirements);
    row.version = version;
    made.push_back(row);
  });
  return made;
}

std::optional<Opportunity> one_opportunity(std::vector<Opportunity> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

Conditions opportunity_conditions(const Transaction& transaction, const OpportunityFilter& filter) {
  Conditions made("o.deleted_at IS NULL");
  made.add_viewers(transaction, "o.id", filter.audiences);
  made.add("o.cluster = ", filter.cluster.str());
  return made;
}

void tell_of_opportunity(Transaction& transaction, std::string_view action, const Opportunity& opportunity,
                         bool is_there, const nlohmann::json& changes) {
  auto before = viewers_of(transaction, opportunity.id.str());
  auto now = is_there
                 ? cluster::audiences_for(cluster::sharing_of(opportunity), cluster::ties_of(opportunity))
                 : std::vector<cluster::Audience>();
  write_viewers(transaction, opportunity.id.str(), now);
  transaction.changed({"opportunity", opportunity.id.str(), opportunity.version, std::nullopt, std::move(now),
                       std::move(before)});
  transaction.audit(action, "opportunity", opportunity.id.str(), changes.dump(), opportunity.cluster);
}

}  // namespace

std::optional<Opportunity> OpportunityStore::find(OpportunityId id) {
  return one_opportunity(read_opportunities(transaction_, "o.id = :id AND o.deleted_at IS NULL",
                                            [&](auto& statement) { statement, use(id, "id"); }));
}

std::optional<Opportunity> OpportunityStore::find_deleted(OpportunityId id) {
  return one_opportunity(read_opportunities(transaction_, "o.id = :id AND o.deleted_at IS NOT NULL",
                                            [&](auto& statement) { statement, use(id, "id"); }));
}

Page<Opportunity> OpportunityStore::list(const OpportunityFilter& filter, const PageRequest& page) {
  return newest_first<OpportunityId>(opportunity_conditions(transaction_, filter), "o.id", page,
                                [&](const std::string& rest, const auto& bind) {
                                  return read_opportunities(transaction_, rest, bind);
                                });
}

std::int64_t OpportunityStore::count(const OpportunityFilter& filter) {
  return count_where(transaction_, "opportunity o", opportunity_conditions(transaction_, filter));
}

void OpportunityStore::insert(Opportunity& opportunity) {
  GRONO_INVARIANT(!opportunity.id.is_nil());
  opportunity.version = 1;
  opportunity.created_at = opportunity.updated_at = transaction_.now();
  const AsJson<cluster::LocalisedText> title{opportunity.title}, description{opportunity.description};
  const std::string requirements = opportunity.requirements.dump();
  const long long version = opportunity.version;
  transaction_.sql()
      << "INSERT INTO opportunity (id, cluster, kind, title, description, website, closes_on, currency, "
         "requirements, visibility, version, created_at, updated_at) VALUES (:id, :cluster, :kind, :title, "
         ":description, :website, :closes, :currency, :requirements, :visibility, :version, :created, :updated)",
      use(opportunity.id, "id"), use(opportunity.cluster, "cluster"), use(opportunity.kind, "kind"),
      use(title, "title"), use(description, "description"), use(opportunity.website, "website"),
      use(opportunity.closes_on, "closes"), use(opportunity.currency, "currency"),
      use(requirements, "requirements"), use(opportunity.visibility, "visibility"), use(version, "version"),
      use(opportunity.created_at, "created"), use(opportunity.updated_at, "updated");
  tell_of_opportunity(transaction_, "opportunity.created", opportunity, true,
                      cluster::differences(nlohmann::json::object(), cluster::to_json(opportunity)));
}

void OpportunityStore::update(Opportunity& opportunity) {
  const auto before = find(opportunity.id);
  const long long expected = opportunity.version;
  if (!before || before->version != expected) throw VersionConflict("the opportunity was changed meanwhile");
  opportunity.version = expected + 1;
  opportunity.updated_at = transaction_.now();
  const AsJson<cluster::LocalisedText> title{opportunity.title}, description{opportunity.description};
  const std::string requirements = opportunity.requirements.dump();
  const long long version = opportunity.version;
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE opportunity SET kind = :kind, title = :title, description = :description, "
              "website = :website, closes_on = :closes, currency = :currency, requirements = "
              ":requirements, visibility = :visibility, version = :version, updated_at = :updated "
              "WHERE id = :id AND version = :expected AND deleted_at IS NULL",
       use(opportunity.kind, "kind"), use(title, "title"), use(description, "description"),
       use(opportunity.website, "website"), use(opportunity.closes_on, "closes"),
       use(opportunity.currency, "currency"), use(requirements, "requirements"),
       use(opportunity.visibility, "visibility"), use(version, "version"),
       use(opportunity.updated_at, "updated"), use(opportunity.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the opportunity was changed meanwhile");
  tell_of_opportunity(transaction_, "opportunity.updated", opportunity, true,
                      cluster::differences(cluster::to_json(*before), cluster::to_json(opportunity)));
}

void OpportunityStore::remove(OpportunityId id, std::int64_t version) {
  const auto before = find(id);
  if (!before) throw NotFound("there is no such opportunity");
  const Timestamp now = transaction_.now();
  const long long expected = version;
  soci::statement statement =
      (transaction_.sql().prepare << "UPDATE opportunity SET deleted_at = :now WHERE id = :id AND "
                                     "version = :expected AND deleted_at IS NULL",
       use(now, "now"), use(id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the opportunity was changed meanwhile");
  tell_of_opportunity(transaction_, "opportunity.deleted", *before, false, nlohmann::json::object());
}

void OpportunityStore::restore(OpportunityId id) {
  const auto deleted = find_deleted(id);
  if (!deleted) throw NotFound("there is no such opportunity to bring back");
  transaction_.sql() << "UPDATE opportunity SET deleted_at = NULL WHERE id = :id", use(id, "id");
  tell_of_opportunity(transaction_, "opportunity.restored", *deleted, true, nlohmann::json::object());
}

}  // namespace grono::store
