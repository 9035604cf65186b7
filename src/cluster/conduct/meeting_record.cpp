#include "cluster/conduct/meeting_record.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cluster/json_reader.hpp"
#include "cluster/names.hpp"
#include "cluster/text_rules.hpp"

namespace grono::cluster {
namespace {

using nlohmann::json;

constexpr std::size_t kMostParticipants = 200, kMostAgendaItems = 50, kMostAddenda = 100;
constexpr std::size_t kLongestMinutes = 20'000;

std::string written_in_meeting(const std::string& where, const std::string& text, std::size_t longest,
                               bool lines = false) {
  std::string made = stored_text(where, text, longest, lines);
  if (made.empty()) throw InvalidInput(where, "is missing", "give the field a value");
  return made;
}

MeetingParticipant* participant_of(MeetingRecord& meeting, OrganisationId organisation) {
  const auto found =
      std::find_if(meeting.participants.begin(), meeting.participants.end(),
                   [&](const MeetingParticipant& each) { return each.organisation == organisation; });
  return found == meeting.participants.end() ? nullptr : &*found;
}

void require_agenda(const MeetingRecord& meeting) {
  if (meeting.agenda.empty())
    throw InvalidInput("/agenda", "is empty", "write down what the meeting is about before it is announced");
}

void read_minutes_of_items(MeetingRecord& meeting, JsonReader& reader) {
  const auto texts = reader.texts("items");
  if (texts.size() != meeting.agenda.size())
    throw InvalidInput("/items", "are not as many as the agenda has",
                       "give the minutes of each item of the agenda, in its order");
  for (std::size_t i = 0; i < texts.size(); ++i)
    meeting.agenda[i].minutes =
        written_in_meeting("/items/" + std::to_string(i), texts[i], kLongestMinutes, true);
}

void read_attendance(MeetingRecord& meeting, JsonReader& reader) {
  for (MeetingParticipant& each : meeting.participants) {
    each.has_attended = false;
    each.people.clear();
  }
  static_cast<void>(reader.list("attendance", [&](const json& element, const std::string& pointer) {
    JsonReader inner(element, pointer);
    const auto id = inner.required("organisation", inner.id<OrganisationId>("organisation"));
    MeetingParticipant* participant = participant_of(meeting, id);
    if (!participant)
      throw InvalidInput(pointer + "/organisation", "takes no part in the meeting", "choose one that does");
    participant->has_attended = true;
    participant->people = stored_text(pointer + "/people", inner.text("people").value_or(""), 500, false);
    inner.expect_nothing_else();
    return 0;
  }));
}

json participant_json(const MeetingParticipant& each) {
  json made = {{"organisation", each.organisation.str()},
               {"has_attended", each.has_attended},
               {"people", each.people}};
  if (each.acknowledged_at) made["acknowledged_at"] = to_string(*each.acknowledged_at);
  if (each.acknowledged_by) made["acknowledged_by"] = each.acknowledged_by->str();
  return made;
}

MeetingParticipant participant_from_snapshot(const json& each, const std::string& pointer) {
  JsonReader reader(each, pointer);
  MeetingParticipant made;
  made.organisation = reader.required("organisation", reader.id<OrganisationId>("organisation"));
  made.acknowledged_at = reader.moment("acknowledged_at");
  made.acknowledged_by = reader.id<UserId>("acknowledged_by");
  made.has_attended = reader.flag("has_attended");
  made.people = reader.text("people").value_or("");
  return made;
}

}  // namespace

std::vector<Audience> viewers_of_meeting(const MeetingRecord& meeting) {
  std::vector<Audience> made = {{Audience::Kind::runners_of, meeting.cluster.uuid}};
  if (meeting.state == MeetingRecordState::planned) return made;
  for (const MeetingParticipant& each : meeting.participants)
    made.push_back({Audience::Kind::people_of, each.organisation.uuid});
  return made;
}

bool sees_meeting(const Actor& actor, const MeetingRecord& meeting) {
  return is_among(actor, viewers_of_meeting(meeting));
}

void normalise(MeetingRecord& meeting) {
  meeting.title = written_in_meeting("/title", meeting.title, 300);
  meeting.place = stored_text("/place", meeting.place, 300, false);
  meeting.chair = stored_text("/chair", meeting.chair, 200, false);
  if (meeting.participants.size() > kMostParticipants)
    throw InvalidInput("/participants", "are too many", "give at most " + std::to_string(kMostParticipants));
  std::sort(meeting.participants.begin(), meeting.participants.end(),
            [](const auto& a, const auto& b) { return a.organisation < b.organisation; });
  const auto twice =
      std::adjacent_find(meeting.participants.begin(), meeting.participants.end(),
                         [](const auto& a, const auto& b) { return a.organisation == b.organisation; });
  if (twice != meeting.participants.end())
    throw InvalidInput("/participants", "one of them stands twice", "leave one of them out");
  if (meeting.agenda.size() > kMostAgendaItems)
    throw InvalidInput("/agenda", "are too many", "give at most " + std::to_string(kMostAgendaItems));
  for (std::size_t i = 0; i < meeting.agenda.size(); ++i)
    meeting.agenda[i].title =
        written_in_meeting("/agenda/" + std::to_string(i), meeting.agenda[i].title, 500);
}

void normalise(ConductRules& rules) {
  normalise_texts("/forbidden", rules.forbidden, 10'000, true);
  if (rules.forbidden.empty())
    throw InvalidInput("/forbidden", "is empty", "say what may not be exchanged, in at least one language");
  if (rules.minutes_days < 1 || rules.minutes_days > 60)
    throw InvalidInput("/minutes_days", "is out of range", "give 1 to 60");
}

void announce(MeetingRecord& meeting, const LocalisedText& forbidden) {
  if (meeting.state != MeetingRecordState::planned)
    throw InvalidInput("/state", "it is not planned any more", "look at what became of it");
  require_agenda(meeting);
  if (meeting.participants.empty())
    throw InvalidInput("/participants", "nobody takes part", "choose the organisations that are invited");
  if (meeting.chair.empty())
    throw InvalidInput("/chair", "is missing", "say who leads the meeting and may end it");
  if (forbidden.empty())
    throw InvalidInput("/forbidden", "is empty", "say what may not be exchanged, in at least one language");
  meeting.forbidden = forbidden;
  meeting.state = MeetingRecordState::announced;
}

void acknowledge(MeetingRecord& meeting, OrganisationId organisation, std::optional<UserId> by,
                 Timestamp now) {
  MeetingParticipant* participant = participant_of(meeting, organisation);
  if (!participant)
    throw InvalidInput("/organisation", "takes no part in the meeting", "choose one that does");
  if (meeting.state != MeetingRecordState::announced)
    throw InvalidInput("/state", "it is not announced, or over already",
                       "the list is acknowledged before the meeting");
  if (participant->acknowledged_at) return;
  participant->acknowledged_at = now;
  participant->acknowledged_by = by;
}

void hold(MeetingRecord& meeting, Timestamp now) {
  if (meeting.state != MeetingRecordState::announced)
    throw InvalidInput("/state", "it is not announced", "announce it with its agenda first");
  if (meeting.from > now)
    throw InvalidInput("/state", "it is still to come", "wait until it has begun, or change its time");
  meeting.state = MeetingRecordState::held;
}

void minute(MeetingRecord& meeting, const json& minutes) {
  if (meeting.state != MeetingRecordState::held && meeting.state != MeetingRecordState::minuted)
    throw InvalidInput("/state", "it was not held, or its minutes are approved",
                       "minutes are written after the meeting; later only an addendum is");
  JsonReader reader(minutes, "");
  read_minutes_of_items(meeting, reader);
  read_attendance(meeting, reader);
  meeting.was_counsel_present = reader.flag("was_counsel_present");
  meeting.was_coordinator_present = reader.flag("was_coordinator_present");
  meeting.remarks = stored_text("/remarks", reader.text("remarks").value_or(""), kLongestMinutes, true);
  reader.expect_nothing_else();
  const auto attended = [](const MeetingParticipant& each) { return each.has_attended; };
  if (std::none_of(meeting.participants.begin(), meeting.participants.end(), attended))
    throw InvalidInput("/attendance", "nobody attended", "mark who was there");
  const auto is_unaware = [](const MeetingParticipant& each) {
    return each.has_attended && !each.acknowledged_at;
  };
  if (meeting.remarks.empty() &&
      std::any_of(meeting.participants.begin(), meeting.participants.end(), is_unaware))
    throw InvalidInput("/remarks", "somebody attended who had not acknowledged the list",
                       "write down why, and when they were told of it");
  meeting.state = MeetingRecordState::minuted;
}

void approve(MeetingRecord& meeting, std::optional<UserId> by, Timestamp now) {
  if (meeting.state != MeetingRecordState::minuted)
    throw InvalidInput("/state", "it has no minutes", "write the minutes first");
  meeting.state = MeetingRecordState::approved;
  meeting.approved_at = now;
  meeting.approved_by = by;
}

void append(MeetingRecord& meeting, MeetingAddendum addendum) {
  if (meeting.state != MeetingRecordState::approved)
    throw InvalidInput("/state", "its minutes are not approved yet", "change the minutes themselves");
  if (meeting.addenda.size() >= kMostAddenda)
    throw InvalidInput("/text", "are too many", "give at most " + std::to_string(kMostAddenda));
  addendum.text = written_in_meeting("/text", addendum.text, kLongestMinutes, true);
  meeting.addenda.push_back(std::move(addendum));
}

void cancel(MeetingRecord& meeting, std::string reason) {
  if (meeting.state != MeetingRecordState::planned && meeting.state != MeetingRecordState::announced)
    throw InvalidInput("/state", "it was held, or is cancelled already", "look at what became of it");
  if (reason.empty()) throw InvalidInput("/reason", "is missing", "say why it does not take place");
  meeting.state = MeetingRecordState::cancelled;
  meeting.reason = std::move(reason);
}

Date minutes_due_on(const MeetingRecord& meeting, int minutes_days) {
  return std::chrono::floor<std::chrono::days>(meeting.from) + std::chrono::days(minutes_days);
}

bool lacks_minutes(const MeetingRecord& meeting, int minutes_days, Date today) {
  const bool is_open =
      meeting.state == MeetingRecordState::announced || meeting.state == MeetingRecordState::held;
  return is_open && minutes_due_on(meeting, minutes_days) < today;
}

json to_json(const MeetingRecord& meeting) {
  json participants = json::array(), agenda = json::array(), addenda = json::array();
  for (const auto& each : meeting.participants) participants.push_back(participant_json(each));
  for (const auto& each : meeting.agenda)
    agenda.push_back({{"title", each.title}, {"minutes", each.minutes}});
  for (const auto& each : meeting.addenda) {
    addenda.push_back({{"at", to_string(each.at)}, {"text", each.text}});
    if (each.by) addenda.back()["by"] = each.by->str();
  }
  json made = {{"id", meeting.id.str()},
               {"cluster", meeting.cluster.str()},
               {"title", meeting.title},
               {"from", to_string(meeting.from)},
               {"place", meeting.place},
               {"chair", meeting.chair},
               {"participants", std::move(participants)},
               {"agenda", std::move(agenda)},
               {"forbidden", meeting.forbidden},
               {"state", name_of(meeting.state)},
               {"was_counsel_present", meeting.was_counsel_present},
               {"was_coordinator_present", meeting.was_coordinator_present},
               {"remarks", meeting.remarks},
               {"reason", meeting.reason},
               {"addenda", std::move(addenda)},
               {"version", meeting.version},
               {"created_at", to_string(meeting.created_at)},
               {"updated_at", to_string(meeting.updated_at)}};
  if (meeting.approved_at) made["approved_at"] = to_string(*meeting.approved_at);
  if (meeting.approved_by) made["approved_by"] = meeting.approved_by->str();
  return made;
}

json to_json(const ConductRules& rules) {
  return {{"forbidden", rules.forbidden}, {"minutes_days", rules.minutes_days}, {"version", rules.version}};
}

MeetingRecord meeting_from_json(const json& object, MeetingRecord base) {
  if (base.state != MeetingRecordState::planned && base.state != MeetingRecordState::announced)
    throw InvalidInput("/state", "it was held, or is cancelled already", "look at what became of it");
  JsonReader reader(object, "");
  base.title = reader.text("title").value_or("");
  base.from = reader.required("from", reader.moment("from"));
  base.place = reader.text("place").value_or("");
  base.chair = reader.text("chair").value_or("");
  const std::vector<MeetingParticipant> before = std::move(base.participants);
  base.participants.clear();
  for (const OrganisationId& id : reader.ids<OrganisationId>("participants")) {
    const auto known =
        std::find_if(before.begin(), before.end(), [&](const auto& each) { return each.organisation == id; });
    base.participants.push_back(known == before.end() ? MeetingParticipant{id, {}, {}, false, {}} : *known);
  }
  base.agenda.clear();
  for (const std::string& title : reader.texts("agenda")) base.agenda.push_back({title, {}});
  reader.expect_nothing_else();
  if (base.state == MeetingRecordState::announced) {
    require_agenda(base);
    if (base.participants.empty())
      throw InvalidInput("/participants", "nobody takes part", "choose the organisations that are invited");
  }
  return base;
}

ConductRules conduct_rules_from_json(const json& object, ConductRules base) {
  JsonReader reader(object, "");
  base.forbidden = reader.localised("forbidden");
  base.minutes_days = reader.small_integer("minutes_days").value_or(7);
  reader.ignore({"version", "is_template"});
  reader.expect_nothing_else();
  return base;
}

MeetingRecord meeting_from_snapshot(const json& object) {
  JsonReader reader(object, "");
  MeetingRecord made;
  made.id = reader.required("id", reader.id<MeetingRecordId>("id"));
  made.cluster = reader.required("cluster", reader.id<ClusterId>("cluster"));
  made.title = reader.text("title").value_or("");
  made.from = reader.required("from", reader.moment("from"));
  made.place = reader.text("place").value_or("");
  made.chair = reader.text("chair").value_or("");
  made.participants = reader.list("participants", participant_from_snapshot);
  made.agenda = reader.list("agenda", [](const json& each, const std::string&) {
    return AgendaItem{each.at("title").get<std::string>(), each.at("minutes").get<std::string>()};
  });
  made.forbidden = reader.localised("forbidden");
  made.state = reader.required("state", reader.named<MeetingRecordState>("state"));
  made.was_counsel_present = reader.flag("was_counsel_present");
  made.was_coordinator_present = reader.flag("was_coordinator_present");
  made.remarks = reader.text("remarks").value_or("");
  made.reason = reader.text("reason").value_or("");
  made.approved_at = reader.moment("approved_at");
  made.approved_by = reader.id<UserId>("approved_by");
  made.addenda = reader.list("addenda", [](const json& each, const std::string& pointer) {
    JsonReader inner(each, pointer);
    return MeetingAddendum{inner.required("at", inner.moment("at")), inner.id<UserId>("by"),
                           inner.text("text").value_or("")};
  });
  made.version = reader.integer("version").value_or(0);
  made.created_at = reader.required("created_at", reader.moment("created_at"));
  made.updated_at = reader.required("updated_at", reader.moment("updated_at"));
  return made;
}

}  // namespace grono::cluster
