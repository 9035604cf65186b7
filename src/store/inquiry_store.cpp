#include "store/inquiry_store.hpp"

#include "base/error.hpp"
#include "store/newest_first.hpp"
#include "store/sql.hpp"
#include "store/viewers.hpp"

namespace grono::store {
namespace {

using cluster::Inquiry;
using cluster::InquiryId;
using soci::into;
using soci::use;

template <class Bind>
std::vector<Inquiry> read_inquiries(Transaction& transaction, const std::string& rest, const Bind& bind) {
  Inquiry row;
  AsJson<std::vector<std::string>> forwarded_to;
  std::string entries;
  long long version = 0;
  auto temporary =
      (transaction.sql().prepare
           << "SELECT q.id, q.cluster, q.kind, q.name, q.email, q.organisation_name, q.country, q.language, q.subject, "
              "q.message, q.offer, q.about, q.forwarded_to, q.entries, q.state, q.answered_at, q.version, "
              "q.created_at, q.updated_at FROM inquiry q WHERE " +
                  rest,
       into(row.id), into(row.cluster), into(row.kind), into(row.name), into(row.email),
       into(row.organisation_name), into(row.country), into(row.language), into(row.subject), into(row.message),
       into(row.offer), into(row.about), into(forwarded_to), into(entries), into(row.state), into(row.answered_at),
       into(version), into(row.created_at), into(row.updated_at));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<Inquiry> made;
  each_row(statement, [&] {
    row.forwarded_to = ids_of<cluster::OrganisationId>(forwarded_to.value);
    row.entries = cluster::entries_from_stored(nlohmann::json::parse(entries));
    row.version = version;
    made.push_back(row);
  });
  return made;
}

Conditions inquiry_conditions(const Transaction& transaction, const InquiryFilter& filter) {
  Conditions made("1 = 1");
  made.add_viewers(transaction, "q.id", filter.audiences);
  made.add("q.cluster = ", filter.cluster.str());
  made.add_names("q.kind", filter.kinds);
  made.add_names("q.state", filter.states);
  return made;
}

void tell_of_inquiry(Transaction& transaction, std::string_view action, const Inquiry& inquiry, bool is_there) {
  auto before = viewers_of(transaction, inquiry.id.str());
  auto now = is_there ? cluster::audiences_of(inquiry) : std::vector<cluster::Audience>();
  write_viewers(transaction, inquiry.id.str(), now);
  transaction.changed(
      {"inquiry", inquiry.id.str(), inquiry.version, std::nullopt, std::move(now), std::move(before)});
  transaction.audit(action, "inquiry", inquiry.id.str(), "{}", inquiry.cluster);
}

std::int64_t count_inquiries(Transaction& transaction, const std::string& column, const std::string& value,
                             Timestamp since) {
  Conditions conditions("1 = 1");
  conditions.add("q." + column + " = ", value);
  conditions.add("q.created_at > ", to_string(since));
  return count_where(transaction, "inquiry q", conditions);
}

}  // namespace

std::optional<Inquiry> InquiryStore::find(InquiryId id) {
  auto found =
      read_inquiries(transaction_, "q.id = :id", [&](auto& statement) { statement, use(id, "id"); });
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

Page<Inquiry> InquiryStore::list(const InquiryFilter& filter, const PageRequest& page) {
  return newest_first<InquiryId>(
      inquiry_conditions(transaction_, filter), "q.id", page,
      [&](const std::string& rest, const auto& bind) { return read_inquiries(transaction_, rest, bind); });
}

std::int64_t InquiryStore::count(const InquiryFilter& filter) {
  return count_where(transaction_, "inquiry q", inquiry_conditions(transaction_, filter));
}

InquiryStore::Sent InquiryStore::sent_since(cluster::ClusterId cluster, const std::string& email, Timestamp since) {
  return {count_inquiries(transaction_, "cluster", cluster.str(), since),
          count_inquiries(transaction_, "email", email, since)};
}

void InquiryStore::insert(Inquiry& inquiry) {
  GRONO_INVARIANT(!inquiry.id.is_nil());
  inquiry.version = 1;
  inquiry.created_at = inquiry.updated_at = transaction_.now();
  const AsJson<std::vector<std::string>> forwarded_to{texts_of(inquiry.forwarded_to)};
  const std::string entries = cluster::entries_json(inquiry.entries).dump();
  const long long version = inquiry.version;
  transaction_.sql()
      << "INSERT INTO inquiry (id, cluster, kind, name, email, organisation_name, country, language, subject, message, "
         "offer, about, forwarded_to, entries, state, answered_at, version, created_at, updated_at) VALUES (:id, "
         ":cluster, :kind, :name, :email, :organisation, :country, :language, :subject, :message, :offer, :about, "
         ":forwarded, :entries, :state, :answered, :version, :created, :updated)",
      use(inquiry.id, "id"), use(inquiry.cluster, "cluster"), use(inquiry.kind, "kind"), use(inquiry.name, "name"),
      use(inquiry.email, "email"), use(inquiry.organisation_name, "organisation"), use(inquiry.country, "country"),
      use(inquiry.language, "language"), use(inquiry.subject, "subject"), use(inquiry.message, "message"),
      use(inquiry.offer, "offer"), use(inquiry.about, "about"), use(forwarded_to, "forwarded"),
      use(entries, "entries"), use(inquiry.state, "state"), use(inquiry.answered_at, "answered"),
      use(version, "version"), use(inquiry.created_at, "created"), use(inquiry.updated_at, "updated");
  tell_of_inquiry(transaction_, "inquiry.received", inquiry, true);
}

void InquiryStore::update(Inquiry& inquiry) {
  const long long expected = inquiry.version;
  inquiry.version = expected + 1;
  inquiry.updated_at = transaction_.now();
  const AsJson<std::vector<std::string>> forwarded_to{texts_of(inquiry.forwarded_to)};
  const std::string entries = cluster::entries_json(inquiry.entries).dump();
  const long long version = inquiry.version;
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE inquiry SET forwarded_to = :forwarded, entries = :entries, state = :state, "
              "answered_at = :answered, version = :version, updated_at = :updated WHERE id = :id AND "
              "version = :expected",
       use(forwarded_to, "forwarded"), use(entries, "entries"), use(inquiry.state, "state"),
       use(inquiry.answered_at, "answered"), use(version, "version"), use(inquiry.updated_at, "updated"),
       use(inquiry.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the inquiry was changed meanwhile");
  const auto& last = inquiry.entries.back();
  tell_of_inquiry(transaction_, "inquiry." + std::string(cluster::name_of(last.kind)), inquiry, true);
}

void InquiryStore::remove(const Inquiry& inquiry, std::int64_t version) {
  const long long expected = version;
  soci::statement statement =
      (transaction_.sql().prepare << "DELETE FROM inquiry WHERE id = :id AND version = :expected",
       use(inquiry.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the inquiry was changed meanwhile");
  tell_of_inquiry(transaction_, "inquiry.deleted", inquiry, false);
}

}  // namespace grono::store
