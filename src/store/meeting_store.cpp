#include "store/meeting_store.hpp"

#include <map>

#include "base/error.hpp"
#include "store/sql.hpp"

namespace grono::store {
namespace {

using cluster::MatchmakingId;
using cluster::MeetingId;
using cluster::MeetingOutcome;
using cluster::MeetingSchedule;
using cluster::ParticipantId;
using cluster::PlannedMeeting;
using soci::into;
using soci::use;

template <class Bind>
std::vector<PlannedMeeting> read_meetings(Transaction& transaction, const std::string& rest,
                                          const Bind& bind) {
  PlannedMeeting row;
  long long sequence = 0;
  auto temporary =
      (transaction.sql().prepare
           << "SELECT id, matchmaking, a, b, begins_at, ends_at, table_number, is_fixed, state, basis, "
              "interest, sequence, updated_at FROM meeting WHERE " +
                  rest + " ORDER BY begins_at, table_number, id",
       into(row.id), into(row.event), into(row.a), into(row.b), into(row.from), into(row.to), into(row.table),
       into(row.is_fixed), into(row.state), into(row.basis), into(row.interest), into(sequence),
       into(row.updated_at));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<PlannedMeeting> made;
  each_row(statement, [&] {
    row.sequence = sequence;
    made.push_back(row);
  });
  return made;
}

template <class Bind>
std::vector<MeetingOutcome> read_outcomes(Transaction& transaction, const std::string& rest,
                                          const Bind& bind) {
  MeetingOutcome row;
  long long version = 0;
  auto temporary =
      (transaction.sql().prepare
           << "SELECT o.meeting, o.participant, o.was_held, o.rating, o.has_follow_up, o.note, o.idea, "
              "o.project, o.version, o.updated_at FROM meeting_outcome o " +
                  rest,
       into(row.meeting), into(row.by), into(row.was_held), into(row.rating), into(row.has_follow_up),
       into(row.note), into(row.idea), into(row.project), into(version), into(row.updated_at));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<MeetingOutcome> made;
  each_row(statement, [&] {
    row.version = version;
    made.push_back(row);
  });
  return made;
}

// Inserts and updates many rows, each by one prepared statement.
class MeetingWriter {
 public:
  explicit MeetingWriter(soci::session& sql)
      : insert_(
            (sql.prepare
                 << "INSERT INTO meeting (id, matchmaking, a, b, begins_at, ends_at, table_number, is_fixed, "
                    "state, basis, interest, sequence, updated_at) VALUES (:id, :event, :a, :b, :from, :to, "
                    ":table, :fixed, :state, :basis, :interest, :sequence, :updated)",
             use(row_.id, "id"), use(row_.event, "event"), use(row_.a, "a"), use(row_.b, "b"),
             use(row_.from, "from"), use(row_.to, "to"), use(row_.table, "table"),
             use(row_.is_fixed, "fixed"), use(row_.state, "state"), use(row_.basis, "basis"),
             use(row_.interest, "interest"), use(sequence_, "sequence"), use(row_.updated_at, "updated"))),
        update_((
            sql.prepare
                << "UPDATE meeting SET begins_at = :from, ends_at = :to, table_number = :table, is_fixed = "
                   ":fixed, state = :state, basis = :basis, interest = :interest, sequence = :sequence, "
                   "updated_at = :updated WHERE id = :id",
            use(row_.from, "from"), use(row_.to, "to"), use(row_.table, "table"), use(row_.is_fixed, "fixed"),
            use(row_.state, "state"), use(row_.basis, "basis"), use(row_.interest, "interest"),
            use(sequence_, "sequence"), use(row_.updated_at, "updated"), use(row_.id, "id"))) {}

  void insert(const PlannedMeeting& meeting) { write(insert_, meeting); }
  void update(const PlannedMeeting& meeting) { write(update_, meeting); }

