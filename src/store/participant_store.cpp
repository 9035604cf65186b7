#include "base/error.hpp"
#include "store/conditions.hpp"
#include "store/matchmaking_store.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::MatchmakingId;
using cluster::MatchmakingParticipant;
using cluster::MeetingWish;
using cluster::ParticipantId;
using soci::into;
using soci::use;

template <class Bind>
std::vector<MatchmakingParticipant> read_participants(Transaction& transaction, const std::string& rest,
                                                      const Bind& bind) {
  MatchmakingParticipant row;
  AsJson<std::vector<std::string>> offers, seeks, away;
  long long version = 0;
  auto temporary =
      (transaction.sql().prepare
           << "SELECT id, matchmaking, organisation, organisation_name, person_name, account, contact, offers, "
              "seeks, away, most_meetings, state, version, created_at, updated_at FROM matchmaking_participant "
              "WHERE " +
                  rest,
       into(row.id), into(row.event), into(row.organisation), into(row.organisation_name),
       into(row.person_name), into(row.account), into(row.contact), into(offers), into(seeks), into(away),
       into(row.most_meetings), into(row.state), into(version), into(row.created_at), into(row.updated_at));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<MatchmakingParticipant> made;
  each_row(statement, [&] {
    row.offers = offers.value;
    row.seeks = seeks.value;
    row.away.clear();
    for (const std::string& each : away.value) {
      const auto moment = parse_timestamp(each);
      GRONO_INVARIANT(moment);
      row.away.push_back(*moment);
    }
    row.version = version;
    made.push_back(row);
  });
  return made;
}

AsJson<std::vector<std::string>> stored_moments(const std::vector<Timestamp>& moments) {
  AsJson<std::vector<std::string>> made;
  for (const Timestamp each : moments) made.value.push_back(to_string(each));
  return made;
}

// What people say of themselves is not for the log, which others read long after.
void audit_participant(Transaction& transaction, std::string_view action,
                       const MatchmakingParticipant& participant, cluster::ClusterId cluster) {
  transaction.audit(action, "participant", participant.id.str(), "{}", cluster, participant.organisation);
}

template <class Bind>
std::vector<MeetingWish> read_wishes(Transaction& transaction, const std::string& rest, const Bind& bind) {
  MeetingWish row;
  auto temporary =
      (transaction.sql().prepare << "SELECT w.participant, w.other, w.kind FROM meeting_wish w " + rest,
       into(row.from), into(row.to), into(row.kind));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<MeetingWish> made;
  each_row(statement, [&] { made.push_back(row); });
  return made;
}

}  // namespace

std::optional<MatchmakingParticipant> ParticipantStore::find(ParticipantId id) {
  auto found =
      read_participants(transaction_, "id = :id", [&](auto& statement) { statement, use(id, "id"); });
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<MatchmakingParticipant> ParticipantStore::of_event(MatchmakingId event) {
  return read_participants(transaction_, "matchmaking = :event ORDER BY id",
                           [&](auto& statement) { statement, use(event, "event"); });
}

std::vector<MatchmakingParticipant> ParticipantStore::of_account(cluster::UserId account) {
  return read_participants(transaction_, "account = :account ORDER BY id",
                           [&](auto& statement) { statement, use(account, "account"); });
}

void ParticipantStore::insert(MatchmakingParticipant& it, cluster::ClusterId cluster) {
  GRONO_INVARIANT(!it.id.is_nil());
  it.version = 1;
  it.created_at = it.updated_at = transaction_.now();
  const AsJson<std::vector<std::string>> offers{it.offers}, seeks{it.seeks};
  const auto away = stored_moments(it.away);
  const long long version = it.version;
  transaction_.sql()
      << "INSERT INTO matchmaking_participant (id, matchmaking, organisation, organisation_name, person_name, "
         "account, contact, offers, seeks, away, most_meetings, state, version, created_at, updated_at) VALUES "
         "(:id, :event, :organisation, :organisation_name, :person, :account, :contact, :offers, :seeks, :away, "
         ":most, :state, :version, :created, :updated)",
      use(it.id, "id"), use(it.event, "event"), use(it.organisation, "organisation"),
      use(it.organisation_name, "organisation_name"), use(it.person_name, "person"),
      use(it.account, "account"), use(it.contact, "contact"), use(offers, "offers"), use(seeks, "seeks"),
      use(away, "away"), use(it.most_meetings, "most"), use(it.state, "state"), use(version, "version"),
      use(it.created_at, "created"), use(it.updated_at, "updated");
  audit_participant(transaction_, "participant.registered", it, cluster);
}

void ParticipantStore::update(MatchmakingParticipant& it, cluster::ClusterId cluster) {
  const long long expected = it.version;
  it.version = expected + 1;
  it.updated_at = transaction_.now();
  const AsJson<std::vector<std::string>> offers{it.offers}, seeks{it.seeks};
  const auto away = stored_moments(it.away);
  const long long version = it.version;
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE matchmaking_participant SET person_name = :person, contact = :contact, offers = :offers, "
              "seeks = :seeks, away = :away, most_meetings = :most, state = :state, version = :version, updated_at "
              "= :updated WHERE id = :id AND version = :expected",
       use(it.person_name, "person"), use(it.contact, "contact"), use(offers, "offers"), use(seeks, "seeks"),
       use(away, "away"), use(it.most_meetings, "most"), use(it.state, "state"), use(version, "version"),
       use(it.updated_at, "updated"), use(it.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the registration was changed meanwhile");
  audit_participant(transaction_, "participant.updated", it, cluster);
}

std::vector<MeetingWish> ParticipantStore::wishes_of(ParticipantId from) {
  return read_wishes(transaction_, "WHERE w.participant = :from ORDER BY w.other",
                     [&](auto& statement) { statement, use(from, "from"); });
}

std::vector<MeetingWish> ParticipantStore::wishes_in(MatchmakingId event) {
  return read_wishes(
      transaction_,
      "JOIN matchmaking_participant p ON p.id = w.participant WHERE p.matchmaking = :event ORDER BY "
      "w.participant, w.other",
      [&](auto& statement) { statement, use(event, "event"); });
}

void ParticipantStore::set_wishes(ParticipantId from, std::span<const MeetingWish> wishes) {
  transaction_.sql() << "DELETE FROM meeting_wish WHERE participant = :from", use(from, "from");
  MeetingWish row;
  soci::statement statement =
      (transaction_.sql().prepare
           << "INSERT INTO meeting_wish (participant, other, kind) VALUES (:from, :to, :kind)",
       use(row.from, "from"), use(row.to, "to"), use(row.kind, "kind"));
  for (const MeetingWish& each : wishes) {
    row = each;
    row.from = from;
    statement.execute(true);
  }
  // Whom somebody wants to meet, and whom not, is nobody's but theirs.
  transaction_.audit("participant.wished", "participant", from.str(), "{}");
}

}  // namespace grono::store
