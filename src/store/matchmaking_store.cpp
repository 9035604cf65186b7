#include "store/matchmaking_store.hpp"

#include "base/error.hpp"
#include "cluster/json.hpp"
#include "store/newest_first.hpp"
#include "store/sql.hpp"
#include "store/viewers.hpp"

namespace grono::store {
namespace {

using cluster::Matchmaking;
using cluster::MatchmakingId;
using soci::into;
using soci::use;

struct MatchmakingRow {
  Matchmaking event;
  AsJson<cluster::LocalisedText> title, description;
  AsJson<std::vector<std::string>> tables, clusters;
  std::string days;
  long long version = 0;

  MatchmakingRow() = default;
  explicit MatchmakingRow(const Matchmaking& from)
      : event(from),
        title{from.title},
        description{from.description},
        tables{from.tables},
        clusters{texts_of(from.clusters)},
        days(cluster::to_json(from.days).dump()),
        version(from.version) {}

  Matchmaking made() const {
    Matchmaking it = event;
    it.title = title.value;
    it.description = description.value;
    it.tables = tables.value;
    it.clusters = ids_of<cluster::ClusterId>(clusters.value);
    it.days = cluster::days_from_json(nlohmann::json::parse(days));
    it.version = version;
    return it;
  }
};

template <class Bind>
std::vector<Matchmaking> read_matchmakings(Transaction& transaction, const std::string& rest,
                                           const Bind& bind) {
  MatchmakingRow row;
  Matchmaking& it = row.event;
  auto temporary =
      (transaction.sql().prepare
           << "SELECT m.id, m.cluster, m.title, m.description, m.place, m.link, m.time_zone, m.days, m.tables, "
              "m.most_meetings, m.registration_closes_at, m.wishes_close_at, m.openness, m.clusters, "
              "m.recommended_percent, m.fairness_percent, m.stage, m.reason, m.version, m.created_at, "
              "m.updated_at FROM matchmaking m WHERE " +
                  rest,
       into(it.id), into(it.cluster), into(row.title), into(row.description), into(it.place), into(it.link),
       into(it.time_zone), into(row.days), into(row.tables), into(it.most_meetings),
       into(it.registration_closes_at), into(it.wishes_close_at), into(it.openness), into(row.clusters),
       into(it.recommended_percent), into(it.fairness_percent), into(it.stage), into(it.reason),
       into(row.version), into(it.created_at), into(it.updated_at));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<Matchmaking> made;
  each_row(statement, [&] { made.push_back(row.made()); });
  return made;
}

std::optional<Matchmaking> one_matchmaking(std::vector<Matchmaking> found) {
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

Conditions matchmaking_conditions(const Transaction& transaction, const MatchmakingFilter& filter) {
  Conditions made("m.deleted_at IS NULL");
  made.add_viewers(transaction, "m.id", filter.audiences);
  made.add("m.cluster = ", filter.cluster.str());
  made.add_names("m.stage", filter.stages);
  made.add_words("m.words", filter.words);
  return made;
}

std::vector<cluster::OrganisationId> organisations_in(Transaction& transaction, MatchmakingId event) {
  cluster::OrganisationId id;
  soci::statement statement =
      (transaction.sql().prepare
           << "SELECT DISTINCT organisation FROM matchmaking_participant WHERE matchmaking = "
              ":event AND organisation IS NOT NULL",
       use(event, "event"), into(id));
  std::vector<cluster::OrganisationId> made;
  each_row(statement, [&] { made.push_back(id); });
  return made;
}

void tell_of_matchmaking(Transaction& transaction, const Matchmaking& event, bool is_there) {
  auto before = viewers_of(transaction, event.id.str());
  auto now = is_there ? cluster::viewers(event, organisations_in(transaction, event.id))
                      : std::vector<cluster::Audience>();
  write_viewers(transaction, event.id.str(), now);
  transaction.changed(
      {"matchmaking", event.id.str(), event.version, std::nullopt, std::move(now), std::move(before)});
}

void audit_matchmaking(Transaction& transaction, std::string_view action, const Matchmaking& event,
                       const nlohmann::json& changes) {
  transaction.audit(action, "matchmaking", event.id.str(), changes.dump(), event.cluster);
}

}  // namespace

std::optional<Matchmaking> MatchmakingStore::find(MatchmakingId id) {
  return one_matchmaking(read_matchmakings(transaction_, "m.id = :id AND m.deleted_at IS NULL",
                                           [&](auto& statement) { statement, use(id, "id"); }));
}

std::optional<Matchmaking> MatchmakingStore::find_deleted(MatchmakingId id) {
  return one_matchmaking(read_matchmakings(transaction_, "m.id = :id AND m.deleted_at IS NOT NULL",
                                           [&](auto& statement) { statement, use(id, "id"); }));
}

Page<Matchmaking> MatchmakingStore::list(const MatchmakingFilter& filter, const PageRequest& page) {
  return newest_first<MatchmakingId>(
      matchmaking_conditions(transaction_, filter), "m.id", page,
      [&](const std::string& rest, const auto& bind) { return read_matchmakings(transaction_, rest, bind); });
}

std::int64_t MatchmakingStore::count(const MatchmakingFilter& filter) {
  return count_where(transaction_, "matchmaking m", matchmaking_conditions(transaction_, filter));
}

void MatchmakingStore::insert(Matchmaking& event, const std::string& words) {
  GRONO_INVARIANT(!event.id.is_nil());
  event.version = 1;
  event.created_at = event.updated_at = transaction_.now();
  const MatchmakingRow row(event);
  transaction_.sql()
      << "INSERT INTO matchmaking (id, cluster, title, description, place, link, time_zone, days, tables, "
         "most_meetings, registration_closes_at, wishes_close_at, openness, clusters, recommended_percent, "
         "fairness_percent, stage, reason, words, version, created_at, updated_at) VALUES (:id, :cluster, :title, "
         ":description, :place, :link, :zone, :days, :tables, :most, :registration, :wishes, :openness, "
         ":clusters, :recommended, :fairness, :stage, :reason, :words, :version, :created, :updated)",
      use(event.id, "id"), use(event.cluster, "cluster"), use(row.title, "title"),
      use(row.description, "description"), use(event.place, "place"), use(event.link, "link"),
      use(event.time_zone, "zone"), use(row.days, "days"), use(row.tables, "tables"),
      use(event.most_meetings, "most"), use(event.registration_closes_at, "registration"),
      use(event.wishes_close_at, "wishes"), use(event.openness, "openness"), use(row.clusters, "clusters"),
      use(event.recommended_percent, "recommended"), use(event.fairness_percent, "fairness"),
      use(event.stage, "stage"), use(event.reason, "reason"), use(words, "words"),
      use(row.version, "version"), use(event.created_at, "created"), use(event.updated_at, "updated");
  tell_of_matchmaking(transaction_, event, true);
  audit_matchmaking(transaction_, "matchmaking.created", event,
                    cluster::differences(nlohmann::json::object(), cluster::to_json(event)));
}

void MatchmakingStore::update(Matchmaking& event, const std::string& words) {
  const auto before = find(event.id);
  const long long expected = event.version;
  if (!before || before->version != expected) throw VersionConflict("the event was changed meanwhile");
  event.version = expected + 1;
  event.updated_at = transaction_.now();
  const MatchmakingRow row(event);
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE matchmaking SET title = :title, description = :description, place = :place, link = :link, "
              "time_zone = :zone, days = :days, tables = :tables, most_meetings = :most, registration_closes_at = "
              ":registration, wishes_close_at = :wishes, openness = :openness, clusters = :clusters, "
              "recommended_percent = :recommended, fairness_percent = :fairness, words = :words, version = "
              ":version, updated_at = :updated WHERE id = :id AND version = :expected AND deleted_at IS NULL",
       use(row.title, "title"), use(row.description, "description"), use(event.place, "place"),
       use(event.link, "link"), use(event.time_zone, "zone"), use(row.days, "days"),
       use(row.tables, "tables"), use(event.most_meetings, "most"),
       use(event.registration_closes_at, "registration"), use(event.wishes_close_at, "wishes"),
       use(event.openness, "openness"), use(row.clusters, "clusters"),
       use(event.recommended_percent, "recommended"), use(event.fairness_percent, "fairness"),
       use(words, "words"), use(row.version, "version"), use(event.updated_at, "updated"),
       use(event.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the event was changed meanwhile");
  tell_of_matchmaking(transaction_, event, true);
  audit_matchmaking(transaction_, "matchmaking.updated", event,
                    cluster::differences(cluster::to_json(*before), cluster::to_json(event)));
}

void MatchmakingStore::move(Matchmaking& event) {
  const auto before = find(event.id);
  const long long expected = event.version;
  if (!before || before->version != expected) throw VersionConflict("the event was changed meanwhile");
  event.version = expected + 1;
  event.updated_at = transaction_.now();
  const long long version = event.version;
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE matchmaking SET stage = :stage, reason = :reason, version = :version, updated_at = :updated "
              "WHERE id = :id AND version = :expected AND deleted_at IS NULL",
       use(event.stage, "stage"), use(event.reason, "reason"), use(version, "version"),
       use(event.updated_at, "updated"), use(event.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the event was changed meanwhile");
  tell_of_matchmaking(transaction_, event, true);
  audit_matchmaking(transaction_, "matchmaking.moved", event,
                    cluster::differences(cluster::to_json(*before), cluster::to_json(event)));
}

void MatchmakingStore::remove(MatchmakingId id, std::int64_t version) {
  const auto before = find(id);
  if (!before) throw NotFound("there is no such event");
  const Timestamp now = transaction_.now();
  const long long expected = version;
  soci::statement statement =
      (transaction_.sql().prepare << "UPDATE matchmaking SET deleted_at = :now WHERE id = :id AND "
                                     "version = :expected AND deleted_at IS NULL",
       use(now, "now"), use(id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the event was changed meanwhile");
  tell_of_matchmaking(transaction_, *before, false);
  audit_matchmaking(transaction_, "matchmaking.deleted", *before, nlohmann::json::object());
}

void MatchmakingStore::restore(MatchmakingId id) {
  const auto deleted = find_deleted(id);
  if (!deleted) throw NotFound("there is no such event to bring back");
  transaction_.sql() << "UPDATE matchmaking SET deleted_at = NULL WHERE id = :id", use(id, "id");
  tell_of_matchmaking(transaction_, *deleted, true);
  audit_matchmaking(transaction_, "matchmaking.restored", *deleted, nlohmann::json::object());
}

void MatchmakingStore::refresh(const Matchmaking& event) {
  tell_of_matchmaking(transaction_, event, true);
}

}  // namespace grono::store
