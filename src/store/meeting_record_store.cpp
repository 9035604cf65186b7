#include "store/meeting_record_store.hpp"

#include "base/error.hpp"
#include "store/newest_first.hpp"
#include "store/sql.hpp"
#include "store/viewers.hpp"

namespace grono::store {
namespace {

using cluster::ConductRules;
using cluster::MeetingRecord;
using cluster::MeetingRecordId;
using soci::into;
using soci::use;

template <class Bind>
std::vector<MeetingRecord> read_meeting_records(Transaction& transaction, const std::string& rest,
                                         const Bind& bind) {
  std::string content;
  auto temporary =
      (transaction.sql().prepare << "SELECT m.content FROM meeting_record m WHERE " + rest, into(content));
  bind(temporary);
  soci::statement statement = temporary;
  std::vector<MeetingRecord> made;
  each_row(statement,
           [&] { made.push_back(cluster::meeting_from_snapshot(nlohmann::json::parse(content))); });
  return made;
}

Conditions meeting_conditions(const Transaction& transaction, const MeetingRecordFilter& filter) {
  Conditions made("1 = 1");
  made.add_viewers(transaction, "m.id", filter.audiences);
  made.add("m.cluster = ", filter.cluster.str());
  made.add_names("m.state", filter.states);
  made.add_words("m.words", filter.words);
  return made;
}

// What was said in a meeting is for those who took part; the log knows only what became of it.
void tell_of_meeting(Transaction& transaction, const MeetingRecord& meeting, std::string_view action) {
  auto before = viewers_of(transaction, meeting.id.str());
  auto now = cluster::viewers_of_meeting(meeting);
  write_viewers(transaction, meeting.id.str(), now);
  transaction.changed(
      {"meeting_record", meeting.id.str(), meeting.version, std::nullopt, std::move(now), std::move(before)});
  transaction.audit("meeting_record." + std::string(action), "meeting_record", meeting.id.str(), "{}",
                    meeting.cluster);
}

}  // namespace

std::optional<MeetingRecord> MeetingRecordStore::find(MeetingRecordId id) {
  auto found = read_meeting_records(transaction_, "m.id = :id", [&](auto& statement) { statement, use(id, "id"); });
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

Page<MeetingRecord> MeetingRecordStore::list(const MeetingRecordFilter& filter, const PageRequest& page) {
  return newest_first<MeetingRecordId>(
      meeting_conditions(transaction_, filter), "m.id", page,
      [&](const std::string& rest, const auto& bind) { return read_meeting_records(transaction_, rest, bind); });
}

std::int64_t MeetingRecordStore::count(const MeetingRecordFilter& filter) {
  return count_where(transaction_, "meeting_record m", meeting_conditions(transaction_, filter));
}

std::vector<MeetingRecord> MeetingRecordStore::without_minutes(Timestamp before) {
  return read_meeting_records(
      transaction_, "m.state IN ('announced', 'held') AND m.begins_at < :before ORDER BY m.begins_at, m.id",
      [&](auto& statement) { statement, use(before, "before"); });
}

void MeetingRecordStore::insert(MeetingRecord& meeting, const std::string& words) {
  GRONO_INVARIANT(!meeting.id.is_nil());
  meeting.version = 1;
  meeting.created_at = meeting.updated_at = transaction_.now();
  const std::string content = cluster::to_json(meeting).dump();
  const long long version = meeting.version;
  transaction_.sql()
      << "INSERT INTO meeting_record (id, cluster, state, begins_at, content, words, version) VALUES (:id, :cluster, "
         ":state, :begins, :content, :words, :version)",
      use(meeting.id, "id"), use(meeting.cluster, "cluster"), use(meeting.state, "state"),
      use(meeting.from, "begins"), use(content, "content"), use(words, "words"), use(version, "version");
  tell_of_meeting(transaction_, meeting, "planned");
}

void MeetingRecordStore::update(MeetingRecord& meeting, std::string_view action, const std::string& words) {
  const long long expected = meeting.version, version = expected + 1;
  meeting.version = version;
  meeting.updated_at = transaction_.now();
  const std::string content = cluster::to_json(meeting).dump();
  soci::statement statement =
      (transaction_.sql().prepare
           << "UPDATE meeting_record SET state = :state, begins_at = :begins, content = :content, words = :words, "
              "version = :version WHERE id = :id AND version = :expected",
       use(meeting.state, "state"), use(meeting.from, "begins"), use(content, "content"), use(words, "words"),
       use(version, "version"), use(meeting.id, "id"), use(expected, "expected"));
  if (run(statement) == 0) throw VersionConflict("the meeting was changed meanwhile");
  tell_of_meeting(transaction_, meeting, action);
}

std::optional<ConductRules> MeetingRecordStore::rules(cluster::ClusterId cluster) {
  std::optional<ConductRules> made;
  AsJson<cluster::LocalisedText> forbidden;
  int days = 0;
  long long version = 0;
  soci::statement statement =
      (transaction_.sql().prepare
           << "SELECT forbidden, minutes_days, version FROM conduct_rules WHERE cluster = :id",
       into(forbidden), into(days), into(version), use(cluster, "id"));
  each_row(statement, [&] { made = ConductRules{cluster, forbidden.value, days, version}; });
  return made;
}

void MeetingRecordStore::write_rules(ConductRules& rules) {
  const auto before = this->rules(rules.cluster);
  const long long expected = rules.version, version = expected + 1;
  if ((before ? before->version : 0) != expected) throw VersionConflict("the rules were changed meanwhile");
  const AsJson<cluster::LocalisedText> forbidden{rules.forbidden};
  const int days = rules.minutes_days;
  if (!before) {
    transaction_.sql()
        << "INSERT INTO conduct_rules (cluster, forbidden, minutes_days, version) VALUES (:id, :forbidden, :days, :version)",
        use(rules.cluster, "id"), use(forbidden, "forbidden"), use(days, "days"), use(version, "version");
  } else {
    soci::statement statement =
        (transaction_.sql().prepare
             << "UPDATE conduct_rules SET forbidden = :forbidden, minutes_days = :days, "
                "version = :version WHERE cluster = :id AND version = :expected",
         use(forbidden, "forbidden"), use(days, "days"), use(version, "version"), use(rules.cluster, "id"),
         use(expected, "expected"));
    if (run(statement) == 0) throw VersionConflict("the rules were changed meanwhile");
  }
  rules.version = version;
  transaction_.audit(
      "conduct_rules.updated", "cluster", rules.cluster.str(),
      nlohmann::json({{"forbidden", {{"after", rules.forbidden}}}, {"minutes_days", {{"after", days}}}})
          .dump(),
      rules.cluster);
}

}  // namespace grono::store
