#include "store/aid_store.hpp"

#include <algorithm>
#include <set>

#include "base/error.hpp"
#include "store/newest_first.hpp"
#include "store/organisation_store.hpp"
#include "store/sql.hpp"
#include "store/viewers.hpp"

namespace grono::store {
namespace {

using cluster::Aid;
using cluster::AidCertificate;
using cluster::AidEvent;
using cluster::AidId;
using cluster::LinkedEnterprise;
using cluster::LinkStatement;
using cluster::OrganisationId;
using soci::into;
using soci::use;

template <class Bind>
std::vector<Aid> read_aid(Transaction& transaction, const std::string& rest, const Bind& bind) {
  Aid row;
  long long nominal = 0, gross = 0, rate = 0, eur = 0, version = 0;
  auto temporary =
      (transaction.sql().prepare
           << "SELECT a.id, a.cluster, a.organisation, a.is_declared, a.title, a.purpose, a.grantor, a.grantor_number, "
              "a.program, a.scope, a.currency, a.nominal, a.gross, a.rate, a.rate_day, a.rate_source, a.eur, a.state, "
              "a.granted_on, a.reason, a.version, a.created_at, a.updated_at FROM aid a WHERE " +
                  rest,
       into(row.id), into(row.cluster), into(row.organisation), into(row.is_declared), into(row.title),
       into(row.purpose), into(row.grantor), into(row.grantor_number), into(row.program), into(row.scope),
       into(row.currency), into(nominal), into(gross), into(rate), into(row.rate_day), into(row.rate_source),
       into(eur), into(row.state), into(row.day), into(row.reason), into(version), into(row.created_at),
       into(row.updated_at));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<Aid> made;
  each_row(statement, [&] {
    row.nominal = Money{nominal};
    row.gross = Money{gross};
    row.rate = {rate};
    row.eur = Money{eur};
    row.version = version;
    made.push_back(row);
  });
  return made;
}

template <class Bind>
std::vector<AidCertificate> read_certificates(Transaction& transaction, const std::string& rest,
                                              const Bind& bind) {
  AidCertificate row;
  std::string content;
  auto temporary =
      (transaction.sql().prepare
           << "SELECT year, number, aid, kind, corrects, issued_on, content FROM aid_certificate WHERE " +
                  rest,
       into(row.year), into(row.number), into(row.aid), into(row.kind), into(row.corrects),
       into(row.issued_on), into(content));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<AidCertificate> made;
  each_row(statement, [&] {
    row.content = nlohmann::json::parse(content);
    made.push_back(row);
  });
  return made;
}

Conditions aid_conditions(const Transaction& transaction, const AidFilter& filter) {
  Conditions made("1 = 1");
  made.add_viewers(transaction, "a.id", filter.audiences);
  made.add("a.cluster = ", filter.cluster.str());
  made.add_names("a.state", filter.states);
  made.add_names("a.scope", filter.scopes);
  if (filter.organisation) made.add("a.organisation = ", filter.organisation->str());
  if (filter.is_declared) made.add(*filter.is_declared ? "a.is_declared = 1" : "a.is_declared = 0");
  if (filter.from) made.add("a.granted_on >= ", to_string(*filter.from));
  if (filter.to) made.add("a.granted_on <= ", to_string(*filter.to));
  made.add_words("a.words", filter.words);
  return made;
}

void insert_aid_event(Transaction& transaction, const Aid& aid, cluster::AidEventKind kind,
                      const std::string& reason) {
  const Timestamp at = transaction.now();
  const auto by = transaction.author().user;
  const long long eur = aid.eur.hundredths, version = aid.version;
  transaction.sql()
      << "INSERT INTO aid_event (aid, version, kind, at, account, reason, granted_on, eur) VALUES (:aid, :version, "
         ":kind, :at, :account, :reason, :day, :eur)",
      use(aid.id, "aid"), use(version, "version"), use(kind, "kind"), use(at, "at"), use(by, "account"),
      use(reason, "reason"), use(aid.day, "day"), use(eur, "eur");
}

// The log says that something happened; what, is between the beneficiary and those who run the cluster.
void tell_of_aid(Transaction& transaction, const Aid& aid, cluster::AidEventKind kind) {
  auto viewers = cluster::viewers_of_aid(aid);
  write_viewers(transaction, aid.id.str(), viewers);
  transaction.changed({"aid", aid.id.str(), aid.version, std::nullopt, std::move(viewers)});
  transaction.audit("aid." + std::string(cluster::name_of(kind)), "aid", aid.id.str(), "{}", aid.cluster);
}

std::string link_key(const LinkedEnterprise& link) {
  return link.organisation ? link.organisation->str() : "nip:" + link.nip;
}

// The organisation a link leads to: named, or the one that bears the tax number.
std::optional<OrganisationId> organisation_linked(Transaction& transaction, const LinkedEnterprise& link) {
  if (link.organisation) return link.organisation;
  cluster::Registers registers;
  registers.nip = link.nip;
  const auto found = OrganisationStore(transaction).find_by_registers(registers);
  return found.empty() ? std::nullopt : std::optional(found.front());
}

std::string nip_of(Transaction& transaction, OrganisationId id) {
  const auto found = OrganisationStore(transaction).find(id);
  return found ? found->registers.nip.value_or("") : "";
}

}  // namespace

void AidStore::lock() {
  transaction_.sql() << "UPDATE aid_lock SET writes = writes + 1";
}

std::optional<Aid> AidStore::find(AidId id) {
  auto found = read_aid(transaction_, "a.id = :id", [&](auto& statement) { statement, use(id, "id"); });
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

Page<Aid> AidStore::list(const AidFilter& filter, const PageRequest& page) {
  return newest_first<AidId>(
      aid_conditions(transaction_, filter), "a.id", page,
      [&](const std::string& rest, const auto& bind) { return read_aid(transaction_, rest, bind); });
}

std::int64_t AidStore::count(const AidFilter& filter) {
  return count_where(transaction_, "aid a", aid_conditions(transaction_, filter));
}

std::vector<Aid> AidStore::of_organisations(std::span<const OrganisationId> organisations) {
  Conditions conditions("1 = 1");
  conditions.add_either({{"a.organisation", texts_of(organisations)}});
  return read_aid(transaction_, conditions.text() + " ORDER BY a.granted_on, a.id",
                  [&](auto& statement) { conditions.bind(statement); });
}

void AidStore::insert(Aid& aid, cluster::AidEventKind kind, const std::string& words) {
  GRONO_INVARIANT(!aid.id.is_nil());
  aid.version = 1;
  aid.created_at = aid.updated_at = transaction_.now();
  const long long nominal = aid.nominal.hundredths, gross = aid.gross.hundredths,
                  rate = aid.rate.ten_thousandths, eur = aid.eur.hundredths, version = aid.version;
  transaction_.sql()
      << "INSERT INTO aid (id, cluster, organisation, is_declared, title, purpose, grantor, grantor_number, program, scope, "
         "currency, nominal, gross, rate, rate_day, rate_source, eur, state, granted_on, reason, words, version, created_at, "
         "updated_at) VALUES (:id, :cluster, :organisation, :declared, :title, :purpose, :grantor, :grantor_number, :program, "
         ":scope, :currency, :nominal, :gross, :rate, :rate_day, :rate_source, :eur, :state, :day, :reason, :words, :version, "
         ":created, :updated)",
      use(aid.id, "id"), use(aid.cluster, "cluster"), use(aid.organisation, "organisation"),
      use(aid.is_declared, "declared"), use(aid.title, "title"), use(aid.purpose, "purpose"),
      use(aid.grantor, "grantor"), use(aid.grantor_number, "grantor_number"), use(aid.program, "program"),
      use(aid.scope, "scope"), use(aid.currency, "currency"), use(nominal, "nominal"), use(gross, "gross"),
      use(rate, "rate"), use(aid.rate_day, "rate_day"), use(aid.rate_source, "rate_source"), use(eur, "eur"),
      use(aid.state, "state"), use(aid.day, "day"), use(aid.reason, "reason"), use(words, "words"),
      use(version, "version"), use(aid.created_at, "created"), use(aid.updated_at, "updated");
  insert_aid_event(transaction_, aid, kind, aid.reason);
  tell_of_aid(transaction_, aid, kind);
}

void AidStore::update(Aid& aid, cluster::AidEventKind kind, const std::string& reason,
                      const std::string& words) {
  const long long expected = aid.version;
  aid.version = expected + 1;
  aid.updated_at = transaction_.now();
  const long long nominal = aid.nominal.hundredths, gross = aid.gross.hundredths,
                  rate = aid.rate.ten_thousandths, eur = aid.eur.hundredths, version = aid.version;
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE aid SET title = :title, purpose = :purpose, grantor = :grantor, grantor_number = :grantor_number, "
              "program = :program, scope = :scope, currency = :currency, nominal = :nominal, gross = :gross, rate = :rate, "
              "rate_day = :rate_day, rate_source = :rate_source, eur = :eur, state = :state, granted_on = :day, "
              "reason = :reason, words = :words, version = :version, updated_at = :updated WHERE id = :id AND version = :expected",
       use(aid.title, "title"), use(aid.purpose, "purpose"), use(aid.grantor, "grantor"),
       use(aid.grantor_number, "grantor_number"), use(aid.program, "program"), use(aid.scope, "scope"),
       use(aid.currency, "currency"), use(nominal, "nominal"), use(gross, "gross"), use(rate, "rate"),
       use(aid.rate_day, "rate_day"), use(aid.rate_source, "rate_source"), use(eur, "eur"),
       use(aid.state, "state"), use(aid.day, "day"), use(aid.reason, "reason"), use(words, "words"),
       use(version, "version"), use(aid.updated_at, "updated"), use(aid.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the aid was changed meanwhile");
  insert_aid_event(transaction_, aid, kind, reason);
  tell_of_aid(transaction_, aid, kind);
}

std::vector<AidEvent> AidStore::history(AidId id) {
  AidEvent row;
  long long eur = 0;
  soci::statement statement =
      (transaction_.sql().prepare
           << "SELECT kind, at, account, reason, granted_on, eur FROM aid_event WHERE aid = :id ORDER BY version",
       into(row.kind), into(row.at), into(row.by), into(row.reason), into(row.day), into(eur), use(id, "id"));
  std::vector<AidEvent> made;
  each_row(statement, [&] {
    row.eur = Money{eur};
    made.push_back(row);
  });
  return made;
}

void AidStore::issue(cluster::ClusterId cluster, AidCertificate& certificate) {
  certificate.year = static_cast<int>(certificate.issued_on.year());
  int last = 0;
  transaction_.sql()
      << "SELECT coalesce(max(number), 0) FROM aid_certificate WHERE cluster = :cluster AND year = :year",
      into(last), use(cluster, "cluster"), use(certificate.year, "year");
  certificate.number = last + 1;
  const std::string content = certificate.content.dump();
  transaction_.sql()
      << "INSERT INTO aid_certificate (cluster, year, number, aid, kind, corrects, issued_on, content) VALUES "
         "(:cluster, :year, :number, :aid, :kind, :corrects, :issued, :content)",
      use(cluster, "cluster"), use(certificate.year, "year"), use(certificate.number, "number"),
      use(certificate.aid, "aid"), use(certificate.kind, "kind"), use(certificate.corrects, "corrects"),
      use(certificate.issued_on, "issued"), use(content, "content");
}

std::vector<AidCertificate> AidStore::certificates(AidId id) {
  return read_certificates(transaction_, "aid = :id ORDER BY year, number",
                           [&](auto& statement) { statement, use(id, "id"); });
}

std::vector<AidCertificate> AidStore::certificates(cluster::ClusterId cluster, Date from, Date to) {
  return read_certificates(
      transaction_, "cluster = :cluster AND issued_on >= :first AND issued_on <= :last ORDER BY year, number",
      [&](auto& statement) { statement, use(cluster, "cluster"), use(from, "first"), use(to, "last"); });
}

LinkStatement AidStore::links(OrganisationId organisation) {
  LinkStatement made;
  made.organisation = organisation;
  std::string links;
  long long version = 0;
  soci::statement statement =
      (transaction_.sql().prepare
           << "SELECT links, version, updated_at FROM link_statement WHERE organisation = :id",
       into(links), into(version), into(made.updated_at), use(organisation, "id"));
  each_row(statement, [&] {
    made = cluster::links_from_json({{"links", nlohmann::json::parse(links)}}, std::move(made));
    made.version = version;
  });
  return made;
}

std::vector<OrganisationId> AidStore::stated_by(OrganisationId organisation, const std::string& nip) {
  const std::string key = organisation.str(), number = nip.empty() ? key : "nip:" + nip;
  OrganisationId row;
  soci::statement statement =
      (transaction_.sql().prepare
           << "SELECT DISTINCT organisation FROM linked_enterprise WHERE linked = :key OR linked = :number ORDER BY organisation",
       into(row), use(key, "key"), use(number, "number"));
  std::vector<OrganisationId> made;
  each_row(statement, [&] { made.push_back(row); });
  return made;
}

void AidStore::state(LinkStatement& statement) {
  const long long expected = statement.version, version = expected + 1;
  statement.updated_at = transaction_.now();
  nlohmann::json links = nlohmann::json::array();
  for (const LinkedEnterprise& each : statement.links) links.push_back(cluster::to_json(each));
  const std::string text = links.dump();
  if (expected == 0) {
    if (this->links(statement.organisation).version != 0)
      throw VersionConflict("the linked enterprises were changed meanwhile");
    transaction_.sql()
        << "INSERT INTO link_statement (organisation, links, version, updated_at) VALUES (:id, :links, :version, :updated)",
        use(statement.organisation, "id"), use(text, "links"), use(version, "version"),
        use(statement.updated_at, "updated");
  } else {
    soci::statement written =
        (transaction_.sql().prepare
             << "UPDATE link_statement SET links = :links, version = :version, updated_at = :updated "
                "WHERE organisation = :id AND version = :expected",
         use(text, "links"), use(version, "version"), use(statement.updated_at, "updated"),
         use(statement.organisation, "id"), use(expected, "expected"));
    if (run(written) == 0) throw VersionConflict("the linked enterprises were changed meanwhile");
  }
  statement.version = version;
  transaction_.sql() << "DELETE FROM linked_enterprise WHERE organisation = :id",
      use(statement.organisation, "id");
  for (const LinkedEnterprise& each : statement.links) {
    const std::string key = link_key(each);
    transaction_.sql() << "INSERT INTO linked_enterprise (organisation, linked) VALUES (:id, :linked)",
        use(statement.organisation, "id"), use(key, "linked");
  }
  transaction_.audit("aid.links_stated", "organisation", statement.organisation.str(), "{}");
}

Undertaking undertaking_of(Transaction& transaction, OrganisationId organisation, bool only_confirmed) {
  AidStore store(transaction);
  Undertaking made;
  made.organisations = {organisation};
  std::set<OrganisationId> known = {organisation};
  std::set<std::string> numbers;
  const auto take = [&](OrganisationId id) {
    if (known.insert(id).second) made.organisations.push_back(id);
  };
  for (std::size_t i = 0; i < made.organisations.size(); ++i) {
    const OrganisationId at = made.organisations[i];
    const auto says = store.stated_by(at, nip_of(transaction, at));
    const auto says_so = [&](OrganisationId id) {
      return std::find(says.begin(), says.end(), id) != says.end();
    };
    for (const LinkedEnterprise& link : store.links(at).links) {
      const auto found = organisation_linked(transaction, link);
      if (found && (!only_confirmed || says_so(*found))) take(*found);
      if (found || !numbers.insert(link.nip).second) continue;
      made.outside.push_back(link);
      // Others that name the same enterprise belong to the same undertaking.
      if (!only_confirmed)
        for (const OrganisationId& other : store.stated_by(OrganisationId{}, link.nip)) take(other);
    }
    if (!only_confirmed)
      for (const OrganisationId& other : says) take(other);
  }
  return made;
}

}  // namespace grono::store