 private:
  void write(soci::statement& statement, const PlannedMeeting& meeting) {
    row_ = meeting;
    sequence_ = meeting.sequence;
    statement.execute(true);
  }
  PlannedMeeting row_;
  long long sequence_ = 0;
  soci::statement insert_, update_;
};

}  // namespace

MeetingSchedule MeetingStore::schedule(MatchmakingId event) {
  MeetingSchedule made;
  made.event = event;
  std::string bans, lost, quality;
  long long version = 0;
  soci::statement statement =
      (transaction_.sql().prepare
           << "SELECT bans, lost, quality, made_at, version FROM meeting_schedule WHERE matchmaking = :event",
       use(event, "event"), into(bans), into(lost), into(quality), into(made.made_at), into(version));
  each_row(statement, [&] {
    made.bans = cluster::bans_from_stored(nlohmann::json::parse(bans));
    made.lost = cluster::lost_from_json(nlohmann::json::parse(lost));
    made.quality = cluster::quality_from_stored(nlohmann::json::parse(quality));
    made.version = version;
  });
  return made;
}

std::vector<PlannedMeeting> MeetingStore::meetings(MatchmakingId event) {
  return read_meetings(transaction_, "matchmaking = :event",
                       [&](auto& statement) { statement, use(event, "event"); });
}

std::vector<PlannedMeeting> MeetingStore::meetings_of(ParticipantId participant) {
  return read_meetings(transaction_, "(a = :first OR b = :second)", [&](auto& statement) {
    statement, use(participant, "first"), use(participant, "second");
  });
}

std::optional<PlannedMeeting> MeetingStore::find(MeetingId id) {
  auto found = read_meetings(transaction_, "id = :id", [&](auto& statement) { statement, use(id, "id"); });
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

void MeetingStore::save(MeetingSchedule& schedule, std::int64_t version, std::span<const PlannedMeeting> all,
                        cluster::ClusterId cluster) {
  schedule.version = version + 1;
  const std::string bans = cluster::stored_bans(schedule.bans).dump(),
                    lost = cluster::to_json(schedule.lost).dump(),
                    quality = cluster::stored(schedule.quality).dump();
  const long long next = schedule.version, expected = version;
  if (version == 0) {
    // Who comes second finds the row there.
    if (this->schedule(schedule.event).version != 0)
      throw VersionConflict("the schedule was changed meanwhile");
    transaction_.sql()
        << "INSERT INTO meeting_schedule (matchmaking, bans, lost, quality, made_at, version) VALUES "
           "(:event, :bans, :lost, :quality, :made, :version)",
        use(schedule.event, "event"), use(bans, "bans"), use(lost, "lost"), use(quality, "quality"),
        use(schedule.made_at, "made"), use(next, "version");
  } else {
    soci::statement statement =
        (transaction_.sql().prepare
             << "UPDATE meeting_schedule SET bans = :bans, lost = :lost, quality = :quality, made_at = :made, "
                "version = :version WHERE matchmaking = :event AND version = :expected",
         use(bans, "bans"), use(lost, "lost"), use(quality, "quality"), use(schedule.made_at, "made"),
         use(next, "version"), use(schedule.event, "event"), use(expected, "expected"));
    if (run(statement) == 0) throw VersionConflict("the schedule was changed meanwhile");
  }
  std::map<MeetingId, PlannedMeeting> before;
  for (PlannedMeeting& each : meetings(schedule.event)) before.emplace(each.id, std::move(each));
  {
    MeetingWriter writer(transaction_.sql());
    for (const PlannedMeeting& each : all) {
      const auto found = before.find(each.id);
      if (found == before.end()) {
        writer.insert(each);
        continue;
      }
      if (found->second != each) writer.update(each);
      before.erase(found);
    }
  }
  for (const auto& [id, gone] : before)
    transaction_.sql() << "DELETE FROM meeting WHERE id = :id", use(id, "id");
  transaction_.audit("schedule.saved", "matchmaking", schedule.event.str(), "{}", cluster);
}

std::optional<MeetingOutcome> MeetingStore::outcome(MeetingId meeting, ParticipantId by) {
  auto found = read_outcomes(transaction_, "WHERE o.meeting = :meeting AND o.participant = :by",
                             [&](auto& statement) { statement, use(meeting, "meeting"), use(by, "by"); });
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<MeetingOutcome> MeetingStore::outcomes(MatchmakingId event) {
  return read_outcomes(transaction_, "JOIN meeting m ON m.id = o.meeting WHERE m.matchmaking = :event",
                       [&](auto& statement) { statement, use(event, "event"); });
}

void MeetingStore::save(MeetingOutcome& it, std::int64_t version) {
  it.version = version + 1;
  it.updated_at = transaction_.now();
  const long long next = it.version, expected = version;
  if (version == 0) {
    if (outcome(it.meeting, it.by)) throw VersionConflict("the outcome was changed meanwhile");
    transaction_.sql()
        << "INSERT INTO meeting_outcome (meeting, participant, was_held, rating, has_follow_up, note, "
           "idea, project, version, updated_at) VALUES (:meeting, :by, :held, :rating, :follow_up, "
           ":note, :idea, :project, :version, :updated)",
        use(it.meeting, "meeting"), use(it.by, "by"), use(it.was_held, "held"), use(it.rating, "rating"),
        use(it.has_follow_up, "follow_up"), use(it.note, "note"), use(it.idea, "idea"),
        use(it.project, "project"), use(next, "version"), use(it.updated_at, "updated");
  } else {
    soci::statement statement =
        (transaction_.sql().prepare
             << "UPDATE meeting_outcome SET was_held = :held, rating = :rating, has_follow_up = :follow_up, note = "
                ":note, idea = :idea, project = :project, version = :version, updated_at = :updated WHERE meeting = "
                ":meeting AND participant = :by AND version = :expected",
         use(it.was_held, "held"), use(it.rating, "rating"), use(it.has_follow_up, "follow_up"),
         use(it.note, "note"), use(it.idea, "idea"), use(it.project, "project"), use(next, "version"),
         use(it.updated_at, "updated"), use(it.meeting, "meeting"), use(it.by, "by"),
         use(expected, "expected"));
    if (run(statement) == 0) throw VersionConflict("the outcome was changed meanwhile");
  }
  // What one side says of a meeting is for that side.
  transaction_.audit("meeting.outcome", "meeting", it.meeting.str(), "{}");
}

}  // namespace grono::store
